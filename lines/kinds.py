"""What kind of file it is by the word it begins with: one in the wrong place is told in a sentence.

Without this every word of a retrofit that is handed over as a line would be a problem of its own.
"""

from __future__ import annotations

from lines.errors import LineError
from lines.nodes import Node
from lines.places import problem_at

# An assessment names the pack that it answers, so it is looked for before a pack.
KINDS: dict[str, tuple[str, str]] = {
    "retrofit": ("a retrofit", "give it with --retrofit"),
    "assessment": ("the answers of a level assessment", "give it with --answers"),
    "line": ("a line", "give it as LINE"),
    "pack": ("a data pack", "give it with --pack"),
}


def refuse_other(root: Node, wanted: str) -> None:
    """Raise LineError where a file says by its words that it is of another kind."""
    words = [word for word in KINDS if word in root.words]
    word = next(iter(words), wanted)
    if word == wanted or (wanted in words and word != "assessment"):
        return
    (found, way), (expected, _) = KINDS[word], KINDS[wanted]
    node = root.words[word]
    told = f"found {found}; expected {expected}; {way}"
    raise LineError([problem_at(node.key or node.place, "", told)])
