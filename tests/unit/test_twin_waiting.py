"""What somebody hears who waits without a terminal: how far the work is, and how long it takes."""

import re
import time

import pytest

from twin.commands import waiting


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(waiting, "EVERY_S", 0.02)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "line: 3 of 1,200 replications done, 0:00:[0-5][0-9] left"),
        ("ko", "line: 1,200회 반복 중 3회 완료, 남은 시간 0:00:[0-5][0-9]"),
    ],
)
def test_a_long_run_says_how_far_it_is(soon, capsys, language, told):
    with waiting.progress("reference", language, "line") as progress:
        progress(0, 1200)
        time.sleep(0.05)
        progress(3, 1200)
        time.sleep(0.05)
    output = capsys.readouterr()
    assert output.out == ""
    first, *_, last = output.err.splitlines()
    assert re.fullmatch(told, last)
    assert "left" not in first
    assert "남은" not in first


def test_a_short_run_says_nothing(capsys):
    with waiting.progress("reference", "en", "line") as progress:
        progress(1, 1)
    assert capsys.readouterr().err == ""


def test_the_time_left_is_that_of_the_work_at_hand(monkeypatch):
    """After the comparison come the runs of the package, which take another time each."""
    now = iter((0.0, 0.0, 100.0, 130.0))
    monkeypatch.setattr(waiting.time, "monotonic", lambda: next(now))
    pace = waiting.Pace("en", "line")
    pace(10, 10)
    pace(4, 100)
    assert pace.told() == "line: 4 of 100 replications done, 0:12:00 left"


def test_a_long_audit_says_what_the_wait_is_for(soon, capsys):
    with waiting.status("Running replication 0 again ..."):
        time.sleep(0.05)
    assert capsys.readouterr().err.startswith("Running replication 0 again ...\n")
