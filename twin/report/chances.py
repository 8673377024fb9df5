"""A distribution in one line of text, in the units of what it describes."""

from lines import Distribution
from twin.report.numbers import duration, number, percent
from twin.report.wording import Words

NAMES: dict[str, tuple[str, str]] = {
    "exponential": ("exponential", "지수분포"),
    "normal": ("normal", "정규분포"),
    "lognormal": ("lognormal", "로그정규분포"),
    "gamma": ("gamma", "감마분포"),
    "weibull": ("Weibull", "와이블분포"),
    "erlang": ("Erlang", "얼랑분포"),
    "hyperexponential": ("hyperexponential", "초지수분포"),
    "triangular": ("triangular", "삼각분포"),
    "uniform": ("uniform", "균등분포"),
    "beta-pert": ("beta-PERT", "베타-PERT"),
    "poisson": ("Poisson", "푸아송분포"),
    "geometric": ("geometric", "기하분포"),
    "empirical": ("empirical", "실측분포"),
    "mixture": ("mixture", "혼합분포"),
}
SECOND: dict[str, tuple[str, str]] = {
    "lognormal": ("cv", "변동계수"),
    "gamma": ("cv", "변동계수"),
    "weibull": ("shape", "형상"),
    "erlang": ("k", "k"),
}
SPANS = ("triangular", "uniform", "beta-pert")


def say_chance(distribution: Distribution, kind: str, words: Words) -> str:
    """Say a distribution; `kind` is 's' for durations, 'share' for shares, '' for plain numbers."""
    column = 0 if words.language == "en" else 1
    if distribution.is_constant:
        return say_amount(distribution.values[0], kind, words)
    name = NAMES[distribution.kind][column]
    if distribution.kind in SPANS:
        return name + " " + " · ".join(say_amount(v, kind, words) for v in distribution.values)
    mean = ("mean ", "평균 ")[column] + say_amount(distribution.mean(), kind, words)
    said = f"{name}, {mean}"
    if distribution.kind == "normal":
        spread = ("sd ", "표준편차 ")[column]
        return f"{said}, {spread}{say_amount(distribution.values[1], kind, words)}"
    if distribution.kind in SECOND:
        return f"{said}, {SECOND[distribution.kind][column]} {distribution.values[1]:g}"
    return said


def say_amount(value: float, kind: str, words: Words) -> str:
    """Say one number of this kind."""
    if kind == "s":
        return duration(value, words)
    if kind == "share":
        return percent(value, 0 if round(100 * value, 6) == round(100 * value) else 2)
    if value and abs(value) < 1000:
        return f"{value:.4g}"
    return number(value, 0)
