"""What the stories of the bundled lines tell of their figures is what a study of them finds."""

import re
from functools import cache
from pathlib import Path

import pytest

from kpi.productivity import oee_of_station
from lines import bundled_lines, load
from lines.graph import capacity_bound
from twin import run_study
from twin.study import StudyResult

README = Path(__file__).parents[2] / "README.md"
BOTTLENECKS = {
    "car-parts-machining": "mill",
    "cosmetics-filling": "fill",
    "defence-machining": "mill",
    "die-casting": "cast",
    "food": "form",
    "injection-moulding": "press-80",
    "micro-workshop": "mill",
    "plant-factory": "grow",
    "serial-eight": "drill",
    "shipbuilding-block-shop": "assemble",
    "two-machines": "press",
    "two-tier-supply-chain": "cast",
    "welding-cell": "weld",
}
# Where the active periods of one replication do not tell it: tests of their own are below.
TOLD_ELSEWHERE = {"hydrogen-tank", "semiconductor-part-inspection"}
OEE_OF = {
    "cosmetics-filling": "fill",
    "defence-machining": "mill",
    "die-casting": "cast",
    "food": "form",
    "hydrogen-tank": "wind",
    "micro-workshop": "mill",
    "shipbuilding-block-shop": "assemble",
    "two-tier-supply-chain": "cast",
    "welding-cell": "weld",
}
TELLS_OEE = re.compile(r"OEE (?:is then )?(?:near (0\.\d+)|of (\d+) to (\d+) %)")
TO_ORDER = {
    "cosmetics-filling": 13 / 14,
    "defence-machining": 3 / 4,
    "micro-workshop": 4 / 5,
    "shipbuilding-block-shop": 4 / 5,
}
EXPIRED = {"food": 0.037, "hydrogen-tank": 1 / 150}


@cache
def study_of(name: str) -> StudyResult:
    """The study that the file of the line asks for."""
    return run_study(name)


@cache
def brief_study_of(name: str) -> StudyResult:
    """Enough of it for the bottleneck, which is read from the first replication."""
    return run_study(name, replications=2)


def mean(name: str, figure: str) -> float:
    """The mean of a figure over the replications of the line's own study."""
    found = study_of(name).kpis[figure]
    assert found is not None
    return found.mean


def story_of(name: str) -> str:
    """The comment at the head of a line's file, in one piece."""
    lines = bundled_lines()[name].read_text(encoding="utf-8").splitlines()
    return " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))


def rows_of_the_readme() -> dict[str, str]:
    """Each line of the README's table of lines, by name."""
    _, _, table = README.read_text(encoding="utf-8").partition("## The bundled lines")
    rows = re.findall(r"^\| (`.*?`) \| (.*) \|$", table.partition("\n## ")[0], flags=re.MULTILINE)
    return {name: told for names, told in rows for name in re.findall(r"`([^`]+)`", names)}


def test_every_line_stands_in_the_readme_once() -> None:
    assert sorted(rows_of_the_readme()) == sorted(bundled_lines())


def test_what_the_readme_tells_of_late_orders_is_what_the_stories_tell() -> None:
    small = {"five": 5, "fourteen": 14, "four": 4}
    told = {
        name: 1 - 1 / small[number]
        for name, row in rows_of_the_readme().items()
        for number in re.findall(r"one order in (\w+)", row)
    }
    assert told
    assert {name: TO_ORDER[name] for name in told} == told


def test_every_line_has_its_bottleneck_tested() -> None:
    assert BOTTLENECKS.keys() | TOLD_ELSEWHERE == bundled_lines().keys()


@pytest.mark.parametrize(("name", "station"), OEE_OF.items())
def test_the_oee_of_the_station_that_the_story_names_is_what_it_tells(
    name: str, station: str
) -> None:
    books = study_of(name).books
    found = [oee_of_station(one, station).oee for one in books]
    oee = sum(one.numerator for one in found) / sum(one.denominator for one in found)
    told = TELLS_OEE.search(story_of(name))
    assert told is not None
    near, low, high = told.groups()
    if near:
        assert oee == pytest.approx(float(near), abs=0.03)
    else:
        assert float(low) <= 100 * oee <= float(high)


def test_every_story_that_tells_an_oee_is_tested() -> None:
    assert {name for name in bundled_lines() if TELLS_OEE.search(story_of(name))} == OEE_OF.keys()


@pytest.mark.parametrize(("name", "station"), BOTTLENECKS.items())
def test_the_station_that_the_story_names_holds_the_line_back(name: str, station: str) -> None:
    shares = brief_study_of(name).bottleneck
    assert max(shares, key=lambda one: sum(shares[one])) == station


@pytest.mark.parametrize(("name", "share"), TO_ORDER.items())
def test_as_many_orders_are_on_time_as_the_story_tells(name: str, share: float) -> None:
    assert mean(name, "orders_on_time") == pytest.approx(share, abs=0.03)


@pytest.mark.parametrize(("name", "share"), EXPIRED.items())
def test_as_many_parts_stay_too_long_as_the_story_tells(name: str, share: float) -> None:
    assert mean(name, "expired_ratio") == pytest.approx(share, rel=0.2)


def test_eight_stations_in_a_row_make_less_than_the_slowest_could() -> None:
    bound = capacity_bound(load("serial-eight"))
    assert bound.parts_per_hour == pytest.approx(75, abs=0.5)
    assert mean("serial-eight", "throughput_per_hour") == pytest.approx(63, abs=1)


def test_the_two_at_the_lamp_never_wait() -> None:
    visual = brief_study_of("semiconductor-part-inspection").stations["visual"]
    at_work = 1 - visual["off"].mean
    assert visual["busy"].mean > 0.98 * at_work


def test_the_ovens_hold_the_tanks_back_less_than_the_winders_do() -> None:
    more = {"car-lots": "18 h", "lorry-lots": "36 h"}
    flood = "retrofit: flood\ntitle: {en: More lots, ko: 더 많은 로트}\nfield: digital-twin\nset:\n"
    for source, every in more.items():
        flood += f"  sources.{source}.every: {{gamma: {{mean: {every}, cv: 0.4}}}}\n"

    def tanks(change: str) -> float:
        found = run_study("hydrogen-tank", [f"{flood}  {change}\n"]).kpis["throughput_per_hour"]
        assert found is not None
        return found.mean

    plenty = tanks("stations.cure.machines: 2")
    assert tanks("stations.cure.machines: 3") == pytest.approx(1.01 * plenty, rel=0.005)
    tows = "stations.wind.failures.tow.every: {exponential: 140 min}"
    assert tanks(tows) == pytest.approx(1.05 * plenty, rel=0.005)
