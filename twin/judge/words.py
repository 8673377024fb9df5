"""What a judgement says beside its chapters, in English and in Korean."""

from __future__ import annotations

from twin.wording import Language, phrase

TEXTS: dict[str, tuple[str, str]] = {
    "summary": ("The judgement in short", "종합 판단"),
    "investment": ("Does it pay?", "투자 경제성"),
    "bill": ("Electricity bill", "전기요금"),
    "safety": ("Injuries to be expected", "예상 재해"),
    "package": (
        "What each retrofit brings, and where the doubt comes from",
        "개선안별 기여도와 불확실성",
    ),
    "level": ("Level assessment and reality check", "수준 평가와 공식 효과 대조"),
    "form": ("KPI form of the programme", "핵심성과지표(KPI) 양식"),
    "benefit": (
        "Net benefit of a year in full use: {mean} {interval}; most of it: {largest}",
        "정상 가동 시 연간 순효과: {mean} {interval}, 큰 항목: {largest}",
    ),
    "worth": (
        "Does it pay, {title}? {verdict}: net present value (NPV) {value} {interval}; the plant "
        "pays {own}; payback {payback}",
        "투자 타당성, {title}: {verdict}. 순현재가치(NPV) {value} {interval}, 기업 부담금 {own}, "
        "회수기간 {payback}",
    ),
    "pays": ("Yes, on average", "평균적으로 이익"),
    "loses": ("No", "손해"),
    "open": ("Not told yet, as the interval holds 0", "아직 판단 불가(구간에 0이 들어 있음)"),
    "sure": (
        "How sure, {title}: of the replications NPV is above 0 in {worthwhile}; payback within "
        "{years:g} years in {in_time}",
        "확실한 정도, {title}: 순현재가치가 0보다 큰 경우 {worthwhile}, "
        "{years:g}년 안에 회수한 경우 {in_time}",
    ),
    "not counted hours": (
        "Not in the money: {number} h of labour released a year, as nobody says that they are no "
        "longer paid (--realise). In full they would change the benefit by {money} a year",
        "금액에 넣지 않은 것: 연간 절감 공수 {number}시간. 인건비가 실제로 줄어드는 비율"
        "(--realise)이 지정되지 않았으며, 전부 실현되면 순효과가 연 {money} 달라짐",
    ),
    "not counted more": (
        "Not in the money: {number} more good parts a year, as nobody says that they can be sold "
        "(--demand). All sold they would change the benefit by {money} a year",
        "금액에 넣지 않은 것: 연간 추가 양품 {number}개. 팔 수 있는 수량(--demand)이 지정되지 "
        "않았으며, 모두 팔리면 순효과가 연 {money} 달라짐",
    ),
    "guesses": (
        "Guesses behind the money (grade D, recalled or chosen), to be replaced by figures of the "
        "plant or an offer: {names}",
        "금액의 근거 중 추정값(등급 D, 기억 또는 임의 선택). 실측값이나 견적으로 바꿀 것: {names}",
    ),
    "guessed effects": (
        "Guesses among the effects (grade D): {names}",
        "효과 중 추정값(등급 D): {names}",
    ),
    "doubt": (
        "Most of the doubt in the figure '{figure}' comes from {name} ({share} % of the "
        "variance): find that out first",
        "'{figure}' 지표의 불확실성이 가장 크게 나오는 곳: {name}(분산의 {share} %). "
        "이것부터 확인할 것",
    ),
    "needed": ("{heading}: {what}", "{heading}: {what}"),
    "billed": (
        "Electricity bill over the time booked, value added tax included: {before} before, "
        "{after} after, difference {change} {interval}",
        "집계 기간 전기요금(부가가치세 포함): 도입 전 {before}, 도입 후 {after}, "
        "차이 {change} {interval}",
    ),
    "injured": (
        "Injuries to be expected in a year: {before} before, {after} after (an expectation, not "
        "accidents avoided)",
        "연간 예상 재해: 도입 전 {before}건, 도입 후 {after}건(기대값이며 줄어든 사고 건수가 아님)",
    ),
    "beyond": (
        "Published averages that this line cannot reach with these retrofits, whoever promises "
        "them: {names}",
        "공표된 평균 효과 중 이 라인과 이 개선안으로는 누가 약속해도 나올 수 없는 것: {names}",
    ),
    "within": (
        "No published average is out of this line's reach",
        "공표된 평균 효과 중 이 라인에서 나올 수 없는 것은 없음",
    ),
    "not told": ("Not told: {title}. {reason}", "산출하지 못함: {title}. {reason}"),
    "why not": ("Not told: {reason}", "산출하지 못함: {reason}"),
    "written": ("Written to {folder}: {files}", "{folder}에 저장: {files}"),
    "written new": (
        "Written to the new folder {folder}: {files}",
        "새 폴더 {folder}에 저장: {files}",
    ),
    "no workbook": (
        "the KPI form as a workbook needs openpyxl (the extra 'xlsx'); its CSV is written",
        "KPI 양식의 엑셀 파일에는 openpyxl(추가 설치 'xlsx')이 필요하여 CSV만 저장함",
    ),
    "defaults": (
        "Taken by the chapters because nobody said it",
        "아무도 정하지 않아 각 장에서 적용한 값",
    ),
    "chapter": ("chapter", "장"),
    "taken": ("taken", "적용한 값"),
    "grade": ("grade", "등급"),
    "grades": (
        "Grades: A official source, B two sources agree, C one source or derived, D recalled or "
        "chosen by the program.",
        "등급: A 공식 자료, B 두 자료 일치, C 단일 자료 또는 유도, D 기억 또는 프로그램이 정한 값.",
    ),
    "again": (
        "Run again: every one of {count} figures is the same, and both digests are.",
        "재실행 결과: 수치 {count}개가 모두 같고 다이제스트도 같음.",
    ),
    "other": (
        "Run again: {differing} of {count} figures differ from the file.",
        "재실행 결과: 수치 {count}개 중 {differing}개가 파일과 다름.",
    ),
    "difference": (
        "- {path}: {told} in the file, {found} now",
        "- {path}: 파일 {told}, 재실행 {found}",
    ),
    "more": ("- and {count} more", "- 그 밖에 {count}개"),
    "made otherwise": (
        "The file was made with {told}; this is {found}.",
        "파일을 만든 환경은 {told}, 현재는 {found}.",
    ),
    "nothing": ("nothing", "없음"),
}


def told(key: str, language: Language, **values: object) -> str:
    """Return the text of this name in this language, with its values put in."""
    return phrase(TEXTS, key, language, **values)
