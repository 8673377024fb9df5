"""Second passes and what they cost, from ways back that can be walked by eye."""

import pytest

from kpi import Books, cost_parts, value_of
from kpi.cost import cost_per_good_part
from kpi.rework import rework_cost, second_passes, way_back
from lines import bundled_lines, load, load_retrofit
from lines.source import read_text
from twin import compare, run_study
from twin.engine import simulate
from twin.report.sides import sides_of
from twin.report.tables import cost_figures

LINE = """
line: second-passes
products: {part: {price: 100 KRW, material: 30 KRW}}
crews: {hands: {count: 9, wage: 3600 KRW/h, skills: [trim, look]}}
arrivals: {every: 100 s}
stations:
  cut: {cycle: 10 s, quality: {defects: {burr: 40 %}}, power: {busy: 36 kW}}
  trim: {cycle: 20 s, crew: {skill: trim}, power: {busy: 18 kW}}
  look: {type: inspection, cycle: 5 s, finds: 100 %, crew: {load: {skill: look, time: 2 s}}}
flow:
  - source -> cut -> [9] -> trim -> [9] -> look
  - look -> sink: {when: pass}
  - look -> trim: {when: reject, share: 75 %, buffer: 9}
  - look -> scrap: {when: reject, share: 25 %}
energy: {tariff: 100 KRW/kWh}
"""


def books_of(text, hours=60):
    line = load(text)
    run = simulate(line, length_s=hours * 3600.0)
    return Books(run.ledger, run.frame, line)


def changed(old, new):
    assert old in LINE
    return LINE.replace(old, new)


@pytest.fixture(scope="module")
def books():
    return books_of(LINE)


def test_each_part_sent_back_passes_the_way_once_more(books):
    passes = second_passes(books)
    assert list(passes) == ["trim", "look"]
    assert passes["trim"] == passes["look"] > 100
    # whoever was cut and did not pass for the first time: but for parts still in the line
    trimmed, cut = (int(books.ledger.finished[m].sum()) for m in (1, 0))
    assert trimmed - cut == pytest.approx(passes["trim"], abs=3)


def test_a_pass_costs_its_energy_and_the_time_of_people(books):
    passes, cost = second_passes(books)["trim"], rework_cost(books)
    # 20 s attended at one KRW a second, and 2 s of loading; 20 s at 18 kW are 0.1 kWh, 10 KRW
    assert cost.labour == pytest.approx(passes * (20 + 2), rel=0.01)
    assert cost.energy == pytest.approx(passes * 10, rel=0.01)


def test_what_rework_takes_is_taken_out_of_labour_and_energy(books):
    parts = {name: part.numerator for name, part in cost_parts(books).items()}
    people = float(books.crew_h.sum()) * 3600
    assert parts["rework"] == pytest.approx(sum(rework_cost(books)))
    assert parts["labour"] + rework_cost(books).labour == pytest.approx(people)
    assert parts["energy"] + rework_cost(books).energy == pytest.approx(books.energy_cost)
    whole = sum(parts.values()) / books.good
    assert value_of(cost_per_good_part(books)) == pytest.approx(whole)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trim: {cycle: 20 s,", "trim: {type: batch, batch: {size: 2, wait: 1 min}, cycle: 20 s,"),
        (
            "trim: {cycle: 20 s,",
            "trim: {failures: {jam: {every: {exponential: 1 h}, repair: 1 min, scrap: 50 %}},"
            " cycle: 20 s,",
        ),
        ("  - look -> sink: {when: pass}", "  - look -> sink: {when: pass}\n  - trim -> sink"),
    ],
)
def test_a_way_back_that_is_not_simple_is_not_told(old, new):
    line = load(changed(old, new))
    assert way_back(line, "look") is None
    books = books_of(changed(old, new), hours=2)
    assert rework_cost(books) is None
    assert "rework" not in cost_parts(books)


def test_a_line_that_sends_nothing_back_has_no_rework():
    straight = LINE.replace("  - look -> trim: {when: reject, share: 75 %, buffer: 9}\n", "")
    books = books_of(straight.replace(", share: 25 %", ""), hours=2)
    assert second_passes(books) == {}
    assert "rework" not in cost_parts(books)


def test_without_wage_and_tariff_it_costs_nothing_that_is_known():
    bare = LINE.replace("wage: 3600 KRW/h, ", "").replace("energy: {tariff: 100 KRW/kWh}\n", "")
    assert set(cost_parts(books_of(bare, hours=2))) == {"material", "scrap"}


def test_most_bundled_lines_with_rework_can_tell_it():
    told = [name for name in bundled_lines() if any(_ways(load(name)))]
    assert {"die-casting", "welding-cell", "car-parts-machining"} <= set(told)


def test_no_component_of_a_bundled_line_falls_below_nothing():
    study = run_study("die-casting", replications=2)
    for books in study.books:
        parts = {name: part.numerator for name, part in cost_parts(books).items()}
        assert min(parts.values()) > 0
        assert parts["rework"] < parts["labour"]


def test_a_report_tells_rework_only_where_both_sides_can():
    """Else what one side cannot tell would look as if it were gone."""
    lossy = load_retrofit(
        "retrofit: lossy\nfield: controller\nadd: {stations.trim.failures: {jam: "
        "{every: {exponential: 1 h}, repair: 1 min, scrap: 50 %}}}\n"
    )
    source = read_text(LINE)
    short = {"length_s": 7200.0, "warmup_s": 0.0, "replications": 2}
    told = cost_figures(sides_of(run_study(source, **short)))
    assert "rework" in told
    both = cost_figures(sides_of(compare(source, [lossy], **short)))
    assert "rework" not in both
    whole = sum(part.sides[0].mean for part in both.values())
    assert whole == pytest.approx(sum(part.sides[0].mean for part in told.values()))


def _ways(line):
    return [way_back(line, n) for n, s in line.stations.items() if s.type == "inspection"]
