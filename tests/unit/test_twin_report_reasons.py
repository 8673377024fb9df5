"""Why an indicator stands empty: every one that can has a reason, in both languages."""

from dataclasses import replace
from types import NoneType
from typing import get_args, get_type_hints

import numpy as np
import pytest
from blank_books import blank_books
from told_study import BARE, WHOLE, told_study

from kpi import REGISTRY, estimate, measure, value_of
from lines import load
from twin.report import page
from twin.report.reasons import GENERAL, REASONS, REASONS_IN_WORDS
from twin.report.sides import Side
from twin.report.tables import kpi_row
from twin.report.wording import Words

ENGLISH, KOREAN = Words("en"), Words("ko")
LACKING = {
    "transport_wait_s": ("no fleet of vehicles on this line", "라인에 운반차량이 없음"),
    "fleet_utilisation": ("no fleet of vehicles on this line", "라인에 운반차량이 없음"),
    "empty_travel_share": ("no fleet of vehicles on this line", "라인에 운반차량이 없음"),
    "expired_ratio": ("no buffer has a longest stay", "보관 기한이 있는 버퍼가 없음"),
    "worker_efficiency": ("no crew works on this line", "작업조가 없음"),
    "energy_base_kwh": (
        "no base load, and no conveyor with a power",
        "고정부하와 전력이 지정된 컨베이어가 없음",
    ),
    "compressed_air_kwh": ("no supply of compressed air", "압축공기 공급 설비가 없음"),
    "base_load_share": (
        "no base load, no conveyor with a power, no compressed air",
        "고정부하, 전력이 지정된 컨베이어, 압축공기가 모두 없음",
    ),
    "contract_used": (
        "no power is agreed with the supplier, or there is no peak demand",
        "계약전력 또는 최대수요전력이 없음",
    ),
}
# Figures that a whole line can say, and what they say of books in which nothing happened.
IDLE_BOOKS = {
    "effectiveness": "no machine worked on a part",
    "transport_wait_s": "no vehicle carried a part",
    "empty_travel_share": "no vehicle drove",
    "scrap_ratio": "no part left the line",
    "expired_ratio": "no part left the line",
    "worker_efficiency": "no crew was on duty",
    "labour_h_per_good_part": "no good part was made",
    "cost_per_good_part": "no good part was made",
    "kwh_per_good_part": "no good part was made",
    "promise_kept": "no part reached the sink",
    "lead_time_p90_s": "no part reached the sink",
    "orders_on_time": "no order with a due time was completed",
    "order_lead_time_mean_s": "no order was completed",
    "tardiness_p90_s": "no order with a due time was completed",
    "lost_share": "no part arrived",
    "energy_non_value_share": "no power was drawn",
    "base_load_share": "no power was drawn",
    "load_factor": "no power was drawn",
}
ALL_WORDS = """
line: all-words
products: {housing: {price: 6900 KRW, material: 2600 KRW}}
calendars: {day: [{days: mon-fri, from: "08:00", to: "16:00"}]}
crews: {team: {count: 1, wage: 17464 KRW/h, skills: [trim], calendar: day}}
transport: {agv: {vehicles: 1, speed: 1 m/s, load: 5 s, unload: 5 s}}
buffers: {rack: {capacity: 20, stay: {max: 2 h}}}
orders: [{product: housing, quantity: 12, every: 8 h, due: 1 day}]
stations:
  press: {cycle: 30 s, power: {busy: 2 kW}}
  trim: {cycle: 20 s, crew: {skill: trim}}
flow:
  - source -> press
  - press -> rack: {by: agv, distance: 10 m}
  - rack -> trim -> sink
energy: {tariff: 160 KRW/kWh, base: {light: 1 kW}}
"""


def may_be_empty():
    """Figures without a value where nothing happened, or that say so in their signature."""
    lines = [load(text) for text in (BARE, WHOLE, ALL_WORDS)]
    found = {
        name
        for line in lines
        for name, figure in measure(blank_books(line)).items()
        if value_of(figure) is None
    }
    for name, kpi in REGISTRY.items():
        if NoneType in get_args(get_type_hints(kpi.measure)["return"]):
            found.add(name)
    return found


def test_every_figure_that_may_be_empty_has_a_reason_and_no_other_has():
    assert set(REASONS) == may_be_empty()
    assert set(REASONS) < set(REGISTRY)


def test_every_reason_is_said_in_both_languages_and_none_is_idle():
    asked = {text for reason in [GENERAL, *REASONS.values()] for text in reason}
    assert set(REASONS_IN_WORDS) == asked
    for english, korean in REASONS_IN_WORDS.values():
        assert english.isascii()
        assert not korean.isascii()


def side_of(*books):
    """A study of these books, as far as a table of figures looks at it."""
    raw = [measure(one) for one in books]
    kpis = {name: estimate([row[name] for row in raw]) for name in REGISTRY}
    study = told_study(load(BARE), replications=1)
    return Side("now", replace(study, line=books[0].line, kpis=kpis, raw=raw, books=list(books)))


def reason(name, side, words=ENGLISH):
    return kpi_row(REGISTRY[name], [side], None, words).reason


@pytest.mark.parametrize("name", LACKING)
def test_a_plain_line_says_what_it_lacks(name):
    side = Side("now", told_study(load(BARE)))
    assert (reason(name, side), reason(name, side, KOREAN)) == LACKING[name]


def test_the_page_prints_the_reasons():
    told = page(told_study(load(BARE)), "ko")
    for _, korean in LACKING.values():
        assert f'<span class="why">{korean}</span>' in told
    assert REASONS_IN_WORDS["why-general"][1] not in told


def test_where_the_line_says_it_all_the_reason_is_what_did_not_happen():
    books = blank_books(load(ALL_WORDS), promise_s=3600.0)
    # a span outside the working time: nobody is on duty, and the light is off
    night = {
        "duty_ticks": (0,),
        "loads": ("light",),
        "load_w": np.array([1000]),
        "load_ticks": (0,),
    }
    off = replace(books, frame=books.frame._replace(**night))
    side = side_of(off, off)
    assert {name: reason(name, side) for name in IDLE_BOOKS} == IDLE_BOOKS


def test_a_figure_that_one_replication_cannot_say_is_not_said_to_lack_everywhere():
    nothing, some = (blank_books(load(ALL_WORDS)) for _ in range(2))
    some.ledger.lead_bins[0, 100] = 7
    some.ledger.tardy_bins[0, 100] = 3
    side = side_of(nothing, some)
    assert reason("lead_time_p90_s", side) == "a replication had no part at the sink"
    assert reason("tardiness_p90_s", side) == "a replication completed no order with a due time"
    assert reason("lead_time_p90_s", side_of(some, some)) == ""
