"""Why an indicator stands empty: every one that can has a reason, in both languages."""

from dataclasses import replace
from types import NoneType
from typing import get_args, get_type_hints

import pytest
from blank_books import blank_books
from told_study import BARE, WHOLE, told_study

from kpi import REGISTRY, estimate, measure, value_of
from lines import load
from lines.states import IDLE
from twin.report import page
from twin.report.reasons import REASONS, REASONS_IN_WORDS
from twin.report.sides import Side
from twin.report.tables import kpi_row
from twin.report.wording import Words

ENGLISH, KOREAN = Words("en"), Words("ko")
MISSED = {
    "transport_wait_s": ("no vehicle carried a part", "차량으로 운반한 부품이 없음"),
    "fleet_utilisation": ("no fleet of vehicles on this line", "라인에 운반차량이 없음"),
    "empty_travel_share": ("no vehicle drove", "주행한 운반차량이 없음"),
    "expired_ratio": (
        "no buffer has a longest stay, or no part left the line",
        "보관 기한이 있는 버퍼 또는 라인을 나간 부품이 없음",
    ),
    "worker_efficiency": ("no crew has time on duty", "근무시간이 있는 작업조가 없음"),
    "energy_base_kwh": (
        "no base load, and no conveyor with a power",
        "고정부하와 전력이 지정된 컨베이어가 없음",
    ),
    "compressed_air_kwh": ("no supply of compressed air", "압축공기 공급 설비가 없음"),
    "base_load_share": (
        "no energy of base loads or of compressed air",
        "고정부하와 압축공기의 전력량이 없음",
    ),
    "contract_used": (
        "no power is agreed with the supplier, or there is no peak demand",
        "계약전력 또는 최대수요전력이 없음",
    ),
}
FLEET = """
line: fleet
transport: {agv: {vehicles: 1, speed: 1 m/s, load: 5 s, unload: 5 s}}
stations: {press: {cycle: 30 s}, trim: {cycle: 20 s}}
flow:
  - source -> press
  - press -> trim: {by: agv, distance: 10 m}
  - trim -> sink
"""


def may_be_empty():
    """Figures without a value where nothing happened, or that say so in their signature."""
    lines = [load(text) for text in (BARE, WHOLE)]
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
    assert set(REASONS_IN_WORDS) == {*REASONS.values(), "why-general"}
    for english, korean in REASONS_IN_WORDS.values():
        assert english.isascii()
        assert not korean.isascii()


@pytest.mark.parametrize("name", MISSED)
def test_a_plain_line_says_what_it_lacks(name):
    side = Side("now", told_study(load(BARE)))
    said = [kpi_row(REGISTRY[name], [side], None, words).reason for words in (ENGLISH, KOREAN)]
    assert tuple(said) == MISSED[name]


def test_the_page_prints_the_reasons():
    told = page(told_study(load(BARE)), "ko")
    assert told.count("라인 파일에 없음") == 0
    for _, korean in MISSED.values():
        assert f'<span class="why">{korean}</span>' in told


def test_a_reason_holds_too_where_the_line_gives_everything_and_nothing_happened():
    study = told_study(load(FLEET))
    for books in study.books:
        books.ledger.vehicle_ticks[:, IDLE] = books.span_ticks
    kpis = {name: estimate([REGISTRY[name].measure(one) for one in study.books]) for name in MISSED}
    side = Side("now", replace(study, kpis=kpis))
    said = {name: kpi_row(REGISTRY[name], [side], None, ENGLISH).reason for name in MISSED}
    assert said["fleet_utilisation"] == ""  # idle all the time is a value, 0 %
    assert said["transport_wait_s"] == "no vehicle carried a part"
    assert said["empty_travel_share"] == "no vehicle drove"
