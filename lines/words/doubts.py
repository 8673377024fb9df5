"""`doubts`: by which factors the numbers of a line may be off, with who says so."""

from __future__ import annotations

from collections.abc import Iterator

from lines.distributions import KINDS
from lines.errors import hint, listed
from lines.model import Doubt
from lines.nodes import Node, route_of, written_text
from lines.words.chances import NOTES, Chance
from lines.words.entry import Entry
from lines.words.forms import Bound, Schema

# Words of a line whose numbers may be in doubt; what a study is or a part is called is not.
DOUBTED = (
    "stations",
    "buffers",
    "crews",
    "transport",
    "products",
    "sources",
    "arrivals",
    "orders",
    "energy",
    "costs",
    "people",
)
SUCH = "{triangular: [90 %, 100 %, 115 %]}"
_FACTOR = Bound(above=True, high=100.0)
_PATH = "^(" + "|".join(DOUBTED) + r")[.\[]"


class Doubts:
    """Paths of the line, each with a factor by chance: a share or a plain number."""

    def read(self, entry: Entry) -> tuple[Doubt, ...] | None:
        """Return the doubts in the order of the file."""
        if entry.node.is_missing:
            return ()
        if not entry.node.is_mapping:
            entry.expect(
                f"paths with a factor under each, such as {{stations.press.cycle: {SUCH}}}"
            )
            return None
        read = [_read(path, below) for path, below in entry.words()]
        return tuple(doubt for doubt in read if doubt is not None)

    def schema(self) -> Schema:
        """Return any paths, each with a distribution."""
        shapes = {"type": "object", "minProperties": 1}
        return {
            "type": "object",
            "patternProperties": {_PATH: shapes},
            "additionalProperties": False,
        }


def _read(path: str, entry: Entry) -> Doubt | None:
    """Return one doubt, or None after telling what is wrong with it."""
    route = route_of(path)
    first = str(route[0]) if route else ""
    if first not in DOUBTED:
        told = hint(first, DOUBTED) or f"; a path begins with one of {listed(DOUBTED, 20)}"
        entry.fail_word(f"'{path}' leads to no number that can be in doubt{told}")
        return None
    bare = {word: node for word, node in entry.node.words.items() if word not in NOTES}
    if not any(word in KINDS for word in bare):
        told = hint(next(iter(bare)), KINDS) if bare else ""
        if list(bare) == ["times"]:
            told = "; the factor stands here without 'times'"
        entry.expect(f"a factor as a distribution, such as {SUCH}", told)
        return None
    factor = Chance(_dimension(entry.node), _FACTOR).read(entry)
    if factor is None:
        return None
    if factor.is_constant:
        entry.expect(
            f"a factor that varies, such as {SUCH}; write a certain number where it stands"
        )
        return None
    notes = {word: node.written for word, node in entry.node.words.items() if word in NOTES}
    text = written_text(Node(bare, entry.node.place))[1:-1]
    return Doubt(path, factor, text, notes.get("source"), notes.get("grade"))


def _dimension(node: Node) -> str:
    """Whether factors are written as shares or as plain numbers."""
    bare = (below for word, below in node.words.items() if word not in NOTES)
    return "share" if any("%" in text for below in bare for text in _scalars(below)) else "number"


def _scalars(node: Node) -> Iterator[str]:
    for below in (*node.entries, *node.words.values()):
        yield from _scalars(below)
    yield node.written
