"""Loads of the plant of any kind, as the words of a line file, for random lines."""

from any_station import Draw, Words, one_of, perhaps
from hypothesis import strategies as st


def draw_energy(
    draw: Draw, calendars: Words, stations: Words, belts: int
) -> tuple[Words, set[str]]:
    """The words of `energy`, mostly none; and which calendars they use. Belts draw 1 kW each."""
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
    if any("gas" in words for words in stations.values()):
        energy["gas"] = {"price": "800 KRW/Nm3", "carbon": one_of(draw, "2 kg/Nm3", "city-gas")}
    hungry = [name for name, words in stations.items() if "busy" in words.get("power", {})]
    if hungry and perhaps(draw, 45):
        base, air = energy.get("base", []), energy.get("compressed-air", {})
        plant = belts + 3 * (len(base) if isinstance(base, list) else 1) + 8 * ("leaks" in air)
        energy["limit"] = _limit(draw, stations, hungry, plant)
    return energy, used


def _limit(draw: Draw, stations: Words, hungry: list[str], plant: int) -> Words:
    """A limit under which each station named can start, and often not two of them."""
    priority = draw(st.lists(st.sampled_from(hungry), min_size=1, unique=True))
    # what all draw at rest, the air that idle machines may use among it
    quiet = sum(
        (2 * ("power" in words) + 3 * ("air" in words)) * words["machines"]
        for words in stations.values()
    )
    return {"peak": f"{plant + quiet + draw(st.integers(10, 14))} kW", "priority": priority}


def _group(draw: Draw, name: str, calendars: Words, used: set[str]) -> Words:
    loads = {name: one_of(draw, "3 kW", "1 kW", "0.7 kW")}
    return _by(draw, loads, calendars, used)


def _by(draw: Draw, words: Words, calendars: Words, used: set[str]) -> Words:
    """Let a load draw only in the working time of some calendar, or always."""
    if calendars and perhaps(draw, 60):
        words["calendar"] = one_of(draw, *calendars)
        used.add(words["calendar"])
    return words
