"""What the stories of the bundled lines tell of their figures is what a study of them finds."""

from functools import cache

import pytest

from twin import run_study
from twin.study import StudyResult

BOTTLENECKS = {
    "car-parts-machining": "mill",
    "cosmetics-filling": "fill",
    "defence-machining": "mill",
    "food": "form",
    "micro-workshop": "mill",
    "plant-factory": "grow",
    "shipbuilding-block-shop": "assemble",
    "two-tier-supply-chain": "cast",
}
TO_ORDER = {
    "cosmetics-filling": 7 / 8,
    "defence-machining": 3 / 4,
    "micro-workshop": 4 / 5,
    "shipbuilding-block-shop": 4 / 5,
}
EXPIRED = {"food": 0.015, "hydrogen-tank": 1 / 150}


@cache
def study_of(name: str) -> StudyResult:
    """The study that the file of the line asks for."""
    return run_study(name)


def mean(name: str, figure: str) -> float:
    """The mean of a figure over the replications of the line's own study."""
    found = study_of(name).kpis[figure]
    assert found is not None
    return found.mean


@pytest.mark.parametrize(("name", "station"), BOTTLENECKS.items())
def test_the_station_that_the_story_names_holds_the_line_back(name: str, station: str) -> None:
    shares = study_of(name).bottleneck
    assert max(shares, key=lambda one: sum(shares[one])) == station


@pytest.mark.parametrize(("name", "share"), TO_ORDER.items())
def test_as_many_orders_are_on_time_as_the_story_tells(name: str, share: float) -> None:
    assert mean(name, "orders_on_time") == pytest.approx(share, abs=0.03)


@pytest.mark.parametrize(("name", "share"), EXPIRED.items())
def test_as_many_parts_stay_too_long_as_the_story_tells(name: str, share: float) -> None:
    assert mean(name, "expired_ratio") == pytest.approx(share, rel=0.2)


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
