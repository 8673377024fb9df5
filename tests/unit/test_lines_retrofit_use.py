"""How much of a retrofit's effect is realised: factors and numbers in part, and what has none."""

import pytest

from lines import LineError, apply, load_retrofit, read
from lines.retrofit import landings

LINE = read("""
line: small
stations:
  press:
    cycle: 40 s
    setup: {time: {gamma: {mean: 20 min, cv: 0.3}}}
    power: {busy: 40 kW, idle: 10 kW}
flow: [source -> press -> sink]
""")


def idea(changes: str, use: str):
    return load_retrofit(
        f"retrofit: idea\nfield: data-ai\nfor: {{type: machine}}\nset: {{{changes}}}\nuse: {use}\n"
    )


def press(changes: str, use: str, draw=None):
    return apply(LINE, [idea(changes, use)], draw=draw).stations["press"]


def test_a_factor_counts_in_part() -> None:
    found = press("setup.time: {times: 60 %}", "50 %").setup.time
    assert found.mean() == pytest.approx(0.8 * 1200)
    assert press("power.busy: {times: 2}", "25 %").power_w["busy"] == pytest.approx(50_000)


def test_a_number_takes_the_place_of_another_in_part() -> None:
    assert press("power.busy: 20 kW", "75 %").power_w["busy"] == pytest.approx(25_000)
    assert press("cycle: 0.5 min", "50 %").cycle["part"].mean() == pytest.approx(35)
    cv = press("setup.time.gamma.cv: 0.1", "50 %").setup.time
    assert cv.mean() == 1200


def test_values_by_name_are_each_replaced_in_part() -> None:
    line = read("""
line: looks
stations:
  cast: {cycle: 9 s, quality: {defects: {pore: 2 %, burr: 3 %}}}
  look: {type: inspection, cycle: 9 s, finds: {pore: 60 %, burr: 80 %}}
flow: [source -> cast -> look, look -> sink: {when: pass}, look -> scrap: {when: reject}]
""")
    model = (
        "retrofit: idea\nfield: data-ai\nfor: {type: inspection}\nset: {finds: 100 %}\nuse: 50 %\n"
    )
    found = apply(line, [load_retrofit(model)]).stations["look"].finds
    assert found == pytest.approx({"pore": 0.8, "burr": 0.9})


@pytest.mark.parametrize(("use", "busy_w"), [("0 %", 40_000), ("100 %", 20_000)])
def test_at_its_ends_use_is_nothing_or_all(use: str, busy_w: float) -> None:
    assert press("power.busy: 20 kW", use).power_w["busy"] == pytest.approx(busy_w)
    assert press("power.busy: {times: 50 %}", use).power_w["busy"] == pytest.approx(busy_w)


def test_an_uncertain_use_is_drawn_once_for_all_that_a_retrofit_sets() -> None:
    drawn: dict[str, float] = {}

    def draw(name: str, distribution) -> float:
        drawn[name] = distribution.mean()
        return 0.5

    likely = "{beta-pert: [50 %, 70 %, 90 %], source: chosen, grade: D}"
    station = press("power.busy: 20 kW, setup.time: {times: 60 %}", likely, draw)
    assert drawn == {"idea: use": pytest.approx(0.7)}
    assert station.power_w["busy"] == pytest.approx(30_000)
    assert station.setup.time.mean() == pytest.approx(0.8 * 1200)
    mean = press("power.busy: 20 kW", likely)
    assert mean.power_w["busy"] == pytest.approx(26_000)


def test_use_is_told_with_its_source_and_its_grade() -> None:
    one = idea("power.busy: 20 kW", "{value: 70 %, source: two plants, grade: C}")
    (use,) = one.uses
    assert (use.path, use.text, use.source, use.grade) == ("use", "70 %", "two plants", "C")
    assert not use.uncertain
    assert [effect.path for effect in one.effects] == ["power.busy"]
    assert landings(LINE, [one])[0].places_of("use") == ("press",)


@pytest.mark.parametrize(
    "changes",
    [
        "power.standby: 2 kW",  # there is none
        "setup.time: 10 min",  # there is a distribution
        "power.busy: 20 s",  # another unit
    ],
)
def test_what_the_line_cannot_blend_is_refused(changes: str) -> None:
    with pytest.raises(LineError, match="needs a number with the same unit in the line"):
        apply(LINE, [idea(changes, "50 %")])


def test_the_ends_of_a_use_are_shares() -> None:
    with pytest.raises(LineError, match="expected a share from 0 to 100 %"):
        idea("power.busy: 20 kW", "{uniform: [50 %, 120 %]}")
