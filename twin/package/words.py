"""What the tables of a package say, in English and in Korean."""

from __future__ import annotations

from twin.wording import Language

WORDS: dict[str, tuple[str, str]] = {
    "figure": (
        "{title} [{unit}]: {before} without, {after} with all",
        "{title} [{unit}]: 도입 전 {before}, 전체 도입 후 {after}",
    ),
    "single": ("alone [95 %]", "단독 효과 [95 %]"),
    "sequential": ("in this order [95 %]", "순차 기여 [95 %]"),
    "shapley": ("Shapley value [95 %]", "샤플리 값 [95 %]"),
    "interaction": ("interaction", "상호작용"),
    "whole": ("whole package", "패키지 전체"),
    "reading": (
        "Alone: on the line without the others. In this order: on top of those above it. Shapley "
        "value: the mean over all orders of standing on top of others. Single effects and "
        "interaction sum to the whole; so do the contributions in order, and the Shapley values.",
        "단독 효과: 다른 개선안 없이 하나만 도입한 효과. 순차 기여: 위의 개선안에 더했을 때의 "
        "추가 효과. 샤플리 값: 모든 도입 순서에 대한 추가 효과의 평균. 단독 효과와 상호작용의 "
        "합, 순차 기여의 합, 샤플리 값의 합은 모두 패키지 전체 효과와 같습니다.",
    ),
    "common": (
        "All combinations ({subsets}) take the same draws and are judged replication by "
        "replication.",
        "모든 조합({subsets}개)에 같은 난수를 쓰며, 반복마다 짝지어 판정합니다.",
    ),
    "runs": (
        "The package takes {runs:,} runs: {combinations} combinations of {replications:,} "
        "replications, and {rest:,} for the origins of the spread; at most {most:,} (--max-runs).",
        "패키지 분석 {runs:,}회 실행: {combinations}개 조합을 {replications:,}회씩 반복, 산포 요인 "
        "{rest:,}회. 허용 한도 {most:,}회(--max-runs).",
    ),
    "dependent": (
        "Needs first what another retrofit of the package brings, and counts as not used in a "
        "combination without it: {titles}",
        "패키지의 다른 개선안이 갖추어 주는 것이 먼저 필요해, 그 개선안이 없는 조합에서는 쓰지 "
        "못하는 것으로 계산한 개선안: {titles}",
    ),
    "unsaid": (
        "Not said with every combination: {titles}",
        "일부 조합에서 구할 수 없는 지표: {titles}",
    ),
    "origins": (
        "Where the spread of the effect comes from, one replication after another",
        "반복마다 다른 전체 효과의 산포 요인",
    ),
    "spread": (
        "{title} [{unit}]: effect {mean}, standard deviation {spread}",
        "{title} [{unit}]: 효과 {mean}, 표준편차 {spread}",
    ),
    "share": ("share of variance [%]", "분산 비중 [%]"),
    "interval": ("95 % interval", "95 % 구간"),
    "left": ("st. dev. if known", "값을 알 때 표준편차"),
    "plant": ("luck of the plant", "공장 자체의 우연 변동"),
    "of effect": ("effects of the retrofits, together", "개선 효과 전체"),
    "of input": ("numbers of the line, together", "라인 입력값 전체"),
    "interplay": ("interplay and the rest", "매개변수 상호작용 등 나머지"),
    "not apart": ("not told apart from 0", "0과 구분되지 않음"),
    "apart": ("", ""),
    "never varies": ("the effect never varies", "효과가 변하지 않음"),
    "two levels": (
        "{draws} draws of what is uncertain, each run twice with other luck of the plant. The "
        "variances are estimated without bias, so a share may fall below 0 or above 100. Together: "
        "the parameters of a group, each by itself, summed up.",
        "불확실한 값을 {draws}번 뽑고, 공장의 우연 변동을 바꿔 각각 두 번 실행했습니다. 분산을 "
        "불편추정하므로 비중은 0 미만이거나 100을 넘을 수 있습니다. 전체는 각 값의 단독 비중을 "
        "더한 값입니다.",
    ),
    "certain": (
        "No effect of these retrofits is uncertain: their files give plain numbers, so all spread "
        "is luck of the plant.",
        "이 개선안들의 효과에는 불확실한 값이 없습니다. 파일에 확정된 수치만 있으므로 산포는 "
        "모두 공장의 우연 변동입니다.",
    ),
}


def told(key: str, language: Language, **values: object) -> str:
    """Return a text of the package in a language."""
    english, korean = WORDS[key]
    return (korean if language == "ko" else english).format(**values)
