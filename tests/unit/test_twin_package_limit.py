"""How many runs a package takes: told beforehand, bounded, and the same on every machine."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
from own_line import RETROFIT, question, write_own
from typer.testing import CliRunner

from twin.command import app
from twin.judge import Question, Said, audit, judge, read_result, report_of, result_text
from twin.package import Budget, most_runs, package_object, take_apart
from twin.settings import SettingError

SHORT = {"warmup_s": 0.0, "length_s": 14_400.0, "replications": 2}
NAMES = ["larger-buffer", "standby-switching"]


def study(cycles_a_day: float, length_s: float = 86_400.0):
    """What `most_runs` looks at: a line that makes so many cycles in a day of books."""
    ledger = SimpleNamespace(finished=np.array([cycles_a_day / 2, cycles_a_day / 2]))
    books = SimpleNamespace(ledger=ledger, span_s=86_400.0)
    return SimpleNamespace(books=[books], settings=SimpleNamespace(warmup_s=0.0, length_s=length_s))


@pytest.mark.parametrize(
    ("cycles", "runs"),
    [(0, 100_000), (10, 100_000), (54_321, 18_000), (400_000, 2_500), (1e7, 1_000), (1e12, 1_000)],
)
def test_a_line_that_does_more_is_allowed_fewer_runs(cycles, runs):
    assert most_runs(study(cycles)) == runs


def test_a_longer_study_is_allowed_fewer_runs():
    assert most_runs(study(54_321, 10 * 86_400.0)) == 1_800


def test_the_runs_are_counted_before_most_of_them_are_made():
    told, made = [], []
    found = take_apart(
        "two-machines",
        NAMES,
        ["energy_kwh"],
        draws=10,
        announce=lambda budget: told.append((budget, max(made))),
        progress=lambda done, total: made.append(done),
        **SHORT,
    )
    # four combinations twice, and both sides at 10 draws with two lives of the plant at each
    assert [budget.runs for budget, _ in told] == [4 * 2 + 40]
    assert told[0][1] == 2
    assert max(made) == 48
    assert found.budget == told[0][0]
    assert package_object(found)["runs"] == {"made": 48, "most": 100_000}


def test_more_runs_than_are_allowed_are_not_made():
    with pytest.raises(SettingError, match=r"takes 48 runs \(4 combinations of 2 replications, "):
        take_apart("two-machines", NAMES, draws=10, max_runs=47, **SHORT)
    assert take_apart("two-machines", NAMES, ["energy_kwh"], draws=10, max_runs=48, **SHORT)
    with pytest.raises(SettingError, match=r"at most 47: allow them with --max-runs 48"):
        Budget(4, 2, 10, 47).check()


def test_the_command_tells_them_and_takes_a_limit():
    words = ["package", "two-machines", "--length", "4 h", "--warmup", "0 s", "--replications", "2"]
    words += [word for name in NAMES for word in ("--retrofit", name)]
    words += ["--draws", "10", "--kpi", "energy_kwh"]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.stderr == (
        "The package takes 48 runs: 4 combinations of 2 replications, and 40 for the origins of "
        "the spread; at most 100,000 (--max-runs).\n"
    )
    assert json.loads(done.stdout)["runs"]["made"] == 48
    done = CliRunner().invoke(app, [*words, "--language", "ko"])
    assert "패키지 분석 48회 실행: 4개 조합을 2회씩 반복" in done.stderr
    assert "패키지 분석 48회 실행: 4개 조합을 2회씩 반복" in done.stdout
    done = CliRunner().invoke(app, [*words, "--max-runs", "40"])
    assert done.exit_code == 2
    assert "expected at most 40" in done.stderr


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A line with two retrofits of which nothing is uncertain."""
    small = write_own(tmp_path_factory.mktemp("own"))
    other = RETROFIT.replace("faster", "saver").replace("power.idle: 2 kW", "power.busy: 25 kW")
    (small / "saver.yaml").write_text(other, encoding="utf-8")
    return str(small / "line.yaml"), (str(small / "faster.yaml"), str(small / "saver.yaml"))


@pytest.mark.parametrize("max_runs", [None, 8, 7])
def test_a_result_carries_the_limit_and_an_audit_asks_the_same(both, tmp_path, max_runs):
    line, retrofits = both
    found = judge(Question(line, retrofits, said=Said(max_runs=max_runs)))
    told = json.loads(result_text(found))
    assert told["asked"]["max_runs"] == (100_000 if max_runs is None else max_runs)
    if max_runs == 7:
        assert "takes 8 runs" in told["not_told"]["package"]
        assert "8회 실행이 필요함" in report_of(found, "ko")
    else:
        assert told["figures"]["package"]["runs"] == {
            "made": 8,
            "most": told["asked"]["max_runs"],
        }
    path = tmp_path / "result.json"
    path.write_text(result_text(found), encoding="utf-8")
    assert audit(read_result(path)).same


def test_one_retrofit_has_no_limit_to_carry(tmp_path):
    found = judge(question(write_own(tmp_path)))
    assert "max_runs" not in json.loads(result_text(found))["asked"]
