"""What the terminal says, in English and in Korean. KPI titles stand in the KPI registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "ko"]

TEXTS: dict[str, tuple[str, str]] = {
    "higher": ("higher is better", "높을수록 좋음"),
    "lower": ("lower is better", "낮을수록 좋음"),
    "neither": ("neither is better", "방향 없음"),
    "better": ("better", "개선"),
    "worse": ("worse", "악화"),
    "unchanged": ("unchanged", "변화 없음"),
    "not resolved": ("not resolved", "판정 불가"),
    "before": ("before", "도입 전"),
    "after": ("after", "도입 후"),
    "difference": ("difference [95 %]", "차이 [95 %]"),
    "verdict": ("verdict", "판정"),
    "mean": ("mean", "평균"),
    "interval": ("95 % interval", "95 % 구간"),
    "name": ("name", "이름"),
    "title": ("title", "제목"),
    "unit": ("unit", "단위"),
    "direction": ("direction", "방향"),
    "formula": ("formula", "산식"),
    "definition source": ("source", "출처"),
    "station": ("station", "공정"),
    "place": ("place", "버퍼"),
    "content": ("parts on average", "평균 재공 수"),
    "study": (
        "{replications} replications of {length} after {warmup} of warm-up, seed {seed}, "
        "{engine} engine",
        "예열 {warmup} 후 {length} 동안 {replications}회 반복, 시드 {seed}, {engine} 엔진",
    ),
    "applied": ("Applied at: {places}", "적용 위치: {places}"),
    "whole plant": ("the whole plant", "공장 전체"),
    "and more": ("and {count} more", "외 {count}곳"),
    "note": ("Note: {note}", "참고: {note}"),
    "gas factor": (
        "CO2 of gas is reckoned with {factor} of a data pack ({year}, grade {grade}), as the file "
        "names no factor (energy: gas: carbon).",
        "가스의 온실가스는 데이터 팩 값 {factor}({year}년, 등급 {grade})로 계산함. "
        "파일에 배출계수(energy: gas: carbon)가 없음.",
    ),
    "note of a side": ("{side}: {note}", "{side}: {note}"),
    "nothing happened": (
        "nothing happened in the {length} of the books after {warmup} of warm-up: no part entered "
        "the line or was worked at.",
        "예열 {warmup} 후 집계 기간 {length} 동안 투입되거나 가공된 부품이 없음.",
    ),
    "nothing out": (
        "no part left the line in the {length} of the books after {warmup} of warm-up, so most "
        "figures cannot be said.",
        "예열 {warmup} 후 집계 기간 {length} 동안 라인을 나간 부품이 없어 대부분의 지표를 "
        "구할 수 없음.",
    ),
    "sometimes nothing out": (
        "in {count} of {all} replications no part left the line; a longer study says more.",
        "{all}회 반복 중 {count}회는 라인을 나간 부품이 없음. 기간을 늘릴 것.",
    ),
    "nothing at sink": (
        "no part reached the sink, so that figures of good parts cannot be said.",
        "완성된 부품이 없어 양품에 관한 지표를 구할 수 없음.",
    ),
    "went": ("Parts, mean of a replication: {went}.", "부품의 행방(반복 평균): {went}."),
    "went came": ("{count} came", "도착 {count}개"),
    "went inside": (
        "{count} stand in the line at the end (mean content: {places})",
        "종료 시 라인 안 {count}개(평균 재공: {places})",
    ),
    "went outside": ("{count} wait outside", "투입 대기 {count}개"),
    "went scrapped": ("{count} were scrapped ({places})", "폐기 {count}개({places})"),
    "went lost": ("{count} were lost ({places})", "유실 {count}개({places})"),
    "went round": (
        "They go round: {station} finished {count} cycles for each of them; look at the links that "
        "lead back to it.",
        "부품이 되돌아가며 순환함: {station} 공정이 부품당 {count}회 가공함. "
        "되돌아가는 흐름을 볼 것.",
    ),
    "went slowly": (
        "A part needs at least {time} to get through: choose a longer --length.",
        "라인을 통과하는 데 최소 {time} 걸림. --length를 늘릴 것.",
    ),
    "why off": (
        "Most stations were out of hours: let the books cover a shift (--length, --warmup).",
        "대부분의 공정이 근무 시간 밖이었음. "
        "집계 기간에 근무 시간이 들도록 할 것(--length, --warmup).",
    ),
    "why crew": (
        "{station} waited for its crew {share} % of the time: look at the count, the skills and "
        "the calendar of the crews.",
        "{station} 공정이 시간의 {share} % 동안 인력을 기다림. "
        "작업조의 인원·기능·근무 시간을 볼 것.",
    ),
    "why outside": (
        "Parts came, but none could enter: look at the release rule, the calendars and the crews.",
        "부품은 도착했으나 투입되지 못함. 투입 규칙·근무 시간·작업조를 볼 것.",
    ),
    "why none came": (
        "No part or order came in that time either: all came before (--warmup), or the first comes "
        "later (--length).",
        "그동안 도착한 부품이나 수주도 없음. 모두 그 전에 왔거나(--warmup) 첫 도착이 더 "
        "늦음(--length).",
    ),
    "flooded": (
        "more comes than leaves: {count} parts more stand in and before the line at the end of the "
        "books than at their beginning, {share} % of what came. Lead times and stocks then grow "
        "with --length; look at arrivals and capacity.",
        "나가는 것보다 들어오는 것이 많음. 집계가 끝날 때 라인 안팎의 부품이 시작 때보다 "
        "{count}개(도착량의 {share} %) 많음. 리드타임과 재공은 --length에 따라 커지므로 "
        "투입량과 능력을 볼 것.",
    ),
    "overtime": (
        "crew {crew} was at work {share} % of its time on duty: people finish what they have begun "
        "when their working time ends, which is overtime.",
        "작업조 {crew}의 가동률이 근무 시간의 {share} %. "
        "근무가 끝나도 시작한 작업을 마치기 때문(연장 근무).",
    ),
    "common draws": (
        "Before and after take the same draws; a difference is judged replication by replication.",
        "도입 전후에 같은 난수를 쓰며, 차이는 반복마다 짝지어 판정합니다.",
    ),
    "drawn": (
        "Drawn in every replication, as the retrofit says how little is known of it: {names}",
        "효과가 불확실하여 반복마다 뽑은 값: {names}",
    ),
    "doubted": (
        "Drawn in every replication, the same before and after, as the line says how little its "
        "own numbers are known: {names}",
        "라인의 입력값이 불확실하여 반복마다 뽑은 값(도입 전후 같은 값 사용): {names}",
    ),
    "digest": ("digest {digest}", "다이제스트 {digest}"),
    "audit identical": (
        "Audit: replication {replication} run again on the SimPy engine: {side}identical, "
        "digest {digest}",
        "감사: 반복 {replication}을 SimPy 엔진으로 다시 실행: {side}동일, 다이제스트 {digest}",
    ),
    "audit different": (
        "Audit: replication {replication} run again on the SimPy engine: {side}NOT identical, "
        "fast {fast}, reference {reference}",
        "감사: 반복 {replication}을 SimPy 엔진으로 다시 실행: {side}불일치, "
        "fast {fast}, reference {reference}",
    ),
    "audit sampled": (
        "the line is large, so this is a sample: the first {stretch} from the empty line on",
        "라인 규모가 커서 표본만 감사: 빈 라인에서 시작한 처음 {stretch}",
    ),
    "report": ("Report: {path}", "보고서: {path}"),
    "compiling": (
        "Compiling the fast engine for this processor; once after each installation, "
        "up to half a minute ...",
        "이 프로세서에 맞게 고속 엔진을 컴파일하는 중입니다. 설치 후 한 번, 최대 30초 ...",
    ),
    "compiled": ("Compiled in {seconds:.0f} s.", "{seconds:.0f}초 만에 컴파일했습니다."),
    "running": ("replications", "반복"),
    "at work": (
        "{label}: {done:,} of {total:,} replications done",
        "{label}: {total:,}회 반복 중 {done:,}회 완료",
    ),
    "at work, left": (
        "{label}: {done:,} of {total:,} replications done, {left} left",
        "{label}: {total:,}회 반복 중 {done:,}회 완료, 남은 시간 {left}",
    ),
    "auditing": (
        "Running replication 0 again on the SimPy engine ...",
        "반복 0을 SimPy 엔진으로 다시 실행하는 중 ...",
    ),
    "stopped": ("Stopped by Ctrl-C.", "Ctrl-C로 중단."),
    "stopped within": (
        "Stopped by Ctrl-C after {done} of {total} replications; nothing was written.",
        "Ctrl-C로 중단({total}회 반복 중 {done}회 완료). 저장한 내용 없음.",
    ),
    "writing": ("Writing the report ...", "보고서를 쓰는 중 ..."),
    "no problems": ("{line}: no problems", "{line}: 문제 없음"),
    "note of a line": ("Note: {note}", "참고: {note}"),
    "lines": ("Lines", "라인"),
    "retrofits": ("Retrofits", "개선안"),
    "starters": (
        "Starters (twin lines --new NAME --sector SECTOR)",
        "업종별 시작 파일 (twin lines --new 이름 --sector 업종)",
    ),
    "starter": (
        "New line: {path}; replace its figures by your own, then: twin check {path}",
        "새 라인 파일: {path}. 수치를 실측값으로 바꾼 뒤 실행: twin check {path}",
    ),
    "states": ("Share of time by station and state [%]", "공정별 상태 시간 비율 [%]"),
    "buffers": ("Mean content of buffers [parts]", "버퍼 평균 재공 [parts]"),
    "lost by source": ("Share of arrivals lost by source [%]", "투입처별 도착품 유실률 [%]"),
    "source": ("source", "투입처"),
    "crews": ("Hours of the crews by task", "작업조 업무별 시간[h]"),
    "crew": ("crew", "작업조"),
    "task repair": ("repair", "수리"),
    "task setup": ("set-up", "준비교체"),
    "task unload": ("unload", "꺼내기"),
    "task attend": ("attend, load", "작업·투입"),
    "task transport": ("transport", "운반"),
    "utilisation": ("on task [%]", "가동률 [%]"),
    "bottleneck": ("Bottleneck", "병목"),
    "map": ("Map of the line: {path}", "라인 구성도: {path}"),
    "map room": ("boxed number: room of a buffer", "네모 안 숫자: 버퍼 용량"),
    "map belt": ("number between two rollers: room of a conveyor", "롤러 사이 숫자: 컨베이어 용량"),
    "map machines": ("×: machines side by side", "×: 설비 대수"),
    "map back": ("short dashes: leads back", "짧은 점선: 되돌아가는 흐름(재작업)"),
    "map driven": ("long dashes: carried by vehicles", "긴 점선: 운반 차량으로 이동"),
    "type machine": ("machine", "가공"),
    "type inspection": ("inspection", "검사"),
    "type assembly": ("assembly", "조립"),
    "type batch": ("batch", "배치 처리"),
    "type disassembly": ("disassembly", "분해"),
}

STATES: dict[str, str] = {
    "starved": "대기",
    "setup": "준비",
    "busy": "가공",
    "blocked": "막힘",
    "down": "고장",
    "repair": "수리",
    "waiting-crew": "인력 대기",
    "standby": "절전",
    "waking": "기동",
    "maintenance": "보전",
    "off": "정지",
}


def phrase(texts: Mapping[str, tuple[str, str]], key: str, language: Language, **v: object) -> str:
    """Return one of these texts in this language, with its values put in."""
    english, korean = texts[key]
    return (korean if language == "ko" else english).format(**v)


def say(key: str, language: Language = "en", **values: object) -> str:
    """Return the text of this name in this language, with its values put in."""
    return phrase(TEXTS, key, language, **values)


def say_state(state: str, language: Language = "en") -> str:
    """Return the shop-floor word for a machine's state."""
    return STATES[state] if language == "ko" else state
