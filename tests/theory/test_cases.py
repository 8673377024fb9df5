"""Every case with a known answer that the words of the line format can say, on the fast engine.

An estimate is accepted within max(abs, rel * |expected|, 3.5 standard errors). Runs are twice as
long as those for which three standard errors fit inside the tolerance, so that chance alone
hardly ever breaks a case, whatever the draws.
"""

import functools
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from closed import closed_line
from known_answers import Named, allowed, estimated, measured
from left_out import CASES, ELSEWHERE, METRICS
from neutral import NotSayableError, Worded, cases, worded

from twin.study import Engine, StudyResult, run_study

HERE = Path(__file__).parent
REPLICATIONS = 20
LONGER = 2.0  # times the recommended run
WARM_UP = 0.2  # of the length of each replication
PARTS = 2e6  # where a case recommends no run

BY_HAND: dict[str, tuple[Named, float]] = {  # and the parts per second that come or are begun
    "L21": (Named({}, {}), 0.8),
    "M07": (Named({}, {}), 0.6),
    "M09": (Named({}, {}), 0.45),
    "N11": (Named({"store": "store", "demand": "demand->ship"}, {}), 0.8),
    "N13": (Named({"FG": "M1->ship"}, {}), 0.78),
    "N15": (Named({"S1": "S1", "S2": "S2", "M2": "pull->M2"}, {}), 0.7),
    "T01": (Named({}, {}), 1.0),
    "T05": (Named({}, {}), 1.0),
    "T07": (Named({"B1": "M1->M2", "B2": "M2->M3"}, {}), 0.8),
}

# What the house's KPIs call a metric, and the factor from the KPI's unit to that of the case.
KPIS: dict[str, tuple[str, float]] = {
    "throughput": ("throughput_per_hour", 1 / 3600),
    "wip": ("wip_mean", 1.0),
    "mean_number_in_system": ("wip_mean", 1.0),
    "mean_sojourn": ("lead_time_mean_s", 1.0),
    "energy_per_part": ("kwh_per_good_part", 3600.0),
    "energy_per_good_part": ("kwh_per_good_part", 3600.0),
}


class Known(NamedTuple):
    """A case in the words of the line format."""

    id: str
    text: str
    named: Named
    case: dict[str, Any]


CASE = cases()
RUN = [name for name in CASE if name not in CASES and name not in ELSEWHERE]
SHORT = ["A07", "B05", "C03", "C07", "D01", "E01", "F05", "I01", "K05", "M09", "U05"]


def known(name: str) -> Known:
    """A case as a line: from a file written by hand, else read from the neutral model."""
    case = CASE[name]
    if name in BY_HAND:
        text = (HERE / "lines" / f"{name}.yaml").read_text(encoding="utf-8")
        return Known(name, text, BY_HAND[name][0], case)
    said = closed_line(case) if case["model"].get("type") == "closed" else worded(case)
    return Known(name, said.text, Named(said.places, said.sources), case)


def total_s(name: str) -> float:
    """Seconds to run, over all replications, for three standard errors inside the tolerance."""
    case = CASE[name]
    if "total_time" in case["run"]:
        return float(case["run"]["total_time"])
    rate = case["expected"].get("throughput")
    if rate is None:
        rates = [_rate(source) for source in case["model"].get("sources", ())]
        rate = sum(rates) or BY_HAND[name][1]
    return float(case["run"].get("parts", PARTS)) / float(rate)


def _rate(source: dict[str, Any]) -> float:
    if source["type"] == "poisson":
        return float(source["rate"])
    if source["type"] == "poisson_batch":
        return float(source["batch_rate"]) * 4
    between = source["interarrival"]
    mean = (between["low"] + between["high"]) / 2 if "low" in between else between["value"]
    return 1 / float(mean)


def promise_of(name: str) -> float | None:
    """The promised lead time that a case asks about, in seconds."""
    for metric in CASE[name]["expected"]:
        word, _, promise = metric.partition(".")
        if word == "P_sojourn_le":
            return float(promise)
    return None


def is_left_out(name: str, metric: str) -> bool:
    """Say whether no book holds this metric."""
    return (name, metric) in METRICS or ("", metric.partition(".")[0]) in METRICS


def study_of(one: Known, length_s: float, engine: Engine) -> StudyResult:
    """The study of a case: twenty replications of this length."""
    from lines import load

    return run_study(
        load(one.text),
        engine=engine,
        warmup_s=round(WARM_UP * length_s),
        length_s=round(length_s),
        replications=REPLICATIONS,
        seed=1,
        promise_s=promise_of(one.id),
    )


def misses(one: Known, result: StudyResult) -> list[str]:
    """Every metric of the case outside its tolerance, and every KPI that says another number."""
    promise = promise_of(one.id)
    found = []
    for metric, expected in one.case["expected"].items():
        if is_left_out(one.id, metric):
            continue
        rows = [measured(metric, books, one.named, promise) for books in result.books]
        estimate = estimated(rows)
        room = allowed(expected, one.case["tolerance"][metric], estimate.error)
        if abs(estimate.value - expected) > room:
            found.append(
                f"{one.id} {metric}: {estimate.value:.6g} ± {estimate.error:.2g} (one standard "
                f"error); known answer {expected:.6g}, allowed {room:.2g}"
            )
        found += _kpi_says(one, result, metric, estimate.value)
    return found


def _kpi_says(one: Known, result: StudyResult, metric: str, value: float) -> list[str]:
    """Say where the house's own KPI differs from what the books say."""
    name, factor = KPIS.get(metric, ("", 1.0))
    if metric.startswith("loss_prob.") and len(one.named.sources) == 1:
        name = "lost_share"
    if metric.startswith("P_sojourn_le."):
        name = "promise_kept"
    if not name:
        return []
    kpi = result.kpis[name]
    if kpi is not None and kpi.mean * factor == pytest.approx(value, rel=1e-9, abs=1e-12):
        return []
    return [f"{one.id} {metric}: the books say {value!r}, the KPI {name} {kpi}"]


@functools.cache
def warmed_up() -> bool:
    """Compile the fast engine once, so that the first case is not charged for it."""
    from twin.engine import warm_up

    return warm_up() >= 0


@pytest.mark.parametrize("name", RUN)
def test_a_case_meets_its_known_answers(name: str) -> None:
    assert warmed_up()
    one = known(name)
    result = study_of(one, LONGER * total_s(name) / REPLICATIONS, "fast")
    assert not misses(one, result), "\n".join(misses(one, result))


@pytest.mark.parametrize("name", SHORT)
def test_a_case_meets_its_known_answers_on_the_reference_engine(name: str) -> None:
    one = known(name)
    result = study_of(one, 400.0, "reference")
    assert not misses(one, result), "\n".join(misses(one, result))


def test_every_case_is_run_or_left_out_with_a_reason() -> None:
    assert set(CASES).isdisjoint(RUN)
    assert set(CASES) | set(ELSEWHERE) | set(RUN) == set(CASE)
    assert all(reason for reason in (CASES | ELSEWHERE).values())


@pytest.mark.parametrize("name", RUN)
def test_every_metric_of_a_case_is_measured_or_left_out_with_a_reason(name: str) -> None:
    from known_answers import MEASURES, SHARES

    special = {"mean_sojourn", "mean_tardiness_first_promise"}
    for metric in CASE[name]["expected"]:
        word = metric.partition(".")[0]
        known_word = word in MEASURES or word in SHARES or word in special
        assert known_word or is_left_out(name, metric), f"{name} {metric}"


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_case_that_is_left_out_cannot_be_said(name: str) -> None:
    with pytest.raises(NotSayableError):
        worded(CASE[name])


def test_the_reader_keeps_numbers_exact_and_shares_whole() -> None:
    said: Worded = worded(CASE["K05"])
    assert "M2 -> BR: {share: 19 %}" in said.text
    assert "M2 -> sink: {share: 76 %}" in said.text
    assert "M2 -> scrap: {share: 5 %}" in said.text
    assert said.text.index("BR -> M1") < said.text.index("source -> M1")
    assert "{exponential: 0.9090909090909091 s}" in said.text


def test_the_reader_gives_a_shared_buffer_its_name_and_a_private_one_its_room() -> None:
    said = worded(CASE["F05"])
    assert said.places == {"BA": "M1->MA", "BB": "M1->MB", "BC": "BC"}
    assert "BC: {capacity: 2}" in said.text
    assert "M1 -> MB: {share: 50 %, buffer: 2}" in said.text
