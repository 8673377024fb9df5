"""The files to start from: each is a line, can be run, and says how well its figures are known."""

import re
from pathlib import Path

import pytest

from lines import GENERAL, LineError, check, load, starter_of, starters
from lines.graph import capacity_bound, dead_ends, unreached
from twin import run_study

SECTORS = {
    "die-casting",
    "welding",
    "injection-moulding",
    "machining",
    "electronics-inspection",
    "food",
    "cosmetics",
    "press-shop",
    "general",
}
BY_SECTOR = pytest.mark.parametrize("sector", starters())
MARKS = "✔◐⚠"


def written(sector: str) -> list[str]:
    return starters()[sector].read_text(encoding="utf-8").splitlines()


def test_there_is_one_for_each_of_these_sectors() -> None:
    assert set(starters()) >= SECTORS
    assert GENERAL in starters()


@BY_SECTOR
def test_a_starter_has_no_problems_and_is_named_like_its_sector(sector: str) -> None:
    text = starter_of("my-line", sector)
    assert check(text) == []
    line = load(text)
    assert (line.name, line.sector) == ("my-line", sector)
    assert any("가" <= letter <= "힣" for letter in line.title.ko)


@BY_SECTOR
def test_a_starter_runs_on_the_fast_engine(sector: str) -> None:
    line = load(starter_of("my-line", sector))
    study = run_study(line, warmup_s=3600, length_s=3600, replications=1, engine="fast")
    assert study.engine == "fast"
    assert 0 < study.kpis["throughput_per_hour"].mean <= capacity_bound(line).parts_per_hour * 1.5


@BY_SECTOR
def test_every_part_of_a_starter_finds_its_way_and_its_rework_can_be_mended(sector: str) -> None:
    line = load(starter_of("my-line", sector))
    assert unreached(line) == dead_ends(line) == ()
    inspections = [name for name, one in line.stations.items() if one.type == "inspection"]
    back = [link.target for link in line.flow if link.when == "reject" and link.target != "scrap"]
    assert inspections
    for target in back:
        mends = line.stations[target]
        assert mends.defects or mends.type == "inspection"


@BY_SECTOR
def test_a_starter_is_short_and_its_figures_carry_marks(sector: str) -> None:
    rows = written(sector)
    assert 20 <= len(rows) <= 45
    assert max(map(len, rows)) <= 120
    assert all(mark in rows[1] for mark in ("✔", "✔²", "◐", "⚠"))
    assert sum("#" in row for row in rows) >= 20


@BY_SECTOR
def test_every_figure_of_a_starter_has_its_mark_in_its_entry(sector: str) -> None:
    """A figure's mark stands behind it, or in the rows of the same entry around it."""
    rows = written(sector)
    figure = re.compile(r"\d (kW|s|min|h|KRW|%|kg|parts)\b|\d %")
    body = [i for i, row in enumerate(rows) if figure.search(row.partition("#")[0])]
    unmarked = [
        rows[i]
        for i in body
        if not rows[i].startswith("study") and not set(MARKS) & set("".join(rows[i - 2 : i + 2]))
    ]
    assert unmarked == []


def test_a_name_is_put_in_place_and_nothing_else_changes() -> None:
    text = starter_of("내-라인_2")
    assert load(text).name == "내-라인_2"
    before = starters()[GENERAL].read_text(encoding="utf-8").splitlines()
    changed = [pair for pair in zip(before, text.splitlines(), strict=True) if pair[0] != pair[1]]
    assert changed == [("line: general", "line: 내-라인_2")]


@pytest.mark.parametrize("name", ["", "a b", "a: b", "-x", "null", "../x", "a\nb", "#", r"\\1"])
def test_what_cannot_name_a_line_is_refused(name: str) -> None:
    with pytest.raises(LineError, match="expected the name of a line"):
        starter_of(name)


def test_an_unknown_sector_lists_those_there_are_with_the_likely_word() -> None:
    with pytest.raises(LineError) as raised:
        starter_of("my-line", "weldin")
    said = str(raised.value)
    assert all(sector in said for sector in starters())
    assert "did you mean 'welding'?" in said


def test_starters_lie_in_a_package_and_so_travel_with_it() -> None:
    assert {path.parent.name for path in starters().values()} == {"starters"}
    assert {Path(path).parents[1].name for path in starters().values()} == {"lines"}
