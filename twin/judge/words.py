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
        "Net benefit of a year in full use: {mean} {interval}",
        "정상 가동 시 연간 순효과: {mean} {interval}",
    ),
    "worth": (
        "{title}: the plant pays {own}; NPV {value}, P(NPV > 0) {worthwhile}; payback "
        "{payback}, P(payback < {years:g} years) {in_time}",
        "{title}: 기업 부담금 {own}, 순현재가치 {value}, P(NPV > 0) {worthwhile}, "
        "회수기간 {payback}, P(회수기간 < {years:g}년) {in_time}",
    ),
    "billed": (
        "Electricity bill over the time booked: {before} before, {after} after",
        "집계 기간 전기요금: 도입 전 {before}, 도입 후 {after}",
    ),
    "injured": (
        "Injuries to be expected in a year: {before} before, {after} after (an expectation, not "
        "accidents avoided)",
        "연간 예상 재해: 도입 전 {before}건, 도입 후 {after}건(기대값이며 줄어든 사고 건수가 아님)",
    ),
    "beyond": (
        "Published averages that this line cannot deliver: {names}",
        "이 라인에서는 물리적으로 나올 수 없는 공식 평균 효과: {names}",
    ),
    "within": (
        "No published average is out of this line's reach",
        "공식 평균 효과 중 이 라인에서 나올 수 없는 것은 없음",
    ),
    "not told": ("Not told: {title}. {reason}", "산출하지 않음: {title}. {reason}"),
    "why not": ("Not told: {reason}", "산출하지 않음: {reason}"),
    "written": ("Written to {folder}: {files}", "{folder}에 저장: {files}"),
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
    "digest other": (
        "The books differ: digest {told} in the file, {found} now ({side}).",
        "원장이 다름({side}): 파일 다이제스트 {told}, 재실행 {found}.",
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
