"""Words for what a plant has, such as `[machine-states, network]`; `[]` where it has nothing."""

from __future__ import annotations

from lines.errors import hint, listed
from lines.nodes import Node
from lines.prerequisites import PREREQUISITES
from lines.words.entry import Entry
from lines.words.forms import Schema

_KNOWN = listed(PREREQUISITES, len(PREREQUISITES))


class Having:
    """A list of known words, each once; an empty list says that the plant has none of it."""

    def read(self, entry: Entry) -> tuple[str, ...] | None:
        """Return the words in their order, or None after telling what is wrong."""
        nodes = having_nodes(entry)
        return None if nodes is None else tuple(dict.fromkeys(node.written for node in nodes))

    def schema(self) -> Schema:
        """Return a list of the known words, or one of them."""
        word: Schema = {"enum": list(PREREQUISITES)}
        return {"anyOf": [{"type": "array", "items": word}, word]}


def having_nodes(entry: Entry) -> tuple[Node, ...] | None:
    """Return each known word with its place; one word alone stands for a list of it."""
    one = isinstance(entry.node.value, str)
    if not (entry.node.is_list or one):
        entry.expect(f"a list of what the plant has ([] for nothing): {_KNOWN}")
        return None
    found: list[Node] = []
    sound = True
    for below in [entry] if one else [below for _, below in entry.entries()]:
        if below.written in PREREQUISITES:
            found.append(below.node)
            continue
        sound = False
        below.expect(f"what a plant may have: {_KNOWN}", hint(below.written, PREREQUISITES))
    return tuple(found) if sound else None
