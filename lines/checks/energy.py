"""Rules about energy: powers that a break-even needs, loads that can be kept under a limit."""

from __future__ import annotations

from lines.compose import Draft
from lines.errors import hint, listed
from lines.loads import loads_of
from lines.machinery import Station
from lines.model import DAY_S, WEEK_S, Calendar, Gas
from lines.states import POWER_KIN, power_in
from lines.units import shown

# states in which a machine can stay for ever
QUIET = ("starved", "blocked", "down", "waiting-crew", "standby", "off")


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
    if not any(word in power for word in POWER_KIN["starved"]):
        missing.insert(1 if "busy" in missing else 0, "idle")
    if missing:
        told = f"'break-even' needs the power of {' and '.join(missing)}; add it, such as"
        return f"{told} power: {{busy: 38 kW, idle: 10 kW, standby: 1.2 kW}}, or give a duration"
    idle, asleep = power_in(power, "starved"), power_in(power, "standby")
    if idle <= asleep:
        told = f"standby draws {shown(asleep, 'power')} and idle {shown(idle, 'power')}"
        return f"{told}, so going to sleep never pays; correct the powers or leave 'standby' out"
    return None


def warm_up_needs_a_calendar(draft: Draft) -> None:
    """A warm-up follows a pause in the working time of a calendar."""
    for station in draft.line.stations.values():
        if station.warm_up is not None and station.calendar is None:
            told = "'warm-up' says nothing without a calendar; add 'calendar' or leave it out"
            draft.fail(told, "stations", station.name, "warm-up", at_word=True)


def warm_up_begins_in_working_time(draft: Draft) -> None:
    """The last machine of a staggered start begins before its working time is over."""
    for station in draft.line.stations.values():
        warm, calendar = station.warm_up, draft.line.calendars.get(station.calendar or "")
        if warm is None or calendar is None:
            continue
        latest = warm.delay_s + warm.stagger_s * (station.machines - 1)
        stretch = _longest_stretch(calendar)
        if latest >= stretch:
            told = f"the last machine would begin {shown(latest, 'duration')} after its working"
            told += f" time, which lasts {shown(stretch, 'duration')} at most; take shorter times"
            draft.fail(told, "stations", station.name, "warm-up", at_word=True)


def _longest_stretch(calendar: Calendar) -> float:
    """The longest time from shift to shift without a pause, breaks aside [s]; at most a week."""
    spans = sorted(
        (week * WEEK_S + day * DAY_S + shift.begin_s, week * WEEK_S + day * DAY_S + shift.end_s)
        for week in (0, 1)
        for shift in calendar.shifts
        for day in shift.days
    )
    longest, begin, until = 0.0, 0.0, 0.0
    for start, end in spans:
        begin = start if start > until else begin
        until = max(until, end)
        longest = max(longest, until - begin)
    return min(longest, WEEK_S)


def air_has_a_supply(draft: Draft) -> None:
    """A station that uses compressed air stands in a line that says what the air takes."""
    if draft.line.energy.air is not None or not draft.sound("energy"):
        return
    for station in draft.line.stations.values():
        if station.air_m3_per_min:
            told = "'air' needs to know what compressed air takes; add, such as, energy: "
            told += "{compressed-air: {supply: 6.5 kW per m3/min, leaks: 1.2 m3/min}}"
            draft.fail(told, "stations", station.name, "air", at_word=True)


def compressed_air_goes_somewhere(draft: Draft) -> None:
    """Compressed air leaks, or some station uses it."""
    air = draft.line.energy.air
    used = any(any(s.air_m3_per_min.values()) for s in draft.line.stations.values())
    if air is not None and not air.leaks and not used and draft.sound("stations"):
        told = "there are no 'leaks' and no station has 'air', so it would say nothing"
        draft.fail(told, "energy", "compressed-air", at_word=True)


def gas_goes_somewhere(draft: Draft) -> None:
    """Where the line says what gas costs or emits, some station uses it."""
    used = any(s.gas_nm3_per_h for s in draft.line.stations.values())
    if draft.line.energy.gas != Gas() and not used and draft.sound("stations"):
        told = "no station has 'gas', so it would say nothing; add, such as, gas: {busy: 12 Nm3/h}"
        draft.fail(f"{told} to a station or leave it out", "energy", "gas", at_word=True)


def limit_names_stations(draft: Draft) -> None:
    """A station that gives way to the limit is one of the line, and draws more at work."""
    limit = draft.line.energy.limit
    known = list(draft.line.stations)
    for number, name in enumerate(limit.priority if limit is not None else ()):
        station = draft.line.stations.get(name)
        told = None
        if station is None:
            told = f"there is no station '{name}'; the line has {listed(known)}{hint(name, known)}"
        elif _watts(draft, station, "busy") <= _watts(draft, station, "starved"):
            told = (
                f"'{name}' draws no more busy than idle, so it would never wait; give its 'power'"
            )
            told += " or leave it out"
        if told is not None and draft.sound("stations"):
            draft.fail(told, "energy", "limit", "priority", number)


def limit_lets_each_start(draft: Draft) -> None:
    """A station that gives way may start when nothing else is at work."""
    limit = draft.line.energy.limit
    if limit is None or not draft.sound("stations") or not draft.sound("energy"):
        return
    quiet = _quiet_w(draft)
    for number, name in enumerate(limit.priority):
        station = draft.line.stations[name]
        needed = quiet + _watts(draft, station, "busy") - _watts(draft, station, "starved")
        if needed > round(limit.peak):
            told = f"'{name}' could never start: with all else idle the plant draws up to"
            told += f" {shown(needed, 'power')} then, above the peak of"
            told += f" {shown(round(limit.peak), 'power')}; raise the peak or leave it out"
            draft.fail(told, "energy", "limit", "priority", number)


def _quiet_w(draft: Draft) -> int:
    """The most that the plant draws with nobody at work: its loads, and all machines idle."""
    return sum(load.watts for load in loads_of(draft.line)) + sum(
        station.machines * max(_watts(draft, station, state) for state in QUIET)
        for station in draft.line.stations.values()
    )


def _watts(draft: Draft, station: Station, state: str) -> int:
    """What a machine draws in a state, with its air."""
    air = draft.line.energy.air
    used = power_in(station.air_m3_per_min, state) * (0.0 if air is None else air.supply)
    return round(power_in(station.power_w, state)) + round(used)
