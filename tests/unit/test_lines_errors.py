"""Problems as they are told."""

from pathlib import Path

import pytest

from lines import LineError, Problem, check
from lines.errors import hint, likely, listed, quote_with_caret, terminal_width

WHOLE = """\
line: a
start: 2026-03-02
products: {cover: {price: 1 KRW}, housing: {price: 2 KRW}}
calendars: {day: [{days: mon-fri, from: "08:00", to: "17:00"}]}
crews: {team: {count: 1, skills: [repair]}}
buffers: {rack: {capacity: 4}}
transport: {agv: {vehicles: 1, speed: 1 m/s}}
orders: [{product: cover, quantity: 4, every: 1 h}, {product: housing, quantity: 4, every: 1 h}]
stations:
  press:
    cycle: {cover: 3 s, housing: 4 s}
    calendar: day
    failures: {jam: {every: 3 h, repair: 3 min, crew: {skill: repair}}}
  drill: {cycle: 3 s}
  pack: {cycle: 3 s}
flow:
  - source -> press -> rack -> drill
  - drill -> pack: {by: agv, distance: 10 m}
  - pack -> sink
"""


def test_problems_are_sorted_by_place_and_counted():
    first, second = Problem("a.yaml", 2, 9, "x", "late"), Problem("a.yaml", 2, 3, "", "early")
    error = LineError([first, second, first])
    assert error.problems == [second, first]
    assert str(error) == "a.yaml:2:3: early\na.yaml:2:9: x: late\n2 problems; nothing was run."


def test_one_problem_is_one_problem():
    assert str(LineError([Problem("a.yaml", 0, 0, "", "gone")])) == (
        "a.yaml: gone\n1 problem; nothing was run."
    )


def test_a_flood_of_problems_is_counted_not_printed():
    error = LineError(Problem("a", n, 1, f"word-{n}", "wrong") for n in range(1, 1001))
    assert str(error).count("wrong") == 100
    assert str(error).endswith("... and 900 more.\n1000 problems; nothing was run.")


def test_a_caret_stands_under_its_column():
    assert quote_with_caret("  ab: -4 s", 7) == "  ab: -4 s\n      ^"


def test_hangul_takes_two_columns_of_a_terminal_and_a_combining_mark_none():
    assert terminal_width("가나 e\u0301") == 6
    assert quote_with_caret("프레스: x", 6) == "프레스: x\n        ^"


def test_a_tab_and_what_cannot_be_printed_take_one_column():
    assert quote_with_caret("\ta\x07b", 4) == " a\ufffdb\n   ^"


def test_a_long_line_is_cut_around_its_caret():
    quote, caret = quote_with_caret("x" * 500 + "!" + "y" * 500, 501).split("\n")
    assert len(quote) < 130
    assert quote[len(caret) - 1] == "!"
    assert quote.startswith("... ")
    assert quote.endswith(" ...")


def test_a_caret_may_stand_behind_the_end():
    assert quote_with_caret("ab", 5) == "ab\n    ^"


def test_the_likely_word_is_the_nearest_one():
    assert likely("cycel", ["machines", "cycle"]) == "cycle"
    assert likely("false_rejects", ["false-rejects"]) == "false-rejects"
    assert likely("BUSY", ["busy"]) == "busy"
    assert likely("xyz", ["cycle"]) is None
    assert hint("cycel", ["cycle"]) == "; did you mean 'cycle'?"
    assert hint("xyz", ["cycle"]) == ""


def test_a_long_list_is_counted_at_its_end():
    assert listed("abc") == "a, b, c"
    assert listed("abcdefghij", 3) == "a, b, c and 7 more"


def test_of_one_kind_only_the_first_five_are_printed():
    rows = [Problem("a", n, 1, "orders.due", f"found '{n}'; expected a date") for n in range(2, 50)]
    told = str(LineError([*rows, Problem("b", 1, 1, "flow", "wrong")])).splitlines()
    assert told[4] == "a:6:1: orders.due: found '6'; expected a date"
    assert told[5:] == [
        "... and 43 more of this kind.",
        "b:1:1: flow: wrong",
        "49 problems; nothing was run.",
    ]


def test_what_follows_from_a_missing_word_is_not_told(tmp_path: Path):
    rows = "".join(f"{n},part,4,{n} min,\n" for n in range(48))
    (tmp_path / "orders.csv").write_text(f"order,product,quantity,release,due\n{rows}")
    file = tmp_path / "line.yaml"
    file.write_text("line: a\norders: {file: orders.csv}\nstations: {press: {cycle: 3 s}}\n")
    assert [problem.message[:17] for problem in check(file)] == ["'flow' is missing"]


@pytest.mark.parametrize(
    "word", ["calendars", "crews", "products", "buffers", "transport", "orders", "flow"]
)
def test_what_follows_from_a_misspelt_word_is_not_told(word: str):
    assert check(WHOLE) == []
    told = check(WHOLE.replace(f"\n{word}:", f"\n{word[:-1]}x:"))
    assert [problem.path for problem in told] == [f"{word[:-1]}x"]
