"""What is said of energy at equal output, in English and in Korean: see `words`."""

NORMAL_WORDS: dict[str, tuple[str, str]] = {
    "normal": (
        "At equal output and mix (as IPMVP option C and ISO 50006 have it)",
        "생산량·제품구성 보정 비교(IPMVP 옵션 C, ISO 50006 방식)",
    ),
    "normal value": ("value", "값"),
    "normal range": ("interval of 95 %, or limit", "구간(95 %) 또는 기준"),
    "normal line 1": ("Baseline from the days before [kWh]", "도입 전 일별 기준선 [kWh]"),
    "normal line 7": ("Baseline from the weeks before [kWh]", "도입 전 주별 기준선 [kWh]"),
    "constant 1": ("a day, whatever is made", "하루(생산과 무관)"),
    "constant 7": ("a week, whatever is made", "한 주(생산과 무관)"),
    "(an hour)": ("an hour of working time, mean over the machines", "근무시간 1시간(설비 평균)"),
    "(a part)": ("a good part, whichever", "양품 1개(제품 구분 없음)"),
    "normal fit": ("How well it fits", "적합도"),
    "normal points 1": ("days", "일수"),
    "normal points 7": ("weeks", "주수"),
    "normal r2": ("R²", "R²"),
    "normal cv": ("CV(RMSE) [%]", "CV(RMSE) [%]"),
    "normal memory": ("correlation with the next residual", "잔차의 다음 값과의 상관"),
    "normal bias": ("net bias [%]", "순편의 [%]"),
    "normal result": ("Over the time booked [kWh]", "집계 기간 [kWh]"),
    "normal before": ("energy before", "도입 전 전력량"),
    "normal adjusted": (
        "baseline at the output after",
        "도입 후 생산량에서의 기준선",
    ),
    "normal after": ("energy after", "도입 후 전력량"),
    "normal avoided": ("energy avoided", "회피 전력량"),
    "normal share": ("energy avoided [%]", "회피율 [%]"),
    "normal money": (
        "energy avoided, at the mean cost of a kWh after [{currency}]",
        "회피 전력비(도입 후 평균 kWh 원가) [{currency}]",
    ),
    "normal few": (
        "Not told: too few whole days before ({days}; it takes {needed}); run longer with "
        "--length, or more --replications.",
        "계산하지 않음: 도입 전 온전한 날이 부족함({days}, 필요 {needed}). "
        "--length를 늘리거나 --replications를 늘릴 것.",
    ),
    "normal constant": (
        "Not told: all {days} days before make the same, so nothing says what a part draws.",
        "계산하지 않음: 도입 전 {days}일의 생산량이 모두 같아 제품당 전력을 알 수 없음.",
    ),
    "normal fits": (
        "The fit meets the usual tests: R² of at least 0.75, CV(RMSE) of at most 25 %.",
        "적합도가 통상 기준(R² 0.75 이상, CV(RMSE) 25 % 이하)을 만족함.",
    ),
    "normal unfit": (
        "The fit does NOT meet the usual tests (R² of at least 0.75, CV(RMSE) of at most 25 %): "
        "do not quote the energy avoided.",
        "적합도가 통상 기준(R² 0.75 이상, CV(RMSE) 25 % 이하)을 만족하지 않음: "
        "회피 전력량을 인용하지 말 것.",
    ),
    "normal inside": (
        "The mean output after lies within what the single days, or weeks, before made.",
        "도입 후 평균 생산량은 도입 전 일별(주별) 범위 안에 있음.",
    ),
    "normal outside": (
        "Extrapolation: no day, or week, before made as much, or as little, as the mean one after "
        "of {names}.",
        "외삽: 도입 후 평균 생산량이 도입 전 일별(주별) 범위를 벗어남({names}).",
    ),
    "normal unknown": (
        "Never made before, so that the baseline counts nothing for it: {names}.",
        "도입 전에 만들지 않아 기준선에 포함되지 않음: {names}.",
    ),
    "normal merged": (
        "Products are taken together: their output moves together, or the days are few.",
        "제품별 생산량이 함께 변하거나 일수가 적어 제품을 합쳐서 계산함.",
    ),
    "normal negative": (
        "A product has a coefficient below 0: more of it stands for less of a thirstier one.",
        "계수가 음수인 제품이 있음: 그 제품이 늘면 전력을 더 쓰는 제품이 줄기 때문임.",
    ),
    "normal cut": (
        "Only the first {days} days of each replication are in the baseline.",
        "기준선에는 반복마다 처음 {days}일만 사용함.",
    ),
    "normal levels": (
        "Numbers of the line are in doubt: each replication is a plant of its own, with its own "
        "constant, of which the table tells the mean.",
        "라인 입력값이 불확실하여 반복마다 다른 공장으로 보고 상수를 따로 구함(표는 그 평균).",
    ),
    "normal drawn": (
        "The interval of the energy avoided is that of the replications: what was drawn spreads "
        "it further than the baseline does.",
        "회피 전력량의 구간은 반복 간 차이에서 구함: 뽑은 값의 산포가 기준선의 오차보다 큼.",
    ),
    "normal note": (
        "Good parts and energy of whole days of {replications} replications. The interval is wider "
        "where days, or weeks, resemble the one before. Electricity alone.",
        "반복 {replications}회의 하루 단위 양품 수와 전력량. 직전과 닮은 날(주)이 많으면 구간이 "
        "넓어짐. 전력만 포함.",
    ),
}
