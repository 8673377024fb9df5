"""YAML text to a tree of values with places, safely and without YAML's surprises.

The events of the parser are taken one by one, so depth, aliases and size are bounded before
anything is built. Scalars are read as YAML 1.2 says: `on`, `off`, `yes`, `no` and `8:30` stay
text, `012` is twelve, `1e3` a thousand. Tags, merge keys, repeated words and second documents
are refused. No value is ever made into a Python object or run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from lines.errors import LineError, Problem
from lines.nodes import Node, Route, Scalar, dotted
from lines.places import Document, Place, problem_at
from lines.signs import control_sign, odd_sign, sign_called

DEEPEST = 32
MOST_VALUES = 200_000
LONGEST_SCALAR = 500_000

# The plain scalars of YAML 1.2's core schema; whatever is none of these is text.
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,6})?")
_NAMED: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
# What the parser says, and how the house says it; the first that fits.
_SYNTAX: tuple[tuple[str, str], ...] = (
    ("expected ',' or '}'", "expected ',' or '}' here; is a brace not closed?"),
    ("expected ',' or ']'", "expected ',' or ']' here; is a bracket not closed?"),
    ("mapping values are not allowed", "found ':' where no word can stand; mind indent and quotes"),
    ("expected key", "expected a word here; mind the indent of the lines around"),
    ("cannot start any token", "found a sign that can begin no value; quote it, and use no tabs"),
    ("found a tab character", "found a tab where only spaces can stand"),
    ("expected ':'", "expected ':' after the word"),
    ("end of stream", "found the end of the file; is a quote not closed?"),
    ("expected '-' indicator", "expected '-' here; mind the indent of the lines around"),
    # newer parsers stop by themselves before the reader has seen the levels
    ("maximum nesting depth", f"found more than {DEEPEST} levels; expected a flatter file"),
    ("sequence entries are not allowed", "found '-' where no list can begin; mind the indent"),
)
_CHAIN = (
    "a chain with a buffer inside brackets needs quotes, such as "
    "flow: [\"source -> a -> [4] -> b\"]; or write each chain on a line of its own behind '- '"
)
_PLAIN_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


def parse(document: Document) -> Node:
    """Return the tree of a document; LineError with every repeated word, or the first bad sign."""
    at = control_sign(document.text)
    if at is not None:
        message = f"found {sign_called(document.text[at])}; expected text"
        raise LineError([problem_at(_place_of_sign(document, at), "", message)])
    reader = _Tree(document)
    try:
        for event in _events(document.text):
            reader.take(event)
    except yaml.YAMLError as error:
        raise LineError([_syntax_problem(document, error)]) from None
    if reader.problems:
        raise LineError(reader.problems)
    if reader.root is None or reader.root.is_missing:
        message = "found an empty file; expected a line, such as 'line: my-line'"
        raise LineError([problem_at(Place(document, 1, 1), "", message)])
    return reader.root


def scalar(text: str) -> Scalar:
    """Return what a plain scalar means: a number, yes or no, nothing, or the text itself."""
    if text in _NAMED:
        return _NAMED[text]
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) <= 20 else float(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text


def _events(text: str) -> Iterator[Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Frame:
    """A mapping or list still open: what it holds so far, and the word that waits for a value."""

    def __init__(self, event: Any, place: Place, route: Route) -> None:
        self.words: dict[str, Node] | None = (
            {} if isinstance(event, yaml.MappingStartEvent) else None
        )
        self.entries: list[Node] = []
        self.place = place
        self.anchor: str | None = event.anchor
        self.route = route
        self.word: str | None = None
        self.key: Place | None = None
        self.repeated = False
        self.size = 1

    def next_route(self) -> Route:
        """Return the route of the value that comes next."""
        if self.words is None:
            return (*self.route, len(self.entries))
        return (*self.route, self.word) if self.word is not None else self.route


class _Tree:
    """Builds the tree from events, one frame a level, without ever calling itself."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.frames: list[_Frame] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.documents = 0

        self.takers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._take_scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._take_alias,
            yaml.DocumentStartEvent: self._take_document,
        }

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        taker = self.takers.get(type(event))
        if taker is not None:
            taker(event)

    def _take_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "found a second document; expected one line in a file")

    def _take_scalar(self, event: Any) -> None:
        place = self._place(event)
        self._check_tag(event)
        at = control_sign(event.value, escaped=True)
        if at is not None:
            told = f"found {sign_called(event.value[at])}, written as an escape"
            self._refuse(event, f"{told}; expected text")
        if len(event.value) > LONGEST_SCALAR:
            self._refuse(event, f"found a text of {len(event.value)} characters; expected a word")
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.words is not None and frame.word is None:
            self._take_word(frame, event.value, place, event)
            return
        plain = not event.style
        value = scalar(event.value) if plain else event.value
        self._put(Node(value, place, event.value, None, not plain), event.anchor, 1)

    def _take_word(self, frame: _Frame, word: str, place: Place, event: Any) -> None:
        assert frame.words is not None
        word = unicodedata.normalize("NFC", word)
        if word == "<<" and not event.style:
            self._refuse(event, "merge keys ('<<') are not part of the line format")
        if event.anchor is not None:
            self.anchors[event.anchor] = (Node(word, place, word), 1)
        frame.word, frame.key = word, place
        frame.repeated = word in frame.words
        if frame.repeated:
            first = frame.words[word].key or place
            message = f"'{word}' stands here twice, first in line {first.line}"
            self.problems.append(problem_at(place, dotted((*frame.route, word)), message))

    def _take_alias(self, event: Any) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.words is not None and frame.word is None:
            self._refuse(event, "found an alias; expected a word")
        if event.anchor not in self.anchors:
            within = any(frame.anchor == event.anchor for frame in self.frames)
            told = "holds itself" if within else "was never set: write '&' before its first use"
            self._refuse(event, f"the alias '*{event.anchor}' {told}")
        node, size = self.anchors[event.anchor]
        self._put(node, None, size, self._place(event))

    def _open(self, event: Any) -> None:
        self._check_tag(event)
        place = self._place(event)
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.words is not None and frame.word is None:
            kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
            self._refuse(event, f"found a {kind} where a word stands; quote it if it is a text")
        if len(self.frames) >= DEEPEST:
            self._refuse(event, f"found more than {DEEPEST} levels; expected a flatter file")
        self.frames.append(_Frame(event, place, frame.next_route() if frame else ()))

    def _close(self, _event: Any) -> None:
        frame = self.frames.pop()
        value = frame.entries if frame.words is None else frame.words
        self._put(Node(value, frame.place), frame.anchor, frame.size)

    def _put(self, node: Node, anchor: str | None, size: int, at: Place | None = None) -> None:
        if anchor is not None:
            self.anchors[anchor] = (node, size)
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        frame.size += size
        if frame.size > MOST_VALUES:
            message = f"found more than {MOST_VALUES} values, those of aliases counted each time"
            place = at or node.place
            raise LineError([problem_at(place, dotted(frame.next_route()), message)])
        if frame.words is None:
            frame.entries.append(node.under(None))
        elif frame.word is not None:
            if not frame.repeated:
                frame.words[frame.word] = node.under(frame.key)
            frame.word = None

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"found the tag '{tag}'; the line format knows no tags")

    def _place(self, event: Any) -> Place:
        return _place_of_mark(self.document, event.start_mark)

    def _refuse(self, event: Any, message: str) -> None:
        route = self.frames[-1].next_route() if self.frames else ()
        raise LineError([*self.problems, problem_at(self._place(event), dotted(route), message)])


def _place_of_mark(document: Document, mark: Any) -> Place:
    return Place(document, mark.line + 1, mark.column + 1)


def _place_of_sign(document: Document, position: int) -> Place:
    before = document.text[:position].replace("\r\n", "\n")
    line_start = max(before.rfind(end) for end in "\n\r\x85\u2028\u2029") + 1
    line = sum(before.count(end) for end in "\n\r\x85\u2028\u2029") + 1
    return Place(document, line, len(before) - line_start + 1)


def _syntax_problem(document: Document, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    told = str(getattr(error, "problem", None) or error).splitlines()[0]
    for sign, plain_words in _SYNTAX:
        if sign in told:
            told = plain_words
            break
    place = Place(document, 1, 1) if mark is None else _place_of_mark(document, mark)
    place, told = _cause(place, told)
    return problem_at(place, "", f"this cannot be read as YAML: {told}")


def _cause(place: Place, told: str) -> tuple[Place, str]:
    """What probably led to a bad sign: a tab, a sign of another width, a chain without quotes."""
    document, number, column = place
    lines = document.lines
    for near in (number, number - 1):
        line = lines[near - 1] if 1 <= near <= len(lines) else ""
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            at = Place(document, near, indent.index("\t") + 1)
            return at, "found a tab in the indent of this line; write spaces"
        odd = odd_sign(line)
        # a sign in the text behind a word is no sign of YAML's, as in `title: a：b`
        if odd is not None and near < number and not re.search(r":\s", line[: odd[0] - 1]):
            return Place(document, near, odd[0]), "a sign here is not YAML's"
    before = lines[number - 1][: column - 1] if number <= len(lines) else ""
    rest = lines[number - 1][column - 1 :] if number <= len(lines) else ""
    if rest.startswith("[") and before.rstrip().endswith("->"):
        return place, _CHAIN
    return place, told
