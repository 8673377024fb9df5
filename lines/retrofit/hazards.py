"""Hazards that a retrofit leaves without anybody who meets them go with it."""

from __future__ import annotations

from collections.abc import Iterator

from lines.nodes import Node, replaced


def without_idle_hazards(before: Node, after: Node) -> Node:
    """The patched file without the hazards that somebody met before it and nobody meets now.

    Taking the crew from a station takes the crew's hazard too; a hazard that never had anybody is
    left for the line's own checks to complain about.
    """
    old = before.child("stations") or before
    new = after.child("stations")
    for name, station in new.words.items() if new is not None else ():
        earlier = old.words.get(name)
        if earlier is None or earlier is station:
            continue
        gone = set(_met(earlier)) - set(_met(station))
        hazards = station.child("hazards")
        for hazard in hazards.words if hazards is not None else ():
            if hazard in gone:
                after = replaced(after, ("stations", name, "hazards", hazard), None)
    return after


def _met(station: Node) -> Iterator[str]:
    """Names of the hazards that somebody at a station meets: repairing, setting up, attending."""
    failures = station.child("failures")
    tasks = [station.child(word) for word in ("setup", "crew", "maintenance")]
    tasks += list(failures.words.values()) if failures is not None else []
    for task in tasks:
        hazard = task.child("hazard") if task is not None else None
        if hazard is not None:
            yield hazard.written
