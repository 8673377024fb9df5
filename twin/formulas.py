"""The formulas of the key figures in Korean: the register has them in English.

A test asks for a Korean one with the same numbers for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi import Kpi
    from twin.wording import Language

FORMULAS: dict[str, str] = {
    "throughput_per_hour": "완성된 부품 수(유출 불량 포함) / 집계 시간",
    "oee": "시간가동률 × 성능가동률 × 양품률 = (PRU·PQ / PBT) × (GQ / PQ), 라인의 모든 설비",
    "availability": (
        "APT / PBT: 부품을 가공한 시간 / 계획 가동 시간(휴무와 계획 보전을 뺀 전부), 모든 설비의 합"
    ),
    "effectiveness": (
        "PRU·PQ / APT: 완료한 사이클 수 × 라인 파일의 평균 사이클 타임 / 가공 시간, 모든 설비의 합"
    ),
    "quality_ratio": "GQ / PQ: 불량 없이 완성된 부품 수 / (완성 + 폐기 부품 수)",
    "lead_time_mean_s": "도착(자재가 떨어지지 않는 투입은 첫 설비)부터 완성까지 걸린 시간의 평균",
    "lead_time_p50_s": "완성 부품의 50 %가 이 시간 안에 완성됨",
    "lead_time_p90_s": "완성 부품의 90 %가 이 시간 안에 완성됨",
    "lead_time_p99_s": "완성 부품의 99 %가 이 시간 안에 완성됨",
    "promise_kept": "약속한 리드타임 안에 완성된 부품 수 / 완성 부품 수",
    "lost_share": (
        "자리가 없어 돌려보낸 부품 수 / 도착한 부품 수, 자리가 없으면 부품을 잃는 "
        "투입처(full: lost)만 합산. 그런 투입처가 없으면 0"
    ),
    "orders_on_time": "납기 안에 완료된 수주 / 납기가 있는 완료 수주",
    "order_lead_time_mean_s": "수주 투입부터 그 부품이 모두 완성될 때까지 걸린 시간의 평균",
    "tardiness_mean_s": "납기부터 완료까지 늦은 시간(제때면 0), 납기가 있는 수주의 평균",
    "tardiness_p90_s": "납기가 있는 수주 열 건 중 아홉 건의 지연이 이 시간을 넘지 않음",
    "order_backlog_mean": "투입되었으나 완료되지 않은 수주, 집계 시간 평균",
    "order_shortfall_mean": "폐기분을 보충하지 않아 모자란 채 끝난 수량, 완료 수주당",
    "order_surplus_mean": "수주 수량을 넘어 완성된 수량(재고), 완료 수주당",
    "late_cost": "납기가 지난 수주가 집계 기간에 열려 있던 시간 × 하루 지체 비용",
    "wip_mean": "설비와 버퍼 안의 부품 수(투입 전 대기는 제외), 집계 시간 평균",
    "transport_wait_s": (
        "운반을 요청한 때부터 싣기 시작할 때까지 부품당 시간. 설비는 가공이 끝나고 다음 자리가 "
        "있을 때, 버퍼의 부품은 처음부터 요청함"
    ),
    "fleet_utilisation": "대기도 충전도 아닌 차량 시간 / 차량 시간, 모든 차량",
    "empty_travel_share": "부품 없이 달린 시간 / 주행 시간, 모든 차량",
    "process_defects_ppm": (
        "발견 여부와 무관하게 한 번이라도 실제 불량이 있었던 부품 수 / 라인을 나간 부품 수"
        "(완성 또는 폐기) × 1 000 000"
    ),
    "finished_defects_ppm": "유출: 실제 불량이 있는 채 완성된 부품 수 / 완성 부품 수 × 1 000 000",
    "first_pass_yield": (
        "GP / IP: 검사에서 재작업으로 보내지지 않고 같은 공정에 다시 투입되지도 않고 완성된 "
        "부품 수 / 라인을 나간 부품 수(완성 또는 폐기), 공장이 보는 대로"
    ),
    "scrap_ratio": "SQ / PQ: 폐기 부품 수 / 라인을 나간 부품 수(완성 또는 폐기)",
    "rework_ratio": (
        "RQ / PQ: 검사에서 재작업으로 보내졌거나 같은 공정에 다시 투입된 뒤 나간 부품 수 / "
        "라인을 나간 부품 수"
    ),
    "expired_ratio": "버퍼에 너무 오래 있어 폐기된 부품 수 / 라인을 나간 부품 수",
    "labour_h_per_good_part": (
        "사람이 작업(수리, 준비교체, 설비 작업 등)한 시간 / 불량 없이 완성된 부품 수"
    ),
    "worker_efficiency": (
        "APWT / APAT: 사람이 작업한 시간 / 작업조 달력의 근무 시간. 근무가 끝난 뒤 이어진 작업은 "
        "분자에 들어감"
    ),
    "cost_per_good_part": (
        "(재료 + 폐기 + 작업 시간 × 임금 + 전력 × 단가, 이 둘 중 두 번째 통과분은 재작업, "
        "+ 가스 × 단가 + 보전: 정지 횟수 × 그 비용과 보전 시간 × 임금 + 간접비 + 재공 보유 "
        "+ 납기지연) / 불량 없이 완성된 부품 수. 라인에 단가가 없는 것은 제외"
    ),
    "energy_kwh": (
        "설비·차량의 상태별 시간 × 전력의 합 + 완료 사이클 × 개당 에너지 + 기동 에너지 "
        "+ 고정부하와 압축공기, 집계 기간"
    ),
    "kwh_per_good_part": "에너지 / 불량 없이 완성된 부품 수",
    "energy_non_value_share": (
        "가공 외 상태의 에너지 / 에너지(개당 에너지와 가공 중 설비의 압축공기는 가공으로, "
        "고정부하와 누설은 가공 외로 봄)"
    ),
    "energy_base_kwh": "고정부하와 컨베이어의 전력 × 사용 시간의 합, 집계 기간",
    "compressed_air_kwh": "(설비가 상태별로 쓴 공기 × 시간 + 누설 × 시간) × 공급 설비의 전력",
    "base_load_share": "(고정부하 에너지 + 누설 공기의 에너지) / 에너지",
    "peak_kw": "장부 안에 온전히 드는 15분 평균 전력의 최댓값",
    "contract_used": "최대수요전력 / 계약전력",
    "load_factor": "평균 kW / 최대 kW",
    "energy_cost": (
        "전력량 × kWh당 단가, 집계 기간. 데이터 팩의 요금제가 있으면 시간대별 전력량요금, "
        "기본요금, 부가요금과 기금의 합이며 부가가치세는 제외"
    ),
    "energy_cost_per_good_part": (
        "(전기요금 + 가스요금) / 불량 없이 완성된 부품 수. 단가가 없는 것은 제외"
    ),
    "energy_non_value_cost": (
        "가공 외 상태의 전력량 × 평균 kWh 원가 + 가공 외 상태의 가스 × Nm3당 단가, 집계 기간"
    ),
    "gas_nm3": "설비의 상태별 시간 × 가스 사용량의 합, 집계 기간",
    "gas_cost": "가스 사용량 × Nm3당 단가, 집계 기간",
    "co2_t": (
        "전력량 × 전력 배출계수 + 가스 × 가스 배출계수, 집계 기간. 가스를 쓰는 공정이 없으면 전력만"
    ),
    "exposure_h": (
        "위험요인이 적힌 작업(수리, 준비교체, 가동 중 설비 작업)에 사람이 있은 시간과, 사람 통로와 "
        "만나는 차량의 주행 시간, 집계 기간"
    ),
    "expected_injuries_per_year": (
        "공정과 위험요인별 노출 시간 × 노출 시간당 재해의 합을 집계 기간에서 연 8 760시간으로 환산"
    ),
    "expected_frequency_rate": "연간 예상 재해 / (근로자 수 × 연간 근로시간) × 1 000 000",
    "expected_severity_rate": "연간 예상 근로손실일수 / (근로자 수 × 연간 근로시간) × 1 000",
    "expected_combined_index": "√(예상 도수율 × 예상 강도율)",
}


def formula_of(kpi: Kpi, language: Language) -> str:
    """Return the formula of a figure in a reader's language."""
    return FORMULAS.get(kpi.name, kpi.formula) if language == "ko" else kpi.formula
