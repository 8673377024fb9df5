"""Fleets that a retrofit leaves without any link to serve: they go, as they would stand idle."""

from __future__ import annotations

from lines.nodes import Node, replaced


def without_idle_fleets(before: Node, after: Node) -> Node:
    """Return the file without the fleets that served some link and serve none now.

    One that never served any stays, and `check` tells of it.
    """
    fleets = after.child("transport")
    declared = set(fleets.words if fleets is not None else ())
    used = _used(after)
    if not used - {"none"} <= declared:
        return after  # a name is wrong, and what there is helps to find the right one
    for name in sorted((_used(before) - used) & declared):
        after = replaced(after, ("transport", name), None)
    return after


def _used(root: Node) -> set[str]:
    """Names of the fleets that links of the flow are served by."""
    flow = root.child("flow")
    options = [node for entry in (flow.entries if flow else ()) for node in entry.words.values()]
    named = [node.child("by") for node in options]
    return {node.written for node in named if node is not None}
