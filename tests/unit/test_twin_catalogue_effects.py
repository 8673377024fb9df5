"""Every retrofit of the catalogue moves the figure that its mechanism promises, the right way."""

from pathlib import Path

import pytest

from lines import Line, bundled_retrofits, load, load_retrofit
from lines.errors import LineError
from lines.library import bundled_lines
from lines.retrofit import apply
from lines.source import read
from twin import compare

FORKLIFTS = Path(__file__).parents[1] / "forklifts.yaml"
PROMISES = [
    # the ways of vehicles are crossed: a hazard that the belt did not have
    ("agv-for-conveyor", "cosmetics-filling", "expected_injuries_per_year", "more"),
    ("agv-for-trucks", FORKLIFTS, "labour_h_per_good_part", "less"),
    ("ai-vision", "die-casting", "finished_defects_ppm", "less"),
    ("andon-calls", "die-casting", "availability", "more"),
    ("camera-safety", "die-casting", "expected_injuries_per_year", "less"),
    ("cobot", "die-casting", "labour_h_per_good_part", "less"),
    ("compressed-air-leaks", "micro-workshop", "compressed_air_kwh", "less"),
    ("digital-twin", "injection-moulding", "exposure_h", "less"),
    ("digital-setup-guide", "injection-moulding", "exposure_h", "less"),
    ("due-date-schedule", "shipbuilding-block-shop", "tardiness_mean_s", "less"),
    ("energy-metering", "die-casting", "kwh_per_good_part", "less"),
    ("five-s", "die-casting", "availability", "more"),
    ("guarding", "die-casting", "expected_injuries_per_year", "less"),
    ("larger-buffer", "serial-eight", "throughput_per_hour", "more"),
    ("peak-limit", "injection-moulding", "peak_kw", "less"),
    ("predictive-maintenance", "die-casting", "availability", "more"),
    ("predictive-quality", "die-casting", "finished_defects_ppm", "less"),
    ("process-parameter-ai", "die-casting", "process_defects_ppm", "less"),
    ("robot-cell", "welding-cell", "labour_h_per_good_part", "less"),
    ("saas-mes", "injection-moulding", "exposure_h", "less"),
    ("short-ways", "shipbuilding-block-shop", "transport_wait_s", "less"),
    ("setup-saving-schedule", "injection-moulding", "lead_time_mean_s", "less"),
    ("smed", "injection-moulding", "lead_time_mean_s", "less"),
    ("standby-switching", "die-casting", "kwh_per_good_part", "less"),
    ("tagged-loads", "shipbuilding-block-shop", "transport_wait_s", "less"),
    ("variable-speed-drives", "serial-eight", "kwh_per_good_part", "less"),
]
# what only brings something for others to use
ENABLERS = {"data-collection", "lot-labels", "mes-records"}
LINES_OF_FIT = {
    "agv-for-conveyor": {"cosmetics-filling"},
    "agv-for-trucks": set(),  # no bundled line says that a truck with a driver carries its parts
    "short-ways": {"shipbuilding-block-shop"},
    "compressed-air-leaks": {"micro-workshop", "shipbuilding-block-shop"},
    "tagged-loads": {"shipbuilding-block-shop", "two-tier-supply-chain"},
    "due-date-schedule": {
        "cosmetics-filling",
        "defence-machining",
        "micro-workshop",
        "shipbuilding-block-shop",
    },
}
FEW = 4
# rare failures, and a shipyard that makes little in its study: few replications tell nothing
MORE = {
    "predictive-maintenance": 20,
    "due-date-schedule": 10,
    "tagged-loads": 60,
    "agv-for-conveyor": 8,
    "setup-saving-schedule": 8,
    "short-ways": 10,
    "digital-twin": 10,  # a small effect, and doubtful
    "five-s": 10,
}


def test_every_bundled_retrofit_promises_something() -> None:
    assert {one for one, *_ in PROMISES} | ENABLERS == set(bundled_retrofits())
    for name in ENABLERS:
        one = load_retrofit(name)
        assert one.brings
        assert apply(read("die-casting"), [one]) == load("die-casting")


@pytest.mark.parametrize(("retrofit", "line", "figure", "way"), PROMISES)
def test_a_retrofit_moves_what_it_promises(
    retrofit: str, line: str | Path, figure: str, way: str
) -> None:
    row = compare(line, [retrofit], replications=MORE.get(retrofit, FEW)).rows[figure]
    assert row.difference is not None
    ends = (row.difference.low, row.difference.high)
    assert min(ends) > 0 if way == "more" else max(ends) < 0


@pytest.mark.parametrize(("name", "lines"), LINES_OF_FIT.items())
def test_a_retrofit_of_the_whole_plant_fits_the_lines_that_have_what_it_changes(
    name: str, lines: set[str]
) -> None:
    def fits(line: str) -> bool:
        try:
            return apply(read(line), [load_retrofit(name)]) != apply(read(line), [])
        except LineError:
            return False

    assert {line for line in bundled_lines() if fits(line)} == lines


@pytest.mark.parametrize(
    ("name", "line", "hazard"),
    [
        ("cobot", "die-casting", "robot-clearing"),
        ("robot-cell", "welding-cell", "behind-fence"),
        ("robot-cell", "welding-cell", "robot-teaching"),
        ("cobot", "die-casting", "robot-teaching"),
        ("agv-for-conveyor", "cosmetics-filling", "agv-crossing"),
        ("agv-for-trucks", FORKLIFTS, "agv-crossing"),
    ],
)
def test_what_moves_by_itself_brings_a_hazard_of_its_own(
    name: str, line: str | Path, hazard: str
) -> None:
    def hazards(found: Line) -> set[str]:
        owners = [*found.stations.values(), *found.fleets.values()]
        return {one for owner in owners for one in owner.hazards}

    before, after = load(line), apply(read(line), [load_retrofit(name)])
    assert hazard in hazards(after) - hazards(before)


def test_the_trucks_take_their_hazard_along() -> None:
    after = apply(read(FORKLIFTS), [load_retrofit("agv-for-trucks")])
    assert set(after.fleets) == {"agv", "lorry"}
