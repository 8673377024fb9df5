"""Studies: many runs put together, the same whoever runs them."""

import math
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import lines
from kpi import REGISTRY
from lines import limits
from lines.states import STATES
from twin import replay
from twin.audit import audit
from twin.commands import options
from twin.compare import compare
from twin.engine import Deadlock
from twin.report import page
from twin.settings import SettingError, Settings, settings_of
from twin.study import run_study

DAY_S = 86_400.0
SHORT = {"warmup_s": 3600.0, "length_s": DAY_S / 4, "replications": 4, "seed": 7}
RING = """
line: ring
stations:
  a: {cycle: 10 s}
  b: {cycle: 10 s}
flow:
  - source -> a -> b
  - b -> a: {share: 90 %}
  - b -> sink: {share: 10 %}
"""
UNSURE = """
retrofit: unsure
title: {en: Unsure, ko: 불확실}
field: controller
for: {type: machine}
set:
  power.busy: {uniform: [1 kW, 3 kW]}
"""


@pytest.fixture(scope="module")
def study():
    return run_study("two-machines", **SHORT)


def test_any_number_of_threads_gives_the_same_study(study):
    alone = run_study("two-machines", **SHORT, threads=1)
    assert alone.digests == study.digests
    assert alone.kpis == study.kpis


def test_more_replications_keep_the_first_ones(study):
    fewer = run_study("two-machines", **{**SHORT, "replications": 2})
    assert fewer.digests == study.digests[:2]
    assert fewer.digest != study.digest


def test_the_reference_engine_gives_the_same_study(study):
    reference = run_study("two-machines", **SHORT, engine="reference")
    assert reference.engine == "reference"
    assert (reference.digest, reference.kpis) == (study.digest, study.kpis)


def test_every_replication_has_its_own_luck(study):
    assert len(set(study.digests)) == SHORT["replications"]
    other = run_study("two-machines", **{**SHORT, "seed": 8})
    assert set(other.digests).isdisjoint(study.digests)


def test_every_figure_is_estimated_in_the_order_of_the_register(study):
    assert list(study.kpis) == list(REGISTRY)
    throughput = study.kpis["throughput_per_hour"]
    assert throughput.n == 4
    assert throughput.low < throughput.mean < throughput.high
    assert study.kpis["promise_kept"] is None


def test_a_promise_can_be_kept():
    study = run_study("two-machines", **SHORT, promise_s=600.0)
    assert 0 < study.kpis["promise_kept"].mean <= 1


def test_the_states_of_a_station_fill_the_whole_horizon(study):
    for shares in study.stations.values():
        assert list(shares) == list(STATES)
        assert math.isclose(sum(share.mean for share in shares.values()), 1, rel_tol=1e-12)


def test_the_level_of_a_buffer_stays_within_its_room(study):
    assert 0 < study.buffers["press->drill"].mean < 4


def test_one_replication_has_no_interval():
    study = run_study("two-machines", **{**SHORT, "replications": 1})
    throughput = study.kpis["throughput_per_hour"]
    assert math.isnan(throughput.low)
    assert throughput.mean > 0


def test_progress_is_told_from_none_to_all():
    told = []
    run_study("two-machines", **SHORT, progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 4) for done in range(5)]


def test_the_slower_station_holds_the_line_back(study):
    shares = study.bottleneck
    assert list(shares) == ["press", "drill"]
    assert shares["press"].sole > shares["drill"].sole
    assert all(0 <= one.sole + one.shifting <= 1 for one in shares.values())


def test_of_long_books_only_the_first_days_are_followed(study, monkeypatch):
    assert study.watched_s == study.settings.length_s
    books, settings = study.books[0], study.settings._replace(length_s=365 * DAY_S)
    cycles_a_day = books.ledger.finished.sum() / (books.span_s / DAY_S)
    monkeypatch.setattr(replay, "MOST_ROWS", 10.5 * replay.ROWS_A_CYCLE * cycles_a_day)
    assert replay.watched_s(books, settings) == 10 * DAY_S
    assert replay.watched_s(books, settings._replace(length_s=9 * DAY_S)) == 9 * DAY_S
    monkeypatch.setattr(replay, "MOST_ROWS", 1)
    assert replay.watched_s(books, settings) == DAY_S


def test_the_report_says_that_it_followed_only_the_first_days(study, monkeypatch):
    assert "Followed only in" not in page(study, "en")
    monkeypatch.setattr(replay, "MOST_ROWS", 1)
    longer = replace(study, settings=study.settings._replace(length_s=2 * DAY_S))
    longer.__dict__["bottleneck"] = study.bottleneck
    assert "Followed only in the beginning of the books of replication 0 (days: 1)" in page(
        longer, "en"
    )


def test_an_uncertain_retrofit_is_drawn_in_every_replication(tmp_path: Path):
    unsure = tmp_path / "unsure.yaml"
    unsure.write_text(UNSURE, encoding="utf-8")
    study = run_study("two-machines", [unsure], **SHORT)
    again = run_study("two-machines", [unsure], **SHORT, threads=1)
    (drawn,) = study.uncertain
    assert drawn.name == "unsure: power.busy"
    assert len(set(drawn.values)) == SHORT["replications"]
    assert all(1000 <= value <= 3000 for value in drawn.values)
    assert (study.uncertain, study.digest) == (again.uncertain, again.digest)


def test_what_is_drawn_for_a_retrofit_moves_no_other_luck(tmp_path: Path, study):
    unsure = tmp_path / "unsure.yaml"
    unsure.write_text(UNSURE, encoding="utf-8")
    after = run_study("two-machines", [unsure], **SHORT)
    parts = [books.ledger.finished.tolist() for books in study.books]
    assert [books.ledger.finished.tolist() for books in after.books] == parts


def test_a_line_without_its_file_takes_no_retrofit():
    line = lines.load("two-machines")
    assert run_study(line, **SHORT).digest == run_study("two-machines", **SHORT).digest
    with pytest.raises(SettingError, match="give its path"):
        run_study(line, ["larger-buffer"], **SHORT)


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_a_line_that_gets_stuck_is_named_not_waited_for(engine):
    with pytest.raises(Deadlock) as caught:
        run_study(RING, **SHORT, engine=engine)
    assert set(caught.value.stations) == {"a", "b"}


def test_an_audit_finds_the_same_books():
    settings = Settings(3600.0, DAY_S / 4, 4, 7)
    line = audit("two-machines", settings, replication=2)
    assert line.identical
    assert line.digest_fast == line.digest_reference
    assert line.digest_fast == run_study("two-machines", **SHORT).digests[2]


def test_an_audit_of_a_large_line_is_a_sample_that_follows_from_the_line(monkeypatch):
    monkeypatch.setattr(sys.modules["twin.audit"], "MOST_CYCLES", 500)
    settings = Settings(3600.0, DAY_S / 4, 4, 7)
    line = audit("two-machines", settings, replication=2)
    assert line.identical
    assert line.sampled_s is not None
    assert line.sampled_s % 60 == 0
    sample = {**SHORT, "warmup_s": 0.0, "length_s": line.sampled_s}
    books = run_study("two-machines", **sample).books[2].ledger
    assert 450 < books.finished.sum() <= 500
    assert line.digest_fast == run_study("two-machines", **sample).digests[2]
    again = audit("two-machines", settings, replication=2)
    assert again._replace(seconds=line.seconds) == line


def test_an_audit_of_a_line_that_could_do_more_than_it_does_is_no_sample(monkeypatch):
    settings = Settings(0.0, 3600.0, 1, 7)
    finished = int(
        run_study("two-machines", warmup_s=0.0, length_s=3600.0, replications=1, seed=7)
        .books[0]
        .ledger.finished.sum()
    )
    monkeypatch.setattr(sys.modules["twin.audit"], "MOST_CYCLES", finished)
    assert audit("two-machines", settings).sampled_s is None
    monkeypatch.setattr(sys.modules["twin.audit"], "MOST_CYCLES", finished - 1)
    assert audit("two-machines", settings).sampled_s == pytest.approx(3600.0, rel=0.1)


def test_the_line_says_how_long_a_study_is_unless_somebody_else_does():
    line = lines.load("two-machines")
    assert settings_of(line) == Settings(8 * 3600.0, 7 * DAY_S, 10, 1)
    assert settings_of(line, warmup_s=0.0, seed=0) == Settings(0.0, 7 * DAY_S, 10, 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"length_s": 0.0}, "expected more than 0 s"),
        ({"length_s": -1.0}, "expected more than 0 s"),
        ({"length_s": math.inf}, "expected at most"),
        ({"warmup_s": math.nan}, "warm-up of nan s"),
        ({"warmup_s": -1.0}, "warm-up of -1.0 s"),
        ({"replications": 0}, "0 replications"),
        ({"seed": -1}, "seed -1"),
        ({"seed": 2**63}, "seed 9223372036854775808"),
    ],
)
def test_a_setting_that_cannot_be_run_is_refused_with_its_value(wrong, said):
    with pytest.raises(SettingError, match=said):
        settings_of(lines.load("two-machines"), **wrong)


def test_a_call_may_ask_for_no_more_than_a_file():
    line = lines.load("two-machines")
    with pytest.raises(SettingError, match="found 30 years of warm-up and length; expected at mo"):
        settings_of(line, length_s=30 * 365 * DAY_S)
    with pytest.raises(
        SettingError, match=r"asks for about 4e\+11 cycles, most of them at 'press'"
    ):
        settings_of(line, length_s=19 * 365 * DAY_S, replications=9000)
    assert options.MOST_REPLICATIONS == limits.MOST_REPLICATIONS


def test_what_a_retrofit_makes_of_a_line_is_bounded_as_well(tmp_path: Path):
    hasty = tmp_path / "hasty.yaml"
    hasty.write_text(UNSURE.replace("power.busy: {uniform: [1 kW, 3 kW]}", "cycle: 2 us"))
    asked = {"length_s": 365 * DAY_S, "replications": 10}
    assert settings_of(lines.load("two-machines"), **asked).replications == 10
    with pytest.raises((SettingError, lines.LineError), match="cycles, most of them at"):
        compare("two-machines", [hasty], **asked)
