"""Loads of the plant of any kind, as the words of a line file, for random lines."""

from any_station import Draw, Words, one_of, perhaps


def draw_energy(draw: Draw, calendars: Words, stations: Words) -> tuple[Words, set[str]]:
    """The words of `energy`, mostly none; and which calendars they use."""
    energy: Words = {}
    used: set[str] = set()
    if perhaps(draw, 15):
        loads = ("light", "fans") if perhaps(draw, 40) else ("light",)
        groups = [_group(draw, load, calendars, used) for load in loads]
        energy["base"] = groups if len(groups) > 1 else groups[0]
    airy = any("air" in words for words in stations.values())
    if airy or perhaps(draw, 6):
        air: Words = {"supply": one_of(draw, "6.5 kW per m3/min", "5 kW per m3/min")}
        if not airy or perhaps(draw, 60):
            air["leaks"] = "1.2 m3/min"
        energy["compressed-air"] = _by(draw, air, calendars, used)
    return energy, used


def _group(draw: Draw, name: str, calendars: Words, used: set[str]) -> Words:
    loads = {name: one_of(draw, "3 kW", "1 kW", "0.7 kW")}
    return _by(draw, loads, calendars, used)


def _by(draw: Draw, words: Words, calendars: Words, used: set[str]) -> Words:
    """Let a load draw only in the working time of some calendar, or always."""
    if calendars and perhaps(draw, 60):
        words["calendar"] = one_of(draw, *calendars)
        used.add(words["calendar"])
    return words
