"""Why an indicator stands empty, in both languages; the rows of the texts are as in `wording`.

A figure is empty where the line does not say what it is made of, or where it does and nothing of
the kind happened in the time booked. The two are told apart, and each has a text of its own.
"""

from typing import NamedTuple


class Reason(NamedTuple):
    """What is said where a figure is None in every replication, and what where it is not."""

    unsaid: str
    undone: str


def _either(text: str) -> Reason:
    """The same text for both."""
    return Reason(text, text)


GENERAL = _either("why-general")
REASONS: dict[str, Reason] = {
    "oee": _either("why-unplanned"),
    "availability": _either("why-unplanned"),
    "effectiveness": _either("why-unworked"),
    "quality_ratio": _either("why-none-left"),
    "lead_time_mean_s": _either("why-no-output"),
    "lead_time_p50_s": Reason("why-no-output", "why-no-output-once"),
    "lead_time_p90_s": Reason("why-no-output", "why-no-output-once"),
    "lead_time_p99_s": Reason("why-no-output", "why-no-output-once"),
    "transport_wait_s": Reason("why-fleet", "why-uncarried"),
    "fleet_utilisation": _either("why-fleet"),
    "empty_travel_share": Reason("why-fleet", "why-undriven"),
    "process_defects_ppm": _either("why-none-left"),
    "finished_defects_ppm": _either("why-no-output"),
    "first_pass_yield": _either("why-none-left"),
    "scrap_ratio": _either("why-none-left"),
    "rework_ratio": _either("why-none-left"),
    "expired_ratio": Reason("why-stay", "why-none-left"),
    "labour_h_per_good_part": Reason("why-crew", "why-no-good"),
    "worker_efficiency": Reason("why-crew", "why-duty"),
    "cost_per_good_part": Reason("why-cost", "why-no-good"),
    "promise_kept": Reason("why-promise", "why-no-output"),
    "lost_share": _either("why-lost"),
    "orders_on_time": Reason("why-due", "why-dated"),
    "order_lead_time_mean_s": Reason("why-orders", "why-completed"),
    "tardiness_mean_s": Reason("why-due", "why-dated"),
    "tardiness_p90_s": Reason("why-dated", "why-dated-once"),
    "order_backlog_mean": _either("why-orders"),
    "order_shortfall_mean": Reason("why-replaced", "why-completed"),
    "order_surplus_mean": Reason("why-allowance", "why-completed"),
    "late_cost": _either("why-late-cost"),
    "energy_kwh": _either("why-energy"),
    "kwh_per_good_part": Reason("why-energy", "why-no-good"),
    "energy_non_value_share": Reason("why-energy", "why-undrawn"),
    "energy_base_kwh": _either("why-base"),
    "compressed_air_kwh": _either("why-air"),
    "base_load_share": Reason("why-base-air", "why-undrawn"),
    "peak_kw": _either("why-peak"),
    "contract_used": _either("why-contract"),
    "load_factor": Reason("why-peak", "why-undrawn"),
    "energy_cost": _either("why-energy-price"),
    "energy_cost_per_good_part": Reason("why-energy-price", "why-no-good"),
    "energy_non_value_cost": _either("why-energy-price"),
    "gas_nm3": _either("why-gas"),
    "gas_cost": _either("why-gas-price"),
    "co2_t": _either("why-co2"),
    "exposure_h": _either("why-hazard"),
    "expected_injuries_per_year": _either("why-hazard"),
    "expected_frequency_rate": _either("why-frequency"),
    "expected_severity_rate": _either("why-severity"),
    "expected_combined_index": _either("why-severity"),
}

REASONS_IN_WORDS: dict[str, tuple[str, str]] = {
    "why-general": (
        "the line does not give what it needs",
        "계산에 필요한 값이 라인 파일에 없음",
    ),
    # productivity and quality
    "why-unplanned": ("no machine had planned working time", "계획된 가동시간이 있는 설비가 없음"),
    "why-unworked": ("no machine worked on a part", "부품을 가공한 설비가 없음"),
    "why-none-left": ("no part left the line", "라인을 나간 부품이 없음"),
    "why-no-output": ("no part reached the sink", "완성된 부품이 없음"),
    "why-no-output-once": (
        "a replication had no part at the sink",
        "완성된 부품이 없는 반복이 있음",
    ),
    "why-no-good": ("no good part was made", "완성된 양품이 없음"),
    "why-fleet": ("no fleet of vehicles on this line", "라인에 운반차량이 없음"),
    "why-uncarried": ("no vehicle carried a part", "차량으로 운반한 부품이 없음"),
    "why-undriven": ("no vehicle drove", "주행한 운반차량이 없음"),
    "why-stay": ("no buffer has a longest stay", "보관 기한이 있는 버퍼가 없음"),
    # cost and delivery
    "why-crew": ("no crew works on this line", "작업조가 없음"),
    "why-duty": ("no crew was on duty", "근무시간이 있는 작업조가 없음"),
    "why-cost": ("the line gives no price and no wage", "라인 파일에 단가·임금이 없음"),
    "why-promise": ("no promised lead time was given (--promise)", "약속 납기(--promise)가 없음"),
    "why-lost": ("no part arrived", "도착한 부품이 없음"),
    "why-orders": ("the line does not work to order", "수주생산 라인이 아님"),
    "why-replaced": ("no order says replace: never", "replace: never인 수주가 없음"),
    "why-allowance": ("no order has an allowance", "allowance가 있는 수주가 없음"),
    "why-completed": ("no order was completed", "완료된 수주가 없음"),
    "why-due": ("no order has a due time", "납기가 있는 수주가 없음"),
    "why-dated": ("no order with a due time was completed", "납기가 있는 수주 중 완료된 것이 없음"),
    "why-dated-once": (
        "a replication completed no order with a due time",
        "납기가 있는 수주를 하나도 완료하지 못한 반복이 있음",
    ),
    "why-late-cost": ("no order has a price for a late day", "지체상금이 정해진 수주가 없음"),
    # energy
    "why-energy": ("no station gives a power", "설비 전력이 없음"),
    "why-undrawn": ("no power was drawn", "전력사용량이 없음"),
    "why-base": (
        "no base load, and no conveyor with a power",
        "고정부하와 전력이 지정된 컨베이어가 없음",
    ),
    "why-air": ("no supply of compressed air", "압축공기 공급 설비가 없음"),
    "why-base-air": (
        "no base load, no conveyor with a power, no compressed air",
        "고정부하, 전력이 지정된 컨베이어, 압축공기가 모두 없음",
    ),
    "why-peak": (
        "no station gives a power, or no whole quarter hour was booked",
        "설비 전력 또는 온전한 15분 구간이 없음",
    ),
    "why-contract": (
        "no power is agreed with the supplier, or there is no peak demand",
        "계약전력 또는 최대수요전력이 없음",
    ),
    "why-energy-price": ("no energy price or no power", "전력 단가 또는 설비 전력이 없음"),
    "why-gas": ("no station uses gas", "가스를 사용하는 공정이 없음"),
    "why-gas-price": ("no gas price or no gas", "가스 단가 또는 가스 사용 공정이 없음"),
    "why-co2": (
        "no emission factor, or neither power nor gas",
        "배출계수가 없거나 전력·가스 사용이 없음",
    ),
    # safety
    "why-hazard": ("no task and no vehicle names a hazard", "위험 요인이 지정된 작업·차량이 없음"),
    "why-frequency": ("the line names no people or no hazard", "인원 또는 위험 요인이 없음"),
    "why-severity": (
        "the line names no people, no hazard or no severity",
        "인원·위험 요인·중대도 중 일부가 없음",
    ),
}
