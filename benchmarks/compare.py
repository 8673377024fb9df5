"""Two kept results side by side: faster, slower or the same, with an interval.

`python benchmarks/compare.py before.json after.json`
"""

import argparse
import json
import random
import statistics
from pathlib import Path
from typing import NamedTuple

RESAMPLES = 4_000
WORTH_SAYING = 0.02  # changes below two per cent are called the same


class Change(NamedTuple):
    """How many times as fast the second result is, with its 95 % bootstrap interval."""

    name: str
    ratio: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """Say faster, slower, or the same."""
        if self.low > 1 + WORTH_SAYING:
            return "faster"
        if self.high < 1 - WORTH_SAYING:
            return "slower"
        return "same"


def change(name: str, before: list[float], after: list[float]) -> Change:
    """Compare medians; a list of seconds is turned round, so that more is always faster."""
    timed = name.startswith(("start", "study"))
    rates = [[1 / value for value in turns] if timed else turns for turns in (before, after)]
    luck = random.Random(name)
    drawn = sorted(
        _median_of(luck, rates[1]) / _median_of(luck, rates[0]) for _ in range(RESAMPLES)
    )
    ratio = statistics.median(rates[1]) / statistics.median(rates[0])
    return Change(name, ratio, drawn[round(0.025 * RESAMPLES)], drawn[round(0.975 * RESAMPLES)])


def _median_of(luck: random.Random, turns: list[float]) -> float:
    return statistics.median(luck.choices(turns, k=len(turns)))


def main() -> None:
    """Read both results and print a row for every measurement they share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    asked = parser.parse_args()
    before, after = (
        json.loads(path.read_text(encoding="utf-8"))["samples"]
        for path in (asked.before, asked.after)
    )
    print(f"{'':24} times as fast   95 % interval")
    for name in before:
        if name in after:
            row = change(name, before[name], after[name])
            print(f"{name:24} {row.ratio:13.3f}   {row.low:.3f} to {row.high:.3f}   {row.verdict}")


if __name__ == "__main__":
    main()
