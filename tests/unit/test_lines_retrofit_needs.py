"""What a plant has, what retrofits need first, and what one of them brings for the next."""

from pathlib import Path

import pytest

from lines import LineError, apply, load, load_retrofit, read
from lines.prerequisites import PREREQUISITES
from lines.retrofit import bringers, needs_of, steps

LINE = """
line: small
{has}
stations: {{press: {{cycle: 40 s, power: {{busy: 40 kW, idle: 10 kW}}}}}}
flow: [source -> press -> sink]
"""
IDEA = """
retrofit: idea
field: data-ai
for: {type: machine}
set: {power.busy: {times: 50 %}}
requires: [network, machine-states]
"""
SIGNALS = "retrofit: signals\nfield: communication\nbrings: [machine-states, network]\n"


def line_that(has: str):
    return read(LINE.format(has=has))


def busy_w(source, *texts: str) -> float:
    return apply(source, [load_retrofit(text) for text in texts]).stations["press"].power_w["busy"]


def states(source, *texts: str) -> list[dict[str, str]]:
    needs = needs_of(source.root, [load_retrofit(text) for text in texts])
    return [{need.word: need.state for need in one} for one in needs]


def told(source, *texts: str) -> str:
    with pytest.raises(LineError) as caught:
        apply(source, [load_retrofit(text) for text in texts])
    (problem,) = caught.value.problems
    assert problem.path == "requires"
    return problem.message


def test_a_line_says_what_its_plant_has() -> None:
    assert load(LINE.format(has="has: [network, network, guarding]")).has == ("network", "guarding")
    assert load(LINE.format(has="has: []")).has == ()
    assert load(LINE.format(has="has: network")).has == ("network",)
    assert load(LINE.format(has="")).has is None


def test_where_a_line_is_silent_nothing_is_checked_and_all_is_done() -> None:
    assert states(line_that(""), IDEA) == [
        {"network": "unchecked", "machine-states": "unchecked"},
    ]
    assert busy_w(line_that(""), IDEA) == 20_000


def test_what_the_plant_has_is_there() -> None:
    source = line_that("has: [machine-states, network]")
    assert states(source, IDEA) == [{"network": "there", "machine-states": "there"}]
    assert busy_w(source, IDEA) == 20_000


def test_what_is_missing_forbids_and_names_the_way_out() -> None:
    message = told(line_that("has: [network]"), IDEA)
    assert message == (
        "'idea' needs machine-states (machine states read automatically) first, and the line has "
        f"network; put a retrofit that brings it before this one, such as "
        f"{', '.join(bringers('machine-states'))}, or write machine-states under 'has' of the line "
        "if the plant has it"
    )
    with pytest.raises(LineError) as caught:
        apply(line_that("has: []"), [load_retrofit(IDEA)])
    assert [one.message.split(" (")[0] for one in caught.value.problems] == [
        "'idea' needs network",
        "'idea' needs machine-states",
    ]
    assert "the line has nothing;" in caught.value.problems[0].message


def test_an_earlier_retrofit_of_the_package_brings_it_and_a_later_one_does_not() -> None:
    source = line_that("has: [network]")
    assert busy_w(source, SIGNALS, IDEA) == 20_000
    assert states(source, SIGNALS, IDEA)[1] == {"network": "there", "machine-states": "brought"}
    assert "'signals' brings it and is named after this one" in told(source, IDEA, SIGNALS)
    assert states(line_that(""), SIGNALS, IDEA)[1]["machine-states"] == "brought"


def test_a_plant_has_then_what_was_brought() -> None:
    signals = load_retrofit(SIGNALS)
    assert apply(line_that("has: [network]"), [signals]).has == ("network", "machine-states")
    assert apply(line_that("has: network"), [signals]).has == ("network", "machine-states")
    assert apply(line_that(""), [signals]).has is None


def test_whoever_works_without_it_works_with_the_lowest_use() -> None:
    eased = f"{IDEA}use: 90 %\nwithout: {{network: {{use: 60 %}}, machine-states: {{use: 20 %}}}}\n"
    assert busy_w(line_that("has: [network, machine-states]"), eased) == pytest.approx(22_000)
    assert busy_w(line_that("has: [machine-states]"), eased) == pytest.approx(28_000)
    assert busy_w(line_that("has: []"), eased) == pytest.approx(36_000)
    assert states(line_that("has: []"), eased) == [
        {"network": "degraded", "machine-states": "degraded"},
    ]
    assert busy_w(line_that(""), eased) == pytest.approx(22_000)


def test_to_lack_something_never_raises_the_use() -> None:
    eased = f"{IDEA}use: 30 %\nwithout: {{network: {{use: 60 %}}}}\n"
    assert busy_w(line_that("has: [network, machine-states]"), eased) == pytest.approx(34_000)
    assert busy_w(line_that("has: [machine-states]"), eased) == pytest.approx(34_000)


def test_only_what_one_can_do_without_degrades() -> None:
    half = f"{IDEA}without: {{network: {{use: 60 %}}}}\n"
    assert "'idea' needs machine-states" in told(line_that("has: []"), half)


def test_a_retrofit_that_only_brings_something_leaves_the_line_as_it_is() -> None:
    source = line_that("")
    assert apply(source, [load_retrofit(SIGNALS)]) == load(LINE.format(has=""))
    assert len(steps(source, [load_retrofit(SIGNALS), load_retrofit(IDEA)])) == 2


def test_a_retrofit_does_not_patch_what_the_plant_has() -> None:
    with pytest.raises(LineError, match="'has' is no part of it"):
        apply(line_that("has: []"), [load_retrofit(f"{IDEA}add: {{has: [network]}}")])


def test_every_word_has_a_meaning_in_both_languages() -> None:
    assert all(english and korean for english, korean in PREREQUISITES.values())


def test_the_page_of_retrofits_explains_every_word() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to-add-a-retrofit.md"
    text = page.read_text(encoding="utf-8")
    for word, (english, _) in PREREQUISITES.items():
        assert f"| `{word}` | {english} |" in text
