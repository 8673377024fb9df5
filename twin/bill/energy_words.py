"""What the tables about energy beside the bill say, in English and in Korean: see `words`."""

ENERGY_WORDS: dict[str, tuple[str, str]] = {
    "shares": ("Where the energy goes", "에너지 사용 내역"),
    "by_utility_kwh": ("By utility [kWh]", "유틸리티별 [kWh]"),
    "by_state_kwh": ("By state of the machines [kWh]", "설비 상태별 [kWh]"),
    "by_state_cost": (
        "The same in money, at the mean cost of a kWh [{currency}]",
        "상태별 전력비(평균 kWh 원가 적용) [{currency}]",
    ),
    "outside_work": ("Outside machines at work", "비부가가치 전력"),
    "not_valued_kwh": ("energy [kWh]", "전력량 [kWh]"),
    "not_valued_cost": ("its cost [{currency}]", "전력비 [{currency}]"),
    "by_product_kwh": ("By product [kWh]", "제품별 [kWh]"),
    "kwh_per_good_part_of": ("For a good part [kWh]", "제품별 에너지 원단위 [kWh/양품]"),
    "cost_per_good_part_of": (
        "For a good part in money [{currency}]",
        "제품별 양품 1개당 전력비 [{currency}]",
    ),
    "gas": ("Gas, which the bill above does not have in it", "가스(위 전기요금과 별도)"),
    "gas_nm3": ("gas [Nm3]", "가스 사용량 [Nm3]"),
    "gas_not_valued_nm3": ("of it outside machines at work [Nm3]", "비부가가치 가스 [Nm3]"),
    "gas_cost": ("cost of gas [{currency}]", "가스비 [{currency}]"),
    "gas_not_valued_cost": (
        "of it outside machines at work [{currency}]",
        "비부가가치 가스비 [{currency}]",
    ),
    "gas_by_station_nm3": ("Gas by station [Nm3]", "공정별 가스 [Nm3]"),
    "gas_by_state_nm3": ("Gas by state of the machines [Nm3]", "설비 상태별 가스 [Nm3]"),
    "gas_by_product_nm3": ("Gas by product [Nm3]", "제품별 가스 [Nm3]"),
    "machines": ("machines", "설비"),
    "base loads": ("base loads", "고정부하"),
    "(leaks)": ("leaks of compressed air", "압축공기 누설"),
    "shares note": (
        "By product: what a machine draws goes to its products by their share of its busy time "
        "(finished cycles x mean cycle), also while it waits; energy per part to the part itself; "
        "vehicles, base loads and leaks by the busy time of all machines. A product that only "
        "becomes part of another has no good parts of its own.",
        "제품별 배분: 설비 전력은 대기 중 전력까지 그 설비의 제품별 가공시간(완료 사이클 × 평균 "
        "사이클) 비율로, 개당 에너지는 해당 제품에, 차량·고정부하·누설은 전체 설비의 가공시간 "
        "비율로 배분. "
        "다른 제품에 들어가기만 하는 부품은 자체 양품이 없음.",
    ),
    "by_station_and_state": (
        "By station and state, with its air, means{side} [kWh]",
        "공정별·상태별 전력량(압축공기 포함, 평균{side}) [kWh]",
    ),
    "station": ("station", "공정"),
    "states busy": ("busy", "가공"),
    "states setup": ("set-up", "준비"),
    "states waiting": ("waiting", "대기"),
    "states standing": ("down, repair", "고장·보전"),
    "states asleep": ("standby, off", "절전·정지"),
    "duration": (
        "Load duration: power reached or exceeded [kW]",
        "부하지속곡선: 해당 시간 비율 이상 사용한 전력 [kW]",
    ),
    "duration time": ("share of the time", "시간 비율"),
    "duration share": ("{share} %", "{share} %"),
    "duration note": (
        "Quarter hours of the clock by their mean power, the highest first: 0 % is the peak, 100 % "
        "the least the plant draws.",
        "15분 평균 전력을 큰 값부터 나열: 0 %는 최대 전력, 100 %는 최소 전력.",
    ),
}
