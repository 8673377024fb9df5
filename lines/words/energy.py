"""Words of a line's `energy` beside its price: contract, base load, compressed air, the limit."""

from __future__ import annotations

import re
from typing import Any

from lines.model import BaseLoad, CompressedAir, Energy, Gas, PowerLimit
from lines.nodes import Node
from lines.words.entry import Entry
from lines.words.factors import GAS
from lines.words.forms import ABOVE_ZERO, Bound, Name, Names, Quantity, Schema
from lines.words.groups import Group, Made, OrNone, Word, is_name_of

CALENDAR = "calendar"
_CALENDAR = OrNone(Name("a calendar"))
_POWER = Quantity("power")


class BaseLoads:
    """What the plant draws whatever the stations do: powers by name, in one group or several.

    A group may have a calendar, and draws only in its working time.
    """

    def read(self, entry: Entry) -> tuple[BaseLoad, ...] | None:
        """Return the groups in the order of the file."""
        if entry.node.is_missing:
            return ()
        if entry.node.is_list and entry.node.entries:
            groups = [_base_load(below) for _, below in entry.entries()]
        else:
            groups = [_base_load(entry)]
        read = tuple(group for group in groups if group is not None)
        return read if len(read) == len(groups) else None

    def schema(self) -> Schema:
        """Return one group or a list of them."""
        group: Schema = {
            "type": "object",
            "properties": {CALENDAR: _CALENDAR.schema()},
            "additionalProperties": _POWER.schema(),
        }
        return {"anyOf": [group, {"type": "array", "items": group, "minItems": 1}]}


def _base_load(entry: Entry) -> BaseLoad | None:
    such = "such as {lighting-hvac: 45 kW, calendar: two-shift}"
    if not entry.node.is_mapping:
        entry.expect(f"powers by name, {such}")
        return None
    loads: dict[str, float] = {}
    calendar = None
    sound = True
    for name, below in entry.words():
        if name == CALENDAR:
            calendar = _CALENDAR.read(below)
            sound = sound and (calendar is not None or below.node.value == "none")
            continue
        power = _POWER.read(below)
        sound = is_name_of(below, name, "a base load", False) and power is not None and sound
        if power is not None:
            loads[name] = power
    if not loads and sound:
        entry.expect(f"powers by name, {such}")
        return None
    return BaseLoad(loads, calendar) if sound else None


def calendars_of(base: Node | None) -> list[Node]:
    """Return the nodes that name a calendar in the groups of a load, of one or several."""
    if base is None:
        return []
    groups = base.entries if base.is_list else [base]
    named = [group.child(CALENDAR) for group in groups]
    return [node for node in named if node is not None]


_AIR = Made(
    Group(
        "'compressed-air'",
        (
            Word(
                "supply",
                Quantity("specific power", ABOVE_ZERO),
                "Electric power of the compressors for each m3/min.",
                "supply: 6.5 kW per m3/min",
                required=True,
            ),
            Word("leaks", Quantity("air flow"), "Air lost by leaks.", "leaks: 1.2 m3/min"),
            Word(
                "calendar",
                _CALENDAR,
                "When there is pressure for leaks; always, without it.",
                "calendar: two-shift",
            ),
        ),
    ),
    CompressedAir,
)
_LIMIT = Made(
    Group(
        "'limit'",
        (
            Word(
                "peak",
                Quantity("power", ABOVE_ZERO),
                "Power of the plant that the stations named keep to.",
                "peak: 500 kW",
                required=True,
            ),
            Word(
                "priority",
                Names("a station", "[dryer, furnace]"),
                "Stations that wait rather than start above it; the first named gives way first.",
                "priority: [dryer, furnace]",
                required=True,
            ),
        ),
    ),
    PowerLimit,
)


class Peaks:
    """Demands of the months before the clock begins, by month: `{2025-12: 480 kW}`."""

    def read(self, entry: Entry) -> dict[tuple[int, int], float] | None:
        """Return the demands [W] by year and month."""
        if not entry.node.words:
            entry.expect("demands by month, such as {2025-12: 480 kW, 2026-01: 455 kW}")
            return None
        peaks = {}
        for word, below in entry.words():
            match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", word)
            power = _POWER.read(below)
            if match is None:
                below.fail_word(f"found '{word[:20]}'; expected a month, such as 2025-12")
            elif power is not None:
                peaks[int(match[1]), int(match[2])] = power
        return peaks if len(peaks) == len(entry.node.words) else None

    def schema(self) -> Schema:
        """Return powers by month."""
        months = {"^[0-9]{4}-(0[1-9]|1[0-2])$": _POWER.schema()}
        return {"type": "object", "patternProperties": months, "additionalProperties": False}


ENERGY_WORDS = (
    Word(
        "limit",
        OrNone(_LIMIT),
        "Power that the plant keeps to where it can: the stations named wait rather than start.",
        "limit: {peak: 500 kW, priority: [dryer, furnace]}",
    ),
    Word(
        "contract",
        Quantity("power", ABOVE_ZERO),
        "Power agreed with the supplier.",
        "contract: 600 kW",
    ),
    Word(
        "peaks",
        Peaks(),
        "Demands of the months before `start`, as the bills tell them; a tariff may remember them.",
        "peaks: {2025-12: 480 kW, 2026-01: 455 kW}",
    ),
    Word(
        "power-factor",
        Quantity("share", Bound(above=True, high=1.0)),
        "Mean power factor, for what a tariff adds or takes off.",
        "power-factor: 92 %",
    ),
    Word(
        "base",
        BaseLoads(),
        "What the plant draws beside the stations, by name; with `calendar` only in its working "
        "time; a list for several groups.",
        "base: {lighting-hvac: 45 kW, calendar: two-shift}",
    ),
    Word(
        "compressed-air",
        OrNone(_AIR),
        "What compressed air takes; stations use it by `air`.",
        "compressed-air: {supply: 6.5 kW per m3/min, leaks: 1.2 m3/min}",
    ),
    Word(
        "gas",
        OrNone(GAS),
        "What gas costs and emits; stations use it by `gas`.",
        "gas: {price: 800 KRW/Nm3, carbon: 2.176 kg/Nm3}",
    ),
)


def energy_of(
    tariff: float | str | None = None,
    grid: float | str | None = None,
    contract: float | None = None,
    base: tuple[BaseLoad, ...] = (),
    limit: PowerLimit | None = None,
    peaks: dict[tuple[int, int], float] | None = None,
    **words: Any,
) -> Energy:
    """Return what was read of `energy`."""
    return Energy(
        price_per_kwh=None if isinstance(tariff, str) else tariff,
        tariff_name=tariff if isinstance(tariff, str) else None,
        power_factor=words.get("power-factor"),
        peaks_w=peaks or {},
        grid_kg_per_kwh=None if isinstance(grid, str) else grid,
        grid_name=grid if isinstance(grid, str) else None,
        contract_w=contract,
        base=base,
        air=words.get("compressed-air"),
        limit=limit,
        gas=words.get("gas") or Gas(),
    )
