"""What a KPI form says, in English and in Korean; names of indicators stand in its data pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twin.wording import Language

WORDS: dict[str, tuple[str, str]] = {
    "sheet": ("KPI form", "핵심성과지표"),
    "number": ("No.", "순번"),
    "field": ("Field", "구분"),
    "indicator": ("Indicator", "성과지표"),
    "key": ("Key indicator", "핵심지표여부"),
    "direction": ("Direction", "지표특성"),
    "unit": ("Unit", "단위"),
    "before": ("Before", "구축전"),
    "target": ("Target", "목표"),
    "weight": ("Weight", "가중치"),
    "notes": ("Notes", "비고"),
    "yes": ("yes", "예"),
    "no": ("no", "아니오"),
    "increase": ("increase", "증가"),
    "decrease": ("decrease", "감소"),
    "achieved": (
        "achieved {change} % {interval} (95 % interval, {n} replications), {verdict}",
        "개선율 {change} % {interval} (95 % 신뢰구간, 반복 {n}회), {verdict}",
    ),
    "achieved once": (
        "achieved {change} %; one replication gives no interval",
        "개선율 {change} %. 반복 1회라 신뢰구간 없음",
    ),
    "achieved nothing": (
        "no change in per cent, since it is 0 before",
        "구축전 값이 0이라 증감률을 구할 수 없음",
    ),
    "differs": ("definition: {differs}", "정의 차이: {differs}"),
    "empty unknown": ("left empty: {reason}", "비워 둠: {reason}"),
    "empty": (
        "left empty: the line gives no '{figure}' on both sides",
        "비워 둠: 이 라인에서 '{figure}' 값이 나오지 않음",
    ),
    "target is": (
        "Target: what the simulated line reaches with its retrofits, mean over the replications.",
        "목표: 개선안을 적용한 라인의 시뮬레이션 결과(반복 평균)입니다.",
    ),
    "rule": (
        "Achieved: to increase {increase}, to decrease {decrease}; grade {grade}: {source}.",
        "개선율: 증가 지표 {increase}, 감소 지표 {decrease}. 등급 {grade}: {source}.",
    ),
    "indicators": (
        "Indicators: grade {grade}, {year}: {source}.",
        "지표 목록: 등급 {grade}, {year}년: {source}.",
    ),
    "no weights": (
        "No weights were given (--weight NAME=30), so the column is empty.",
        "가중치가 주어지지 않아(--weight 이름=30) 빈칸입니다.",
    ),
    "others": (
        "The line can also fill (--kpi): {names}.",
        "이 라인으로 더 채울 수 있는 지표(--kpi): {names}.",
    ),
    "unmeasured": (
        "This line gives no figure for: {names}.",
        "이 라인에서 값이 나오지 않는 지표: {names}.",
    ),
    "unknown": (
        "No simulation can know, so never filled: {names}.",
        "시뮬레이션으로 알 수 없어 채우지 않는 지표: {names}.",
    ),
    "written": ("KPI form: {path}", "핵심성과지표 표: {path}"),
    # the sheet of where every figure comes from
    "trace figure": ("Figure", "항목"),
    "trace value": ("Value", "값"),
    "trace low": ("Low (95 %)", "하한(95 %)"),
    "trace high": ("High (95 %)", "상한(95 %)"),
    "trace kpi": ("Measured by", "측정 지표"),
    "trace conversion": ("Conversion", "환산"),
    "trace formula": ("Formula", "산식"),
    "trace official": ("Formula of the form", "서식 산식"),
    "trace source": ("Source", "출처"),
    "trace grade": ("Grade", "등급"),
    "trace line": ("Line", "라인"),
    "trace retrofits": ("Retrofits", "개선안"),
    "trace seed": ("Seed", "시드"),
    "trace replications": ("Replications", "반복"),
    "trace warmup": ("Warm-up [s]", "워밍업 [s]"),
    "trace length": ("Length [s]", "집계 기간 [s]"),
    "trace engine": ("Engine", "엔진"),
    "trace digest": ("Digest", "다이제스트"),
    "change": ("Achieved [%]", "개선율 [%]"),
    "as it is": ("as it is", "그대로"),
    "stated": ("stated by the user (--weight)", "사용자 입력(--weight)"),
}


def told(key: str, language: Language, **values: object) -> str:
    """Return a text of the form in a language."""
    english, korean = WORDS[key]
    return (korean if language == "ko" else english).format(**values)
