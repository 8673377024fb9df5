"""Which words of the line format a text says, as paths: `stations/*/power/blocked`."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from lines.schema import schema

Schema = dict[str, Any]


def words_of_the_format() -> set[str]:
    """Every word that the schema of a line file knows, but for the shapes of chance."""
    return set(_below(_whole(), ""))


def words_in(text: str) -> set[str]:
    """Every word that a line file says."""
    return set(_said(yaml.load(text, Loader=yaml.BaseLoader), _whole(), ""))


@cache
def _whole() -> Schema:
    return schema()


def _shapes(form: Schema) -> Iterator[Schema]:
    """A form with its alternatives, references followed; a chance is one word, not its shapes."""
    reference = form.get("$ref", "")
    if reference.endswith("-or-distribution"):
        return
    if reference:
        yield from _shapes(_whole()["$defs"][reference.rsplit("/", 1)[1]])
        return
    yield form
    for word in ("anyOf", "oneOf"):
        for other in form.get(word, ()):
            yield from _shapes(other)


def _parts(form: Schema) -> Iterator[tuple[str, Schema]]:
    """Fixed words of a form, `*` for names that can be chosen, `` for entries of a list."""
    for shape in _shapes(form):
        yield from shape.get("properties", {}).items()
        if isinstance(shape.get("additionalProperties"), dict):
            yield "*", shape["additionalProperties"]
        if isinstance(shape.get("items"), dict):
            yield "", shape["items"]


def _path(path: str, name: str) -> str:
    return "/".join(part for part in (path, name) if part)


def _below(form: Schema, path: str) -> Iterator[str]:
    for name, below in _parts(form):
        if name not in ("", "*"):
            yield _path(path, name)
        yield from _below(below, _path(path, name))


def _said(data: Any, form: Schema, path: str) -> Iterator[str]:
    for name, below in _parts(form):
        for value in _values(data, name, form):
            if name not in ("", "*"):
                yield _path(path, name)
            yield from _said(value, below, _path(path, name))


def _values(data: Any, name: str, form: Schema) -> list[Any]:
    """What data holds under a word, a chosen name or as entries of a list."""
    if isinstance(data, list):
        return data if name == "" else []
    if not isinstance(data, dict) or name == "":
        return []
    if name != "*":
        return [data[name]] if name in data else []
    fixed = {word for shape in _shapes(form) for word in shape.get("properties", ())}
    return [value for word, value in data.items() if word not in fixed]
