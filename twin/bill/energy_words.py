"""What the tables about energy beside the bill say, in English and in Korean: see `words`."""

ENERGY_WORDS: dict[str, tuple[str, str]] = {
    "duration": ("Load duration: power reached or exceeded [kW]", "부하지속곡선: 그 시간 비율 동안 넘는 전력 [kW]"),
    "duration time": ("share of the time", "시간 비율"),
    "duration share": ("{share} %", "{share} %"),
    "duration note": (
        "Quarter hours of the clock by their mean power, the highest first: 0 % is the peak, 100 % "
        "the least the plant draws.",
        "15분 평균 전력을 큰 값부터 나열: 0 %는 최대 전력, 100 %는 최소 전력.",
    ),
}
