"""The register, the scorecard and the page that is written from them."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import REGISTRY, UTILISATION, crew_time, kpi, measure, place_levels, state_shares, value_of
from kpi.document import PAGE, text
from kpi.ledger import TASK_ATTEND, TASK_REPAIR, TICKS_PER_HOUR, lead_bin, lead_bin_edges
from kpi.registry import FAMILIES, ORDER
from lines.model import Crew, Link
from lines.states import BUSY, STARVED

CONTRACT = [
    "throughput_per_hour",
    "oee",
    "availability",
    "effectiveness",
    "quality_ratio",
    "lead_time_mean_s",
    "lead_time_p50_s",
    "lead_time_p90_s",
    "lead_time_p99_s",
    "promise_kept",
    "lost_share",
    "wip_mean",
    "process_defects_ppm",
    "finished_defects_ppm",
    "first_pass_yield",
    "scrap_ratio",
    "rework_ratio",
    "labour_h_per_good_part",
    "worker_efficiency",
    "cost_per_good_part",
    "energy_kwh",
    "kwh_per_good_part",
    "peak_kw",
    "load_factor",
    "energy_cost",
    "co2_t",
    "exposure_h",
    "expected_injuries_per_year",
]


def entry(**changes):
    words = {"family": "P", "unit": "1", "better": "higher", "formula": "f", "source": "s"}
    return {**words, "title_en": "t", "title_ko": "제", **changes}


def test_every_name_of_the_contract_is_registered_in_its_order():
    assert [name for name in REGISTRY if name in CONTRACT] == CONTRACT


def test_the_order_names_every_figure_once():
    assert list(REGISTRY) == list(ORDER)


@pytest.mark.parametrize("name", list(ORDER))
def test_every_figure_says_what_it_is(name):
    one = REGISTRY[name]
    assert one.family in FAMILIES
    assert one.better in ("higher", "lower", "neither")
    assert all((one.unit, one.formula, one.source, one.title_en))
    assert any("가" <= letter <= "힣" for letter in one.title_ko)
    assert one.measure.__doc__


def test_titles_come_in_both_languages_and_units_in_the_currency_of_the_line():
    cost = REGISTRY["cost_per_good_part"]
    assert cost.title("ko") == "제품원가(양품 1개당)"
    assert cost.title("en") == "Cost per good part"
    assert cost.unit_in("KRW") == "KRW/part"


def test_a_name_is_registered_only_once():
    with pytest.raises(ValueError, match="'oee' is registered already"):
        kpi("oee", **entry())


@pytest.mark.parametrize("wrong", [{"family": "X"}, {"better": "bigger"}])
def test_an_unknown_family_or_direction_is_refused(wrong):
    with pytest.raises(ValueError, match="is none of"):
        kpi("new_figure", **entry(**wrong))


def test_a_figure_without_a_place_in_the_order_stands_at_the_end():
    kpi("new_figure", **entry())(lambda books: 1.0)
    try:
        assert list(REGISTRY)[-1] == "new_figure"
        assert measure(blank_books(line_of(station_of("press"))))["new_figure"] == 1.0
    finally:
        del REGISTRY["new_figure"]


def test_the_scorecard_of_a_bare_line_says_what_it_can():
    card = measure(blank_books(line_of(station_of("press"))))
    assert list(card) == list(REGISTRY)
    assert card["energy_kwh"] is None
    assert value_of(card["throughput_per_hour"]) == 0


def test_state_shares_are_over_all_machines_of_a_station():
    books = blank_books(line_of(station_of("press", machines=2)))
    books.ledger.state_ticks[0, BUSY] = TICKS_PER_HOUR
    books.ledger.state_ticks[1, [BUSY, STARVED]] = TICKS_PER_HOUR // 2
    shares = {state: value_of(one) for state, one in state_shares(books)["press"].items()}
    assert shares["busy"] == 0.75
    assert shares["starved"] == 0.25
    assert sum(shares.values()) == 1


def test_hours_of_a_crew_by_task_and_how_well_it_is_used():
    crews = {"fitters": Crew(2, skills=("repair",)), "drivers": Crew(1, skills=("drive",))}
    books = blank_books(line_of(station_of("press"), crews=crews))
    books.ledger.crew_ticks[0, [TASK_REPAIR, TASK_ATTEND]] = TICKS_PER_HOUR // 2, TICKS_PER_HOUR
    found = {
        crew: {task: value_of(one) for task, one in tasks.items() if value_of(one)}
        for crew, tasks in crew_time(books).items()
    }
    # an hour and a half of the two hours that two people are on duty in one
    assert found == {"fitters": {"repair": 0.5, "attend": 1, UTILISATION: 0.75}, "drivers": {}}


def test_the_level_of_a_place_is_its_mean_content():
    books = blank_books(line_of(station_of("press"), station_of("drill")))
    assert books.line.flow[1] == Link("press", "drill")
    books.ledger.place_area[1] = 3 * TICKS_PER_HOUR
    assert value_of(place_levels(books)["press->drill"]) == 3


def test_the_page_of_key_figures_is_in_step():
    assert PAGE.read_text(encoding="utf-8") == text(), "run python -m kpi.document"


def test_every_tick_falls_into_a_bin_that_holds_it():
    for ticks in [0, 1, 127, 128, 255, 256, 257, 10**6, 10**9 + 7, 2**40 - 1, 2**40]:
        low, after = lead_bin_edges(lead_bin(ticks))
        assert low <= ticks < after
        assert after - low <= max(1, low / 128)
