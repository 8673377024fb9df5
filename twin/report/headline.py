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
NAMED = 4  # indicators without a sentence that a card names; the others are counted


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
    judged = [row.verdict for row in rows.values() if row.verdict and row.better != "neither"]
    unsure = judged.count("not resolved")
    main = {verdict: _main(verdict, rows, words) for verdict in ("better", "worse")}
    tally = words(
        "count",
        all=len(judged),
        better=judged.count("better"),
        worse=judged.count("worse"),
        open=unsure,
        same=judged.count("unchanged"),
    )
    names = joined(sides[1].retrofit_titles(words.language), words)
    return Headline(
        words("lead-unchanged", names=names)
        if set(judged) == {"unchanged"}
        else _opening(names, main["better"], main["worse"], words),
        _all("better", rows, words),
        _all("worse", rows, words),
        _all("not resolved", rows, words),
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


def _main(verdict: str, rows: Mapping[str, Row], words: Words) -> list[str]:
    """The effects with a sentence of their own that have this verdict."""
    mine = [name for name in TOLD if name in rows and rows[name].verdict == verdict]
    return [_effect(name, rows[name], words) for name in mine]


def _all(verdict: str, rows: Mapping[str, Row], words: Words) -> list[str]:
    """Every indicator with this verdict: those with a sentence, the next by name, how many more."""
    rest = [name for name, row in rows.items() if name not in TOLD and row.verdict == verdict]
    named = [_by_name(name, rows[name], words) for name in rest[:NAMED]]
    more = len(rest) - len(named)
    return [
        *_main(verdict, rows, words),
        *named,
        *([words("more-in-table", count=more)] if more else []),
    ]


def _by_name(name: str, row: Row, words: Words) -> str:
    """An indicator without a sentence of its own: its title and how much it changes."""
    share, low, high = numbers.relative(row.difference, row.before)
    title = REGISTRY[name].title(words.language)
    if not math.isfinite(share):
        return title
    if row.verdict == "not resolved":
        return f"{title} ({numbers.change(low)} … {numbers.change(high)})"
    return f"{title} {numbers.change(share)}"


def _effect(name: str, row: Row, words: Words) -> str:
    """One effect in plain words; an unresolved one only by its name."""
    share = numbers.relative(row.difference, row.before)[0]
    if row.verdict == "not resolved" or not math.isfinite(share):
        return _by_name(name, row, words)
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
