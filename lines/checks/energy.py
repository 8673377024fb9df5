"""Rules about energy: powers that a break-even needs, loads that can be kept under a limit."""

from __future__ import annotations

from lines.compose import Draft
from lines.model import Station
from lines.states import power_in
from lines.units import shown

IDLE_WORDS = ("idle", "starved", "holding")


def break_even_needs_powers(draft: Draft) -> None:
    """Standby by break-even needs the powers of busy, idle and standby, and idle the higher one."""
    for station in draft.line.stations.values():
        standby = station.standby
        route = ("stations", station.name)
        if standby is None or not standby.break_even or not draft.sound(*route, "power"):
            continue
        told = _why_no_break_even(station)
        if told is not None:
            draft.fail(told, *route, "standby", "after")


def _why_no_break_even(station: Station) -> str | None:
    power = station.power_w
    missing = [word for word in ("busy", "standby") if word not in power]
    if not any(word in power for word in IDLE_WORDS):
        missing.insert(1 if "busy" in missing else 0, "idle")
    if missing:
        told = f"'break-even' needs the power of {' and '.join(missing)}; add it, such as"
        return f"{told} power: {{busy: 38 kW, idle: 10 kW, standby: 1.2 kW}}, or give a duration"
    idle, asleep = power_in(power, "starved"), power_in(power, "standby")
    if idle <= asleep:
        told = f"standby draws {shown(asleep, 'power')} and idle {shown(idle, 'power')}"
        return f"{told}, so going to sleep never pays; correct the powers or leave 'standby' out"
    return None
