"""What stands about load duration and gas on the page, in English and in Korean: see `wording`."""

ENERGY_TEXTS: dict[str, tuple[str, str]] = {
    "h-duration": ("Load duration", "부하지속곡선"),
    "duration-axis": ("share of the time", "시간 비율"),
    "duration-share": ("{share} % of the time", "시간의 {share} %"),
    "duration-note": (
        "All quarter hours by their mean power, the highest first, mean over the replications. "
        "Read: for that share of the time the plant draws this power or more. A steep left end "
        "is a peak of few hours that could be moved; the right end is what is drawn whatever is "
        "made.",
        "모든 15분 평균 전력을 큰 값부터 나열한 곡선(전체 반복의 평균). 가로축 비율의 시간 동안 "
        "세로축 전력 이상을 사용함. 왼쪽 끝이 가파르면 짧은 시간의 최대부하로 옮길 수 있고, "
        "오른쪽 끝은 생산과 무관한 고정부하임.",
    ),
    "cost-gas": ("gas", "가스비"),
    "default-gas-carbon": (
        "CO2 of gas: {gas} ({gas_year}, grade {gas_grade}), from a data pack.",
        "가스 배출계수: {gas} ({gas_year}년, 등급 {gas_grade}), 데이터 팩 값.",
    ),
    "factor-named": (
        "{what}: {name} of a data pack, {value} ({year}, grade {grade}): {source}.",
        "{what}: 데이터 팩의 {name}, {value} ({year}년, 등급 {grade}): {source}.",
    ),
    "factor-grid": ("CO2 of electricity", "전력 배출계수"),
    "factor-gas": ("CO2 of gas", "가스 배출계수"),
}
