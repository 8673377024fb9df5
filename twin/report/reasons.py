"""Why an indicator stands empty, in both languages; the rows of the texts are as in `wording`.

A figure may be empty for more than one reason. Its text is true of each of them, whether the line
does not give what the figure needs, or nothing of the kind happened in the time booked.
"""

REASONS: dict[str, str] = {
    "oee": "why-unplanned",
    "availability": "why-unplanned",
    "effectiveness": "why-unworked",
    "quality_ratio": "why-none-left",
    "lead_time_mean_s": "why-no-output",
    "lead_time_p50_s": "why-no-output-once",
    "lead_time_p90_s": "why-no-output-once",
    "lead_time_p99_s": "why-no-output-once",
    "transport_wait_s": "why-uncarried",
    "fleet_utilisation": "why-fleet",
    "empty_travel_share": "why-undriven",
    "process_defects_ppm": "why-none-left",
    "finished_defects_ppm": "why-no-output",
    "first_pass_yield": "why-none-left",
    "scrap_ratio": "why-none-left",
    "rework_ratio": "why-none-left",
    "expired_ratio": "why-stay",
    "labour_h_per_good_part": "why-labour",
    "worker_efficiency": "why-duty",
    "cost_per_good_part": "why-cost",
    "promise_kept": "why-promise",
    "lost_share": "why-lost",
    "orders_on_time": "why-dated",
    "order_lead_time_mean_s": "why-completed",
    "tardiness_mean_s": "why-dated",
    "tardiness_p90_s": "why-dated-once",
    "order_backlog_mean": "why-orders",
    "late_cost": "why-late-cost",
    "energy_kwh": "why-energy",
    "kwh_per_good_part": "why-energy-part",
    "energy_non_value_share": "why-energy-drawn",
    "energy_base_kwh": "why-base",
    "compressed_air_kwh": "why-air",
    "base_load_share": "why-base-share",
    "peak_kw": "why-peak",
    "contract_used": "why-contract",
    "load_factor": "why-load-factor",
    "energy_cost": "why-energy-price",
    "co2_t": "why-co2",
    "exposure_h": "why-hazard",
    "expected_injuries_per_year": "why-hazard",
    "expected_frequency_rate": "why-frequency",
    "expected_severity_rate": "why-severity",
    "expected_combined_index": "why-severity",
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
    "why-uncarried": ("no vehicle carried a part", "차량으로 운반한 부품이 없음"),
    "why-fleet": ("no fleet of vehicles on this line", "라인에 운반차량이 없음"),
    "why-undriven": ("no vehicle drove", "주행한 운반차량이 없음"),
    "why-stay": (
        "no buffer has a longest stay, or no part left the line",
        "보관 기한이 있는 버퍼 또는 라인을 나간 부품이 없음",
    ),
    # cost and delivery
    "why-labour": ("no crew works on this line, or no good part", "작업조 또는 양품이 없음"),
    "why-duty": ("no crew has time on duty", "근무시간이 있는 작업조가 없음"),
    "why-cost": (
        "no price or wage in the line file, or no good part",
        "라인 파일의 단가·임금 또는 양품이 없음",
    ),
    "why-promise": (
        "no promised lead time was given (--promise), or no part reached the sink",
        "약속 납기(--promise) 또는 완성된 부품이 없음",
    ),
    "why-lost": ("no part arrived", "도착한 부품이 없음"),
    "why-orders": ("the line does not work to order", "수주생산 라인이 아님"),
    "why-completed": ("no order was completed", "완료된 수주가 없음"),
    "why-dated": ("no order with a due time was completed", "납기가 있는 수주 중 완료된 것이 없음"),
    "why-dated-once": (
        "no order has a due time, or a replication completed none",
        "납기가 있는 수주가 없거나, 하나도 완료하지 못한 반복이 있음",
    ),
    "why-late-cost": ("no order has a price for a late day", "지체상금이 정해진 수주가 없음"),
    # energy
    "why-energy": ("no station gives a power", "설비 전력이 없음"),
    "why-energy-part": (
        "no station gives a power, or no good part",
        "설비 전력 또는 양품이 없음",
    ),
    "why-energy-drawn": (
        "no station gives a power, or none was drawn",
        "설비 전력 또는 전력사용량이 없음",
    ),
    "why-base": (
        "no base load, and no conveyor with a power",
        "고정부하와 전력이 지정된 컨베이어가 없음",
    ),
    "why-air": ("no supply of compressed air", "압축공기 공급 설비가 없음"),
    "why-base-share": (
        "no energy of base loads or of compressed air",
        "고정부하와 압축공기의 전력량이 없음",
    ),
    "why-peak": (
        "no station gives a power, or no whole quarter hour was booked",
        "설비 전력 또는 온전한 15분 구간이 없음",
    ),
    "why-contract": (
        "no power is agreed with the supplier, or there is no peak demand",
        "계약전력 또는 최대수요전력이 없음",
    ),
    "why-load-factor": ("there is no peak demand", "최대수요전력이 없음"),
    "why-energy-price": ("no energy price or no power", "전력 단가 또는 설비 전력이 없음"),
    "why-co2": ("no grid factor or no power", "전력 배출계수 또는 설비 전력이 없음"),
    # safety
    "why-hazard": ("no task and no vehicle names a hazard", "위험 요인이 지정된 작업·차량이 없음"),
    "why-frequency": ("the line names no people or no hazard", "인원 또는 위험 요인이 없음"),
    "why-severity": (
        "the line names no people, no hazard or no severity",
        "인원·위험 요인·중대도 중 일부가 없음",
    ),
}
