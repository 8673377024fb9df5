"""What an assessment says on the terminal, in English and in Korean, with the same figures."""

from __future__ import annotations

from twin.wording import Language, phrase

TEXTS: dict[str, tuple[str, str]] = {
    "answers of": ("{title}; answers of '{name}'", "{title}; 응답 '{name}'"),
    "answers of a day": (
        "{title}; answers of '{name}', {date}",
        "{title}; 응답 '{name}', {date}",
    ),
    "no answers": (
        "{title}; nobody has answered yet (twin assess --new FILE writes the questions)",
        "{title}; 아직 응답 없음(질문지 만들기: twin assess --new FILE)",
    ),
    "evidence pack": (
        "Evidence for a level confirmation; an assessment by people, not a certificate",
        "수준확인 근거 자료(사람이 판정하며, 확인서가 아님)",
    ),
    "people": (
        "This is an evidence pack. People give levels, and certification stays with people: "
        "nothing here awards one.",
        "이 자료는 근거 모음입니다. 수준 판정과 확인서 발급은 사람이 하며, 여기서 수준을 "
        "부여하지 않습니다.",
    ),
    "score": (
        "Score {score} of {points} · level {level} · {band}",
        "점수 {score} / {points} · 수준 {level} · {band}",
    ),
    "to": ("{low} to {high}", "{low} ~ {high}"),
    "band": ("Level {band}", "Level {band}"),
    "certificate": ("certificates begin at Level {level}", "확인서는 Level {level}부터"),
    "unknown items": (
        "{count} of {all} items are unknown, so that the result is a reach: its least counts "
        "them as level 0, its most as level {top}{names}.",
        "{all}개 항목 중 {count}개를 모르므로 결과는 구간입니다. 모르는 항목을 하한은 수준 0, "
        "상한은 최고 수준({top})으로 계산합니다{names}.",
    ),
    "none known": (
        "No item is answered yet, so that there is no score.",
        "아직 응답한 항목이 없어 점수를 매기지 않았습니다.",
    ),
    "all known": ("All {all} items are answered.", "{all}개 항목 모두 응답했습니다."),
    "ladders": (
        "This is the level of the company. How far a system is built ({rungs}) is another ladder "
        "and does not follow from it.",
        "이것은 기업의 제조혁신역량 수준입니다. 구축시스템의 스마트화 수준({rungs})은 별개이며 "
        "이 점수에서 나오지 않습니다.",
    ),
    "area": ("area", "영역"),
    "points": ("points", "배점"),
    "scored": ("score", "점수"),
    "level": ("level", "수준"),
    "whole": ("All areas", "전체"),
    "shown": (
        "Items that the line file speaks of, before any retrofit",
        "라인 파일이 말해 주는 항목(개선 전)",
    ),
    "records": (
        "What counts are the records that its figures were taken from: show those.",
        "수치의 출처인 현장 기록이 근거이므로 그것을 제시하십시오.",
    ),
    "item": (
        "{number} {title} ({points} points), answered: {answer}",
        "{number} {title}({points}점), 응답: {answer}",
    ),
    "item alone": ("{number} {title} ({points} points)", "{number} {title}({points}점)"),
    "unknown": ("unknown", "모름"),
    "nothing shown": (
        "A model could speak of these, but this line says nothing: {items}",
        "모델로 말할 수 있으나 이 라인에는 내용이 없는 항목: {items}",
    ),
    "note": ("note: {text}", "메모: {text}"),
    "evidence": ("evidence given: {text}", "제시한 근거: {text}"),
    "moves": (
        "What the retrofits would support, if people find it in use",
        "개선안이 뒷받침할 수 있는 항목(실제 사용이 확인될 때)",
    ),
    "move": (
        "{item}; {retrofits} would support it up to level {level}",
        "{item}; {retrofits}: 최대 수준 {level}까지 뒷받침",
    ),
    "no more": ("nothing above what was answered", "응답한 수준을 넘지 않음"),
    "by its field": ("by its field alone", "분야에 따라"),
    "no moves": (
        "The retrofits change nothing that an item asks for.",
        "개선안이 바꾸는 항목이 없습니다.",
    ),
    "lifted": (
        "If people confirmed every one in full: score {score}, level {level}, {band}; a ceiling, "
        "no forecast.",
        "모두 그대로 확인될 경우: 점수 {score}, 수준 {level}, {band}. 상한이며 예측이 아닙니다.",
    ),
    "results": ("Results, simulated before and after", "성과: 시뮬레이션 전후 비교"),
    "trend only": (
        "Evidence of a trend only: it is no record of years, and says nothing of competitors.",
        "추세 근거일 뿐, 수년간의 실적이 아니며 경쟁사와 비교하지 않습니다.",
    ),
    "without results": (
        "Results ({items}) need a retrofit: with --retrofit the line is run before and after.",
        "성과 항목({items})에는 개선안이 필요합니다. --retrofit 을 주면 전후를 실행합니다.",
    ),
    "better": ("better: {names}", "개선: {names}"),
    "worse": ("worse: {names}", "악화: {names}"),
    "unchanged": ("unchanged: {names}", "변화 없음: {names}"),
    "unresolved": ("not resolved: {names}", "판정 불가: {names}"),
    "unsaid": ("the line says none of these figures", "이 라인에서 산출되는 지표 없음"),
    "unknowable": (
        "Items that a model of the line cannot know: {count}",
        "라인 모델이 알 수 없는 항목: {count}",
    ),
    "reality": (
        "Reality check: simulated changes beside published averages",
        "타당성 점검: 시뮬레이션 변화와 공표 평균의 비교",
    ),
    "figure": ("figure", "지표"),
    "simulated": ("simulated change [95 %]", "시뮬레이션 변화 [95 %]"),
    "published": ("published [grade]", "공표 평균 [등급]"),
    "standing": ("beside it", "비교"),
    "weaker": ("weaker", "평균에 못 미침"),
    "within": ("in line", "평균 범위 안"),
    "overlaps": ("not told apart", "구분되지 않음"),
    "stronger": ("stronger", "평균을 웃돎"),
    "no band": ("no average", "평균 없음"),
    "not said": ("not said by the line", "라인에서 산출 불가"),
    "out of reach": (
        "{figure}: with these retrofits the line cannot deliver the average. "
        "At best {best}: {reason}",
        "{figure}: 이 개선안으로는 평균을 달성할 수 없음. 최선이라도 {best}: {reason}",
    ),
    "machines": (
        "with {stations} never waiting, no more than {value} {unit} would leave",
        "{stations} 공정이 쉬지 않고 가동해도 {value} {unit}까지만 나옴",
    ),
    "demand": (
        "no more than {value} {unit} come in or are ordered",
        "투입 또는 주문이 {value} {unit}에 그침",
    ),
    "share": ("no share is above 100 %", "비율은 100 %를 넘을 수 없음"),
    "material": (
        "material alone costs {value} {unit}",
        "재료비만 해도 {value} {unit}",
    ),
    "causes": (
        "no retrofit changes what causes defects",
        "불량 원인을 바꾸는 개선안이 없음",
    ),
    "differs": ("Where the definitions differ", "정의의 차이"),
    "sources": ("Where the averages come from", "평균의 출처"),
    "beside": ("Told beside the averages", "평균 외 참고 수치"),
    "doubts": ("What speaks against these averages", "평균과 어긋나는 근거"),
    "starter": (
        "New answers: {path}; put a level behind each item, then: "
        "twin assess LINE --answers {path}",
        "새 질문지: {path}. 항목별 수준을 적은 뒤 실행: twin assess LINE --answers {path}",
    ),
}


def tell(key: str, language: Language, **values: object) -> str:
    """Return the text of this name in this language, with its values put in."""
    return phrase(TEXTS, key, language, **values)
