"""`twin lines`: what lines and retrofits come with the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options
from twin.wording import Language, say

if TYPE_CHECKING:
    from pathlib import Path

    from lines.model import Title


def lines(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="print the file of this bundled line or retrofit"),
    ] = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """List the bundled lines and retrofits."""
    from lines import bundled_lines, bundled_retrofits, load, load_retrofit
    from twin.table import Cells, Section, table

    shelves = {"lines": bundled_lines(), "retrofits": bundled_retrofits()}
    if name is not None:
        _print_file(name, shelves)
        return
    titles = {name: load(name).title for name in shelves["lines"]}
    changes = {name: load_retrofit(name).title for name in shelves["retrofits"]}
    listed = {"lines": _listed(titles), "retrofits": _listed(changes)}
    if as_json:
        console.print_json(dict(listed))
        return
    rows: list[Cells | Section] = []
    for shelf, entries in listed.items():
        rows.append(Section(say(shelf, language.value)))
        rows += [Cells((f"  {one['name']}", str(one[_title(language.value)]))) for one in entries]
    header = (say("name", language.value), say("title", language.value))
    console.print_text(table(header, rows, console.width(), left=2))


def _title(language: Language) -> str:
    """Return the key under which the title in this language stands."""
    return f"title_{language}"


def _listed(titles: dict[str, Title]) -> list[dict[str, object]]:
    """Return name and titles of everything on a shelf."""
    return [
        {"name": name, "title_en": title.en, "title_ko": title.ko} for name, title in titles.items()
    ]


def _print_file(name: str, shelves: dict[str, dict[str, Path]]) -> None:
    """Print a bundled file as it stands."""
    from lines import LineError, Problem

    files = {**shelves["retrofits"], **shelves["lines"]}
    with console.exit_codes():
        if name not in files:
            expected = ", ".join(sorted(files))
            raise LineError([Problem(name, 0, 0, "", f"is not bundled; there are: {expected}")])
        console.print_text(files[name].read_text(encoding="utf-8").rstrip())
