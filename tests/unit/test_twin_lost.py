"""Arrivals that are lost, by source: in the figures, on the terminal, in JSON and on the page."""

import pytest

from lines import load
from twin import run_study
from twin.outcome import study_object
from twin.report.sides import Side
from twin.report.tables import lost_rows
from twin.scorecard import study_card
from twin.study import StudyResult

# Of the calls every second one finds the only place taken (2 min of work, one call a minute);
# the pack station is never without a part of the stock, which must not count as demand.
TEXT = """
line: two-sources
study: {warmup: 1 h, length: 10 h, replications: 2}
sources:
  calls: {every: 1 min, full: lost}
  stock: {}
stations: {press: {cycle: 90 s}, pack: {cycle: 20 s}}
flow:
  - calls -> press -> sink
  - stock -> pack -> sink
"""


@pytest.fixture(scope="module")
def study() -> StudyResult:
    return run_study(load(TEXT))


def test_the_share_is_that_of_the_demand(study: StudyResult) -> None:
    share = study.kpis["lost_share"]
    assert share is not None
    assert share.mean == 0.5


def test_it_is_told_by_source(study: StudyResult) -> None:
    assert {name: one.mean for name, one in study.lost.items()} == {"calls": 0.5}
    assert study_object(study)["lost_share_by_source"]["calls"]["mean"] == 0.5
    assert "Share of arrivals lost by source" in study_card(study, "en", None)
    assert "투입처별 도착품 유실률" in study_card(study, "ko", None)
    assert lost_rows([Side("value", study)]) == [("calls", ["50.0\xa0%"])]


def test_one_source_needs_no_table_of_its_own() -> None:
    study = run_study(
        load("""
line: one-source
study: {warmup: 1 h, length: 10 h, replications: 2}
arrivals: {every: 1 min, full: lost}
stations: {press: {cycle: 90 s}}
flow: [source -> press -> sink]
""")
    )
    assert study.kpis["lost_share"] is not None
    assert "by source" not in study_card(study, "en", None)
    assert lost_rows([Side("value", study)]) == []
