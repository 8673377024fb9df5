"""The answer in plain words: what gets better, what gets worse, and what nobody can tell yet."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kpi import REGISTRY
from twin.report import numbers
from twin.report.numbers import scale_of
from twin.report.sides import Side
from twin.report.tables import KpiRow, kpi_row
from twin.report.wording import Words

if TYPE_CHECKING:
    from twin.compare import Row

# One indicator of each family has a sentence and a tile of its own; the rest stand in the table.
TOLD: tuple[str, ...] = (
    "throughput_per_hour",
    "finished_defects_ppm",
    "cost_per_good_part",
    "lead_time_mean_s",
    "kwh_per_good_part",
    "exposure_h",
)
SPOKEN = 3  # as many effects as one sentence carries


class Headline(NamedTuple):
    """The answer: an opening, the effects by verdict, and how sure it all is."""

    opening: str
    better: list[str]
    worse: list[str]
    open: list[str]
    tally: str
    note: str


def headline_of(sides: Sequence[Side], rows: Mapping[str, Row], words: Words) -> Headline:
    """Answer the question the report was made for."""
    if len(sides) == 1:
        return Headline(_one_side(sides[0], words), [], [], [], "", _sureness(sides, 0, words))
    said: dict[str, list[str]] = {"better": [], "worse": [], "not resolved": []}
    for name in TOLD:
        row = rows.get(name)
        if row is not None and row.verdict is not None and not _untouched(row):
            said[row.verdict].append(_effect(name, row, words))
    judged = [row.verdict for row in rows.values() if row.verdict and row.better != "neither"]
    unsure = judged.count("not resolved")
    tally = words(
        "count",
        all=len(judged),
        better=judged.count("better"),
        worse=judged.count("worse"),
        open=unsure,
    )
    names = joined(sides[1].retrofit_titles(words.language), words)
    return Headline(
        _opening(names, said["better"], said["worse"], words),
        said["better"],
        said["worse"],
        said["not resolved"],
        tally,
        _sureness(sides, unsure, words),
    )


def _opening(names: str, gains: Sequence[str], losses: Sequence[str], words: Words) -> str:
    """The answer in one sentence."""
    which = ("lead-mixed" if losses else "lead-gain") if gains else "lead-loss"
    return words(
        which if gains or losses else "lead-nothing",
        names=names,
        gains=joined(gains[:SPOKEN], words),
        losses=joined(losses[:SPOKEN], words),
    )


def _one_side(side: Side, words: Words) -> str:
    """The same for a line that is only looked at."""
    line = words.title(side.line.title)
    throughput = side.study.kpis.get("throughput_per_hour")
    if throughput is None:
        return words("lead-one-plain", line=line, replications=side.study.settings.replications)
    scale = scale_of("parts/h", [throughput], words, "")
    fields = {"line": line, "throughput": numbers.mean(throughput, scale)}
    if side.bottleneck is None:
        return words("lead-one-free", **fields)
    return words("lead-one", **fields, bottleneck=side.bottleneck)


def _untouched(row: Row) -> bool:
    """Whether the indicator is the same to the last digit: nothing that more runs could resolve."""
    step = row.difference
    return step is not None and step.mean == step.low == step.high == 0


def _effect(name: str, row: Row, words: Words) -> str:
    """One effect in plain words; an unresolved one only by its name."""
    share, low, high = numbers.relative(row.difference, row.before)
    if row.verdict == "not resolved" or not math.isfinite(share):
        title = REGISTRY[name].title(words.language)
        return f"{title} ({numbers.change(low)} … {numbers.change(high)})"
    return words(
        f"say-{name}-{'up' if share > 0 else 'down'}", by=numbers.change(abs(share), sign=False)
    )


def _sureness(sides: Sequence[Side], unsure: int, words: Words) -> str:
    if sides[0].study.settings.replications < 2:
        return words("no-interval")
    return words("open-note") if unsure else ""


def joined(names: Sequence[str], words: Words) -> str:
    """Titles in a row, as they are spoken within a sentence."""
    names = [name[0].lower() + name[1:] if name[1:2].islower() else name for name in names]
    if len(names) < 2:
        return "".join(names)
    return words("comma").join(names[:-1]) + words("and") + names[-1]


def tiles(sides: Sequence[Side], rows: Mapping[str, Row], words: Words) -> list[KpiRow]:
    """One indicator a family, for whoever reads no further."""
    told = [REGISTRY[name] for name in TOLD if name in REGISTRY]
    made = [kpi_row(kpi, sides, rows.get(kpi.name), words) for kpi in told]
    return [row for row in made if not row.reason]
