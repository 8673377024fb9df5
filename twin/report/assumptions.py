"""What the answer takes for granted: uncertain effects, changed values, and silent defaults."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from twin.report.numbers import NOTHING, duration, percent
from twin.report.wording import Words
from twin.scorecard import places_text

if TYPE_CHECKING:
    from lines import Line, Retrofit
    from lines.retrofit import Effect
    from twin.study import StudyResult, Uncertain

DURATION = re.compile(r"\d\s*(s|min|h|day|days|week|weeks)\b")
POWER = re.compile(r"\d\s*kW\b")


class UncertainRow(NamedTuple):
    """One uncertain parameter, what is known of it, and what this study drew."""

    parameter: str
    known: str
    drawn: str
    source: str
    grade: str


class ChangeRow(NamedTuple):
    """One value that a retrofit puts in the place of the line's own."""

    retrofit: str
    where: str
    parameter: str
    value: str
    source: str


def uncertain_rows(study: StudyResult, words: Words) -> list[UncertainRow]:
    """Every uncertain effect of the retrofits, with its source and its grade."""
    rows = []
    for one in study.effects:
        effect = _effect_of(one, study.scenario.retrofits)
        rows.append(
            UncertainRow(
                one.name,
                NOTHING if effect is None else effect.text,
                _drawn(one.values, "" if effect is None else effect.text, words),
                (effect.source if effect else None) or words("not-given"),
                (effect.grade if effect else None) or words("not-given"),
            )
        )
    return rows


def doubt_rows(study: StudyResult, words: Words) -> list[UncertainRow]:
    """Every number of the line that its own file doubts: the factor, its source and its grade."""
    return [
        UncertainRow(
            doubt.path,
            f"× {doubt.text}",
            "× " + _drawn(values, doubt.text, words),
            doubt.source or words("not-given"),
            doubt.grade or words("not-given"),
        )
        for doubt, values in study.inputs
    ]


def _effect_of(one: Uncertain, retrofits: Sequence[Retrofit]) -> Effect | None:
    """The effect that a drawn parameter comes from: the longest of its retrofit's paths in it."""
    fitting = [
        effect
        for retrofit in retrofits
        if one.name.startswith(f"{retrofit.name}:") or ":" not in one.name
        for effect in (*retrofit.effects, *retrofit.uses)
        if effect.uncertain and f".{effect.path}" in "." + one.name.replace(" ", ".")
    ]
    return max(fitting, key=lambda effect: len(effect.path), default=None)


def _drawn(values: Sequence[float], text: str, words: Words) -> str:
    """Mean and range of what was drawn, in the unit that the file used."""
    if not values:
        return NOTHING
    three = (sum(values) / len(values), min(values), max(values))
    mean, low, high = (_in_unit_of(text, value, words) for value in three)
    return f"{mean} ({low} … {high})"


def _in_unit_of(text: str, value: float, words: Words) -> str:
    """Write a drawn value in the unit in which its distribution was written."""
    if "%" in text:
        return percent(value, 1)
    if DURATION.search(text):
        return duration(float(f"{value:.3g}"), words)
    if POWER.search(text):
        return f"{value / 1000:.3g} kW"
    return f"{value:.4g}"


def change_rows(study: StudyResult, words: Words) -> list[ChangeRow]:
    """Every value that the retrofits set, add or take away."""
    rows = []
    for retrofit, landing in zip(study.scenario.retrofits, study.scenario.landings, strict=True):
        title = words.title(retrofit.title)
        in_force = [one for one in retrofit.uses if one.path in landing.paths]
        for effect in (*retrofit.effects, *in_force):
            said = ", ".join(part for part in (effect.source, effect.grade) if part)
            where = _where(landing.places_of(effect.path), words)
            rows.append(ChangeRow(title, where, effect.path, effect.text or NOTHING, said))
        for node in retrofit.remove:
            where = _where(landing.places_of(node.written), words)
            rows.append(ChangeRow(title, where, node.written, words("tag-removed"), ""))
    return rows


def _where(places: Sequence[str], words: Words) -> str:
    """The stations, links and buffers that a value went to; a link is never cut at its arrow."""
    arrow = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"
    return places_text(places, words.language).replace("->", arrow)


def default_sentences(line: Line, words: Words) -> list[str]:
    """What was taken because the file does not say it."""
    study = line.study
    blanks: dict[str, object] = {
        "start": line.start.isoformat(),
        "warmup": duration(study.warmup_s, words),
        "length": duration(study.length_s, words),
        "replications": study.replications,
        "seed": study.seed,
    }
    gas = line.energy.factors.get("gas")
    if gas is not None:
        blanks |= {"gas": gas.written, "gas_year": gas.known.year, "gas_grade": gas.known.grade}
    said = []
    for sentence in line.assumptions:
        text = "default-" + sentence.split(":")[0]
        said.append(words(text, **blanks) if text in words else sentence)
    return said + _factor_sentences(line, words)


def _factor_sentences(line: Line, words: Words) -> list[str]:
    """Emission factors that the file names, and a data pack knows."""
    named = {"grid": line.energy.grid_name, "gas": line.energy.gas.factor_name}
    whats = {"grid": words("factor-grid"), "gas": words("factor-gas")}
    return [
        words(
            "factor-named",
            what=whats[kind],
            name=named[kind],
            value=fact.written,
            year=fact.known.year,
            grade=fact.known.grade,
            source=fact.known.source,
        )
        for kind, fact in line.energy.factors.items()
        if named[kind] is not None
    ]
