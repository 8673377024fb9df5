"""What is said of expected injuries, in English and in Korean."""

from __future__ import annotations

from twin.wording import Language

WORDS: dict[str, tuple[str, str]] = {
    "rates": ("Expected in a year, with 95 % interval", "연간 예상값과 95 % 구간"),
    "injuries": ("injuries", "재해건수"),
    "days": ("lost days", "근로손실일수"),
    "accident": ("accident rate [%]", "재해율 [%]"),
    "thousand": ("injuries per 1,000 workers", "천인율"),
    "frequency": ("frequency rate [1/million h]", "도수율 [1/백만시간]"),
    "severity": ("severity rate [days/1,000 h]", "강도율 [일/천시간]"),
    "index": ("combined accident index", "종합재해지수"),
    "lost_time": (
        "LTIR; TRIR is no less [1/200,000 h]",
        "LTIR(TRIR는 이 값 이상) [1/20만시간]",
    ),
    "ratio": (
        "Injuries after / before: {ratio} {interval}. This interval is the luck of the runs; those "
        "in the table are the doubt about the plant.",
        "도입 후/도입 전 재해 비율: {ratio} {interval}. 이 구간은 시뮬레이션 반복의 편차이고, "
        "표의 구간은 공장 재해율 자체의 불확실성입니다.",
    ),
    "hours": ("hours", "노출시간"),
    "hours before": ("hours before", "도입 전 시간"),
    "hours after": ("hours after", "도입 후 시간"),
    "injuries before": ("injuries before", "도입 전 재해"),
    "injuries after": ("injuries after", "도입 후 재해"),
    "dangers": ("Hours in danger and injuries in a year, means", "연간 노출시간과 예상 재해(평균)"),
    "by hazard": ("By hazard", "위험별"),
    "by task": ("By task", "작업별"),
    "by kind": ("Routine apart from the rest", "정형·비정형 작업"),
    "repair": ("repair", "수리"),
    "setup": ("set-up", "준비교체"),
    "maintenance": ("maintenance and cleaning", "보전·청소"),
    "attending": ("work at the machine", "기계 작업"),
    "crossing": ("crossing vehicle ways", "차량 통로 횡단"),
    "routine": ("routine", "정형 작업"),
    "non_routine": (
        "non-routine (repair, set-up, maintenance)",
        "비정형 작업(수리·준비교체·보전)",
    ),
    "added": ("New with the retrofit:", "도입으로 새로 생기는 위험:"),
    "none added": ("The retrofit brings no new hazard.", "도입으로 새로 생기는 위험은 없습니다."),
    "gone": ("No longer there:", "도입으로 없어지는 위험:"),
    "danger": (
        "{hazard} at {station}, {task}: {hours} h and {injuries} injuries a year",
        "{station} {hazard}({task}): 연 {hours}시간, 재해 {injuries}건",
    ),
    "expectation": (
        "These are expectations, hours in danger times rate, not accidents avoided: what will "
        "happen in one plant in one year is chance.",
        "이 수치는 위험 노출시간과 위험률로 구한 기대값이며 실제로 줄어든 사고 건수가 아닙니다. "
        "한 공장에서 한 해에 일어날 사고는 우연에 좌우됩니다.",
    ),
    "too many hours": (
        "Note: people are in danger for {hours} h a year and work for {worked} h; look at the "
        "number of workers and their hours.",
        "참고: 위험 노출시간이 연 {hours}시간으로 총 근로시간 {worked}시간보다 깁니다. 근로자 수와 "
        "근로시간을 확인하십시오.",
    ),
    "no days": (
        "Lost days are not told: a hazard has no severity.",
        "심각도가 없는 위험이 있어 근로손실일수는 계산하지 않았습니다.",
    ),
    "rests": ("What this rests on", "계산 근거"),
    "sector": (
        "accident rate of {sector}: {rate} % of the workers a year, likely {low} to {high} % "
        "({known}); doubt in it is not in the intervals",
        "{sector} 재해율: 연 {rate} %, 범위 {low}~{high} %({known}). 이 값 자체의 불확실성은 "
        "구간에 넣지 않았습니다",
    ),
    "other sector": (
        "for comparison, {sector}: {rate} % ({known})",
        "참고로 {sector} 재해율: {rate} %({known})",
    ),
    "workers file": (
        "workforce: {workers} workers, {hours} h a year in all (line file)",
        "근로자 {workers}명, 연 총 {hours}시간(라인 파일)",
    ),
    "workers given": (
        "workforce: {workers} workers (given), {hours} h a year in all (hours of one: line file)",
        "근로자 {workers}명(직접 입력), 연 총 {hours}시간(1인 시간은 라인 파일)",
    ),
    "strength pack": (
        "weight of the sector: as much as {years} years of own record ({known})",
        "업종 재해율의 비중: 자체 기록 {years}년분({known})",
    ),
    "strength given": (
        "weight of the sector: as much as {years} years of own record (given)",
        "업종 재해율의 비중: 자체 기록 {years}년분(직접 입력)",
    ),
    "record": (
        "own record: {injuries} injuries in {years} years (given); it decides {share} % of the "
        "mean. It has to count what the statistics count",
        "자체 기록: {years}년간 {injuries}건(직접 입력), 평균에 대한 비중 {share} %. 통계와 같은 "
        "기준으로 센 건수여야 합니다",
    ),
    "no record": (
        "own record: not given, so the plant is taken as one of its sector",
        "자체 기록: 없음. 업종 평균과 같은 공장으로 보았습니다",
    ),
    "factor": (
        "rates of hazards, and days of an injury: the line's file and its retrofits. All rates are "
        "multiplied by {factor}, before and after alike, so that the line before has {injuries} "
        "injuries a year; every injury of the workforce is put on the hazards that the file names "
        "(grade D: a model)",
        "위험별 위험률과 1건당 손실일수: 라인 파일과 개선 파일. 도입 전 라인이 연 {injuries}건이 "
        "되도록 모든 위험률에 같은 보정계수를 곱했고(도입 전후 모두 {factor}), 모든 재해를 "
        "파일에 적힌 위험에 배분했습니다(등급 D: 모형)",
    ),
    "routine share": (
        "for comparison, of those caught in machines and killed {share} % did routine work "
        "({known})",
        "참고로 끼임 사망자 중 정형 작업 비율: {share} %({known})",
    ),
    "fatal": (
        "deaths are not among the lost days: in {sector} {rate} in 10,000 workers die in accidents "
        "a year ({known}), {deaths} a year here, and each counts {days} days ({of_days})",
        "사망은 근로손실일수에 넣지 않았습니다. {sector} 사고사망만인율 {rate}({known}), "
        "이 인원이면 연 {deaths}명, 1명당 {days}일({of_days})",
    ),
    "known": ("grade {grade}, {year}: {source}", "등급 {grade}, {year}년: {source}"),
    "known undated": ("grade {grade}: {source}", "등급 {grade}: {source}"),
    "pack": ("statistics: {title}", "통계: {title}"),
}


def told(key: str, language: Language, **values: object) -> str:
    """Return a text in a language; what has none is a name of the line."""
    if key not in WORDS:
        return key
    english, korean = WORDS[key]
    return (korean if language == "ko" else english).format(**values)
