"""Amounts of money for readers: whole numbers in English, 억 and 만 of won in Korean.

Amounts from a million on are rounded to ten thousand in both languages, so that both say the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from twin.wording import Language

MAN, EOK = 10_000, 100_000_000
LARGE = 1_000_000
WON = "KRW"


def step_of(values: Sequence[float]) -> int:
    """Return what amounts that stand together are rounded to: 10,000 where any is large."""
    return MAN if any(abs(value) >= LARGE for value in values if math.isfinite(value)) else 1


def amount(value: float, currency: str, language: Language, step: int | None = None) -> str:
    """Write an amount, such as `12,340,000 KRW` or `1,234만원`; what is no number as `-`."""
    if not math.isfinite(value):
        return "-"
    size = step_of([value]) if step is None else step
    whole = round(value / size) * size
    if language == "en" or currency != WON:
        return f"{whole:,} {currency}"
    return ("-" if whole < 0 else "") + _in_words(abs(whole))


def _in_words(whole: int) -> str:
    eok, rest = divmod(whole, EOK)
    man, won = divmod(rest, MAN)
    parts = [f"{eok:,}억"] * bool(eok) + [f"{man:,}만"] * bool(man)
    return " ".join(parts + [f"{won:,}"] * bool(won or not parts)) + "원"


def stacked(values: Sequence[float], step: int) -> list[float]:
    """Round amounts so that they add up to their rounded sum, as the steps of a waterfall do."""
    levels = [0.0]
    for value in values:
        levels.append(levels[-1] + value)
    rounded = [round(level / step) * step for level in levels]
    return [float(after - before) for before, after in pairwise(rounded)]
