"""Before and after: the same luck on both sides, and a verdict only where one is due."""

import math
from pathlib import Path

import pytest

from kpi import REGISTRY
from twin.compare import compare, compare_studies
from twin.settings import SettingError
from twin.study import run_study

SHORT = {"warmup_s": 3600.0, "length_s": 43_200.0, "replications": 5, "seed": 3}
NOTHING = "retrofit: nothing\nfield: controller\nset: {stations.press.cycle: 30 s}\n"


@pytest.fixture(scope="module")
def comparison():
    return compare("two-machines", ["larger-buffer"], **SHORT)


def test_more_room_brings_more_parts_and_more_waiting(comparison):
    assert comparison.rows["throughput_per_hour"].verdict == "better"
    assert comparison.rows["wip_mean"].verdict == "worse"


def test_every_figure_has_its_row(comparison):
    assert list(comparison.rows) == list(REGISTRY)
    for name, row in comparison.rows.items():
        assert row.better == REGISTRY[name].better
        assert row.before == comparison.before.kpis[name]
        assert row.verdict in {None, "better", "worse", "unchanged", "not resolved"}


def test_the_difference_is_that_of_the_means(comparison):
    row = comparison.rows["throughput_per_hour"]
    assert math.isclose(row.difference.mean, row.after.mean - row.before.mean, rel_tol=1e-9)


def test_common_draws_sharpen_the_difference(comparison):
    row = comparison.rows["throughput_per_hour"]
    widths = [one.high - one.low for one in (row.before, row.after, row.difference)]
    assert widths[2] < math.hypot(widths[0], widths[1])


def test_a_retrofit_that_changes_nothing_makes_no_difference(tmp_path: Path):
    nothing = tmp_path / "nothing.yaml"
    nothing.write_text(NOTHING, encoding="utf-8")
    same = compare("two-machines", [nothing], **SHORT)
    assert same.before.digests == same.after.digests
    for row in same.rows.values():
        if row.difference is not None:
            assert (row.difference.mean, row.difference.low, row.difference.high) == (0, 0, 0)
            assert row.verdict == (None if row.better == "neither" else "unchanged")


def test_one_replication_resolves_nothing():
    alone = compare("two-machines", ["larger-buffer"], **{**SHORT, "replications": 1})
    verdicts = {row.verdict for row in alone.rows.values()}
    assert verdicts <= {None, "not resolved"}


def test_both_sides_are_audited():
    audited = compare("two-machines", ["larger-buffer"], **SHORT, audit=True)
    assert audited.audit.before.identical
    assert audited.audit.after.identical
    assert audited.audit.before.digest_fast == audited.before.digests[0]
    assert audited.audit.after.digest_reference == audited.after.digests[0]


def test_progress_runs_through_both_sides():
    told = []
    compare(
        "two-machines",
        ["larger-buffer"],
        **{**SHORT, "replications": 2},
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 4), (1, 4), (2, 4), (2, 4), (3, 4), (4, 4)]


def test_nothing_is_not_compared_with_nothing():
    with pytest.raises(SettingError, match="at least one retrofit"):
        compare("two-machines", [], **SHORT)


def test_studies_of_different_length_are_not_compared(comparison):
    longer = run_study("two-machines", **{**SHORT, "length_s": 50_000.0})
    with pytest.raises(SettingError, match="settings differ"):
        compare_studies(comparison.before, longer)
