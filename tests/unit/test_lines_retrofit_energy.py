"""Retrofits of the plant's load: leaks mended, lights by the shift, a limit for the dryer."""

import pytest

from lines.errors import LineError
from lines.model import Line, PowerLimit
from lines.retrofit import apply, load_retrofit
from lines.source import read_text

LINE = """\
line: plant
calendars:
  day: [{days: mon-fri, from: "08:00", to: "17:00"}]
  late: [{days: mon-fri, from: "08:00", to: "22:00"}]
energy:
  base: {light: 45 kW, calendar: late}
  compressed-air: {supply: 6.5 kW per m3/min, leaks: 1.2 m3/min, calendar: late}
stations:
  dryer: {cycle: 40 s, calendar: day, power: {busy: 60 kW, idle: 9 kW}, air: {busy: 0.4 m3/min}}
flow: [source -> dryer -> sink]
"""


def put(body: str, line: str = LINE) -> Line:
    retrofit = load_retrofit(f"retrofit: idea\nfield: controller\n{body}\n")
    return apply(read_text(line, "plant.yaml"), [retrofit])


def test_leaks_are_mended_and_lights_go_off_with_the_shift() -> None:
    after = put(
        "set: {energy.compressed-air.leaks: 0.3 m3/min, energy.base.light: 20 kW,\n"
        "  energy.base.calendar: day, energy.compressed-air.calendar: day, energy.contract: 600 kW}"
    )
    assert after.energy.air is not None
    assert (after.energy.air.leaks, after.energy.air.supply) == (0.3, 6500.0)
    assert after.energy.base[0].loads_w == {"light": 20_000.0}
    assert after.energy.contract_w == 600_000.0
    assert list(after.calendars) == ["day"]  # nothing works by the other any more


def test_what_is_not_known_of_the_leaks_is_drawn() -> None:
    body = "set: {energy.compressed-air.leaks: {triangular: [0.1 m3/min, 0.3 m3/min, 0.6 m3/min]}}"
    retrofit = load_retrofit(f"retrofit: idea\nfield: controller\n{body}\n")
    source = read_text(LINE, "plant.yaml")
    low = apply(source, [retrofit], draw=lambda _, leaks: leaks.values[0]).energy.air
    high = apply(source, [retrofit], draw=lambda _, leaks: leaks.values[2]).energy.air
    assert low is not None
    assert high is not None
    assert (low.leaks, high.leaks) == (0.1, 0.6)


def test_a_station_uses_less_air_and_gives_way_to_a_limit() -> None:
    after = put(
        "for: {stations: [dryer]}\n"
        "set: {air.busy: 0.1 m3/min, energy.limit: {peak: 150 kW, priority: [dryer]}}"
    )
    assert after.stations["dryer"].air_m3_per_min == {"busy": 0.1}
    assert after.energy.limit == PowerLimit(150_000.0, ("dryer",))
    with pytest.raises(LineError, match="'dryer' could never start"):
        put("set: {energy.limit: {peak: 50 kW, priority: [dryer]}}")


def test_a_limit_and_air_go_with_none() -> None:
    line = LINE.replace("energy:\n", "energy:\n  limit: {peak: 150 kW, priority: [dryer]}\n")
    assert put("set: {energy.limit: none}", line).energy.limit is None
    line = LINE.replace(", air: {busy: 0.4 m3/min}", "")
    assert put("set: {energy.compressed-air: none}", line).energy.air is None
    with pytest.raises(LineError, match="'air' needs to know what compressed air takes"):
        put("set: {energy.compressed-air: none}")
