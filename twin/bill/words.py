"""What the bill says, in English and in Korean."""

from __future__ import annotations

from twin.bill.energy_words import ENERGY_WORDS
from twin.bill.normal_words import NORMAL_WORDS
from twin.units import korean_unit
from twin.wording import Language, phrase

WORDS: dict[str, tuple[str, str]] = {
    "tariff": (
        "Tariff: {title}, {name}; contract {kw} kW",
        "요금제: {title}, {name}, 계약전력 {kw} kW",
    ),
    "tariff from": ("From {day} on: {title}", "{day}부터: {title}"),
    "bill": ("Bill over the time booked [{currency}]", "집계 기간 전기요금 [{currency}]"),
    "energy light": ("energy, light load", "전력량요금(경부하)"),
    "energy mid": ("energy, middle load", "전력량요금(중간부하)"),
    "energy peak": ("energy, peak load", "전력량요금(최대부하)"),
    "energy all": ("energy", "전력량요금"),
    "demand": ("demand", "기본요금"),
    "power factor": ("power factor", "역률 요금"),
    "over contract": ("surcharge above the contract", "초과사용부가금"),
    "climate": ("climate and environment", "기후환경요금"),
    "fuel": ("fuel cost adjustment", "연료비조정요금"),
    "power-fund": ("power industry fund", "전력산업기반기금"),
    "vat": ("value added tax", "부가가치세"),
    "total": ("total", "합계"),
    "cost": ("of it cost, value added tax aside", "부가가치세 제외 원가"),
    "figures": ("Figures", "주요 수치"),
    "kwh": ("electricity [kWh]", "전력사용량 [kWh]"),
    "per_kwh": ("cost per kWh [{currency}]", "kWh당 원가 [{currency}]"),
    "per_good_part": ("cost per good part [{currency}]", "양품 1개당 전력비 [{currency}]"),
    "kwh_per_good_part": ("energy per good part [kWh]", "에너지 원단위 [kWh/개]"),
    "peak": ("highest demand that counts [kW]", "최대수요전력(요금 적용) [kW]"),
    "not_valued": ("energy outside machines at work [%]", "비부가가치 전력 비율 [%]"),
    "months": ("By month, means", "월별(평균)"),
    "month": ("month", "월"),
    "month kwh": ("kWh", "kWh"),
    "month peak": ("peak kW", "최대 kW"),
    "month billed": ("billed kW", "요금적용 kW"),
    "month energy": ("energy", "전력량요금"),
    "month demand": ("demand", "기본요금"),
    "month charges": ("surcharges", "부가요금"),
    "month taxes": ("taxes", "세금·기금"),
    "month total": ("total", "합계"),
    "part of month": ("{month} ({share} % of it)", "{month} ({share} %)"),
    "uses": ("Energy by use [kWh]", "용도별 전력량 [kWh]"),
    "vehicles": ("vehicles", "운반 차량"),
    "compressed air": ("compressed air", "압축공기"),
    "top": (
        "Highest demand {side}in replication 0: {kw} kW in the quarter hour from {when}; "
        "drawn by {drawn}",
        "반복 0의 {side}최대수요전력: {when}부터 15분간 {kw} kW, 내역 {drawn}",
    ),
    "over": (
        "Above the contract of {contract} kW: the supplier adds a surcharge that is not reckoned "
        "here.",
        "계약전력 {contract} kW 초과: 초과사용부가금은 계산에 넣지 않았습니다.",
    ),
    "over billed": (
        "Above the contract of {contract} kW: the surcharge of the pack is in the bill.",
        "계약전력 {contract} kW 초과: 초과사용부가금을 요금에 반영했습니다.",
    ),
    "no surcharge": (
        "surcharge above the contract: not stated by {packs}, so it is not in the bill",
        "초과사용부가금: {packs}에 값이 없어 요금에 반영하지 않음",
    ),
    "rests": ("What this rests on", "계산 근거"),
    "no factor": (
        "power factor: not given, so it neither adds nor takes off anything",
        "역률: 파일에 없어 요금에 반영하지 않음",
    ),
    "no peaks": (
        "months before {month}: no demands given (energy: peaks), so none is remembered",
        "{month} 이전 월: 최대수요전력(energy: peaks)이 없어 반영하지 않음",
    ),
    "fact": (
        "grade {grade}, {year}: {source} (numbers: {count})",
        "등급 {grade}, {year}년: {source} (수치 {count}개)",
    ),
    "fact undated": (
        "grade {grade}: {source} (numbers: {count})",
        "등급 {grade}: {source} (수치 {count}개)",
    ),
    **ENERGY_WORDS,
    **NORMAL_WORDS,
}


def told(key: str, language: Language, **values: object) -> str:
    """Return a text of the bill in a language; what has none is a name of the line or the pack."""
    if key not in WORDS:
        return key
    if "currency" in values:
        values["currency"] = korean_unit(str(values["currency"]), language)
    return phrase(WORDS, key, language, **values)
