"""Rules about dispatch: a station asks only for what some part of the line can tell it."""

from __future__ import annotations

from lines.compose import Draft
from lines.machinery import Station


def dispatch_can_tell_parts_apart(draft: Draft) -> None:
    """A dispatch rule is refused where it could never take another part than fifo."""
    if not all(draft.sound(part) for part in ("products", "sources", "arrivals")):
        return
    for station in draft.line.stations.values():
        told = _idle(draft, station)
        if told is not None and draft.sound("stations", station.name):
            draft.fail(told, "stations", station.name, "dispatch")


def _idle(draft: Draft, station: Station) -> str | None:
    """Say why the dispatch of a station tells no part from another, or None where it does."""
    rule = station.dispatch
    if rule in ("edd", "critical-ratio") and not _gives_dates(draft):
        told = "nobody says when parts are due; give arrivals or orders a date"
        return f"{told}, such as 'due: 3 days', or leave 'dispatch' out"
    if rule == "setup-saving" and station.setup is None:
        return f"'{station.name}' has no 'setup' to save; add one, or leave 'dispatch' out"
    if rule == "spt" and len({cycle.mean() for cycle in station.cycle.values()}) < 2:
        told = f"every product takes the same time at '{station.name}'"
        return f"{told}; give 'cycle' by product, or leave 'dispatch' out"
    if rule == "priority" and len({p.priority for p in draft.line.products.values()}) < 2:
        told = "all products have the same priority; give one of them another"
        return f"{told}, such as 'priority: 1', or leave 'dispatch' out"
    return None


def _gives_dates(draft: Draft) -> bool:
    """Say whether some part of the line is due by a date."""
    line = draft.line
    dues = [source.due_s for source in line.sources.values()]
    dues += [order.due_s for order in line.orders]
    dues += [order.due_s for order in line.dated_orders]
    return any(due is not None for due in dues)
