"""Values that a retrofit takes from the line: a share of its full load, and where it is put."""

from pathlib import Path

import pytest

from lines import Line, LineError, apply, load_retrofit, read
from lines.retrofit import landings

FORKLIFTS = read(Path(__file__).parents[1] / "forklifts.yaml")
LIMIT = """
retrofit: idea
field: controller
for: {type: machine, has: [power.busy, power.idle]}
set: {energy.limit: {peak: {of-load: 90 %, source: chosen, grade: D}, priority: targets}}
"""


def put(text: str, at: str | None = None) -> Line:
    return apply(FORKLIFTS, [load_retrofit(text)], at)


def test_a_limit_is_a_share_of_all_at_work_and_names_the_stations_it_fits() -> None:
    limit = put(LIMIT).energy.limit
    assert limit is not None
    assert limit.peak == pytest.approx(0.9 * 26_000)
    assert limit.priority == ("press", "drill")
    only = put(LIMIT, at="drill").energy.limit
    assert only is not None
    assert only.priority == ("drill",)
    assert landings(FORKLIFTS, [load_retrofit(LIMIT)])[0].places() == ("press", "drill")


def test_loads_beside_the_stations_count() -> None:
    text = FORKLIFTS.root.place.document.text + "energy: {base: {light: 4 kW}}\n"
    limit = apply(read(text), [load_retrofit(LIMIT)]).energy.limit
    assert limit is not None
    assert limit.peak == pytest.approx(0.9 * 30_000)


def test_an_uncertain_share_is_drawn_under_the_name_of_its_path() -> None:
    idea = load_retrofit(LIMIT.replace("90 %", "{uniform: [90 %, 100 %]}"))
    (effect,) = [one for one in idea.effects if one.uncertain]
    assert (effect.path, effect.source, effect.grade) == ("energy.limit.peak", "chosen", "D")
    drawn: list[str] = []

    def draw(name: str, distribution: object) -> float:
        drawn.append(name)
        return 0.95

    limit = apply(FORKLIFTS, [idea], draw=draw).energy.limit
    assert limit is not None
    assert (limit.peak, drawn) == (pytest.approx(24_700), ["idea: energy.limit.peak"])


def test_a_line_without_such_stations_or_without_powers_is_refused() -> None:
    bare = read("line: bare\nstations: {press: {cycle: 9 s}}\nflow: [source -> press -> sink]\n")
    with pytest.raises(LineError, match="no station of type 'machine' with power"):
        apply(bare, [load_retrofit(LIMIT)])
    anywhere = LIMIT.replace(", has: [power.busy, power.idle]", "")
    with pytest.raises(LineError, match="no station of the line has a 'power'"):
        apply(bare, [load_retrofit(anywhere)])
