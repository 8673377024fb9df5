"""Every retrofit of the catalogue moves the figure that its mechanism promises, the right way."""

import pytest

from lines import bundled_retrofits, load_retrofit
from lines.errors import LineError
from lines.library import bundled_lines
from lines.retrofit import apply
from lines.source import read
from twin import compare

PROMISES = [
    ("ai-vision", "die-casting", "finished_defects_ppm", "less"),
    ("andon-calls", "die-casting", "availability", "more"),
    ("camera-safety", "die-casting", "expected_injuries_per_year", "less"),
    ("cobot", "die-casting", "labour_h_per_good_part", "less"),
    ("compressed-air-leaks", "micro-workshop", "compressed_air_kwh", "less"),
    ("digital-setup-guide", "injection-moulding", "exposure_h", "less"),
    ("due-date-schedule", "shipbuilding-block-shop", "tardiness_mean_s", "less"),
    ("guarding", "die-casting", "expected_injuries_per_year", "less"),
    ("larger-buffer", "serial-eight", "throughput_per_hour", "more"),
    ("predictive-maintenance", "die-casting", "availability", "more"),
    ("process-parameter-ai", "die-casting", "process_defects_ppm", "less"),
    ("robot-cell", "welding-cell", "labour_h_per_good_part", "less"),
    ("setup-saving-schedule", "car-parts-machining", "lead_time_mean_s", "less"),
    ("smed", "injection-moulding", "lead_time_mean_s", "less"),
    ("standby-switching", "die-casting", "kwh_per_good_part", "less"),
    ("tagged-loads", "shipbuilding-block-shop", "transport_wait_s", "less"),
    ("variable-speed-drives", "serial-eight", "kwh_per_good_part", "less"),
]
LINES_OF_FIT = {
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
MORE = {"predictive-maintenance": 20, "due-date-schedule": 10, "tagged-loads": 10}


def test_every_bundled_retrofit_promises_something() -> None:
    assert {one for one, *_ in PROMISES} == set(bundled_retrofits())


@pytest.mark.parametrize(("retrofit", "line", "figure", "way"), PROMISES)
def test_a_retrofit_moves_what_it_promises(retrofit: str, line: str, figure: str, way: str) -> None:
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
