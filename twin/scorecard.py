"""The scorecards of a study and of a comparison, as tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin import figures
from twin.notes import notes_of, notes_of_both
from twin.requirements import needed_sentences
from twin.table import Cells, Section, table
from twin.units import korean_unit
from twin.wording import say, say_state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kpi import Estimate, Kpi
    from lines import Retrofit
    from lines.retrofit import Landing
    from twin.audit import AuditLine
    from twin.compare import Comparison
    from twin.study import StudyResult
    from twin.wording import Language

    Describe = Callable[[Kpi], tuple[str, ...] | None]

PERCENT = 100.0
DIGEST_SHOWN = 12
SHARE = "share"
MOST_PLACES = 12
SECONDS = (1.0, "s")


def study_card(study: StudyResult, language: Language, width: int | None) -> str:
    """Return the scorecard of one study: figures, states of stations, contents of places."""
    header = ("", say("mean", language), say("interval", language))
    clock_of = clocks([study])

    def described(kpi: Kpi) -> tuple[str, ...] | None:
        unit, clock = kpi.unit_in(study.line.currency), clock_of.get(kpi.family, SECONDS)
        (estimate,), shown = in_shown_unit([study.kpis[kpi.name]], unit, clock)
        if estimate is None:
            return None
        return shown, figures.mean(estimate), figures.interval(estimate)

    parts = [
        headline(study, language),
        *_notes(notes_of(study, language), language),
        table(header, _by_family(language, described), width),
        say("states", language),
        _state_table(study, language, width),
    ]
    if study.buffers:
        parts += [say("buffers", language), _buffer_table(study, language, width)]
    if study.crews:
        parts += [say("crews", language), _crew_table(study, language, width)]
    if study.lost and len(study.line.sources) > 1:
        parts += [say("lost by source", language), _lost_table(study, language, width)]
    parts += doubted(study, language)
    parts.append(say("digest", language, digest=study.digest))
    if study.audit is not None:
        parts.append(audit_sentence(study.audit, language))
    return "\n\n".join(parts)


def comparison_card(comparison: Comparison, language: Language, width: int | None) -> str:
    """Return before, after, difference and verdict of every figure the line can say."""
    after = comparison.after
    rows = comparison_rows(comparison, language)
    header = ("", *(say(key, language) for key in ("before", "after", "difference", "verdict")))
    notes = _notes(notes_of_both(comparison, language), language)
    parts = [headline(after, language), *notes, table(header, rows, width)]
    foot = [say("common draws", language)]
    if after.effects:
        names = ", ".join(dict.fromkeys(one.name for one in after.effects))
        foot.append(say("drawn", language, names=names))
    foot += doubted(comparison.before, language)
    for heading, sentences in needed_sentences(after.scenario, language).items():
        foot += [f"{heading}: {one}" for one in sentences]
    if comparison.audit is not None:
        for side, line in zip(("before", "after"), comparison.audit, strict=True):
            foot.append(audit_sentence(line, language, f"{say(side, language)} "))
    return "\n\n".join([*parts, "\n".join(foot)])


def doubted(study: StudyResult, language: Language) -> list[str]:
    """Say which of the line's own numbers are drawn; nothing where it doubts none."""
    names = ", ".join(doubt.path for doubt, _ in study.inputs)
    return [say("doubted", language, names=names)] if names else []


def comparison_rows(comparison: Comparison, language: Language) -> list[Cells | Section]:
    """Return the rows of the before/after table, family by family."""
    clock_of = clocks([comparison.before, comparison.after])

    def described(kpi: Kpi) -> tuple[str, ...] | None:
        row = comparison.rows[kpi.name]
        if row.before is None and row.after is None:
            return None
        unit = kpi.unit_in(comparison.before.line.currency)
        three, clock = [row.before, row.after, row.difference], clock_of.get(kpi.family, SECONDS)
        (before, after, step), shown = in_shown_unit(three, unit, clock)
        verdict = figures.NOTHING if row.verdict is None else say(row.verdict, language)
        return shown, *figures.means([before, after]), figures.difference(step), verdict

    return _by_family(language, described)


def headline(study: StudyResult, language: Language) -> str:
    """Say which line, which retrofits, how long and how often."""
    title = study.line.title.in_language(language)
    scenario = study.scenario
    retrofits = [one.title.in_language(language) for one in scenario.retrofits]
    parts = [" + ".join([title, *retrofits]), how_run(study, language)]
    if retrofits:
        parts.append(where_applied(scenario.retrofits, scenario.landings, language))
    return "\n".join(parts)


def where_applied(
    retrofits: Sequence[Retrofit], landings: Sequence[Landing], language: Language
) -> str:
    """Say where each retrofit was put."""
    placed = zip(retrofits, landings, strict=True)
    told = [
        f"{one.title.in_language(language)}: {places_text(landing.places(), language)}"
        for one, landing in placed
    ]
    return say("applied", language, places="; ".join(told))


def how_run(study: StudyResult, language: Language) -> str:
    """Say how long and how often, with which luck and on which engine."""
    settings = study.settings
    return say(
        "study",
        language,
        replications=settings.replications,
        length=figures.duration_in(language, settings.length_s),
        warmup=figures.duration_in(language, settings.warmup_s),
        seed=settings.seed,
        engine=study.engine,
    )


def _notes(notes: Sequence[str], language: Language) -> list[str]:
    """The notes as one paragraph, a line each; none where all is well."""
    return ["\n".join(say("note", language, note=note) for note in notes)] if notes else []


def places_text(places: Sequence[str], language: Language) -> str:
    """Name the stations, links, buffers and crews that a retrofit touches; none is the plant."""
    if not places:
        return say("whole plant", language)
    shown = ", ".join(places[:MOST_PLACES])
    more = len(places) - MOST_PLACES
    return f"{shown} {say('and more', language, count=more)}" if more > 0 else shown


def audit_sentence(line: AuditLine, language: Language, side: str = "") -> str:
    """Say whether the second engine left the same books, and of how much of a large line."""
    told = say(
        "audit identical" if line.identical else "audit different",
        language,
        replication=line.replication,
        side=side,
        digest=line.digest_reference[:DIGEST_SHOWN],
        fast=line.digest_fast[:DIGEST_SHOWN],
        reference=line.digest_reference[:DIGEST_SHOWN],
    )
    if line.sampled_s is None:
        return told
    stretch = figures.duration_in(language, line.sampled_s)
    return f"{told}; {say('audit sampled', language, stretch=stretch)}"


def clocks(sides: Sequence[StudyResult]) -> dict[str, tuple[float, str]]:
    """Return the unit of time of each family: one for all its rows, in which none is tiny."""
    from kpi import REGISTRY

    largest: dict[str, list[float]] = {}
    for kpi in REGISTRY.values():
        known = [side.kpis[kpi.name] for side in sides]
        means = [one.mean for one in known if one is not None]
        if kpi.unit == "s" and means and max(means) > 0:
            largest.setdefault(kpi.family, []).append(max(means))
    return {family: figures.time_unit(min(means)) for family, means in largest.items()}


def in_shown_unit(
    estimates: Sequence[Estimate | None], unit: str, clock: tuple[float, str] = SECONDS
) -> tuple[list[Estimate | None], str]:
    """Return estimates of one row in the unit a reader sees: per cent, or time by a clock."""
    from kpi import Estimate

    factor, shown = 1.0, unit
    if unit == SHARE:
        factor, shown = PERCENT, "%"
    elif unit == "s":
        factor, shown = 1 / clock[0], clock[1]
    scaled = [
        None
        if one is None
        else Estimate(factor * one.mean, factor * one.low, factor * one.high, one.n)
        for one in estimates
    ]
    return scaled, shown


def _by_family(language: Language, described: Describe) -> list[Cells | Section]:
    """Describe every KPI that the line can say, its unit first, below its family's name."""
    from kpi import FAMILIES, REGISTRY

    rows: list[Cells | Section] = []
    for family, titles in FAMILIES.items():
        section: list[Cells | Section] = []
        for kpi in REGISTRY.values():
            cells = described(kpi) if kpi.family == family else None
            if cells is not None:
                unit, *told = cells
                shown = korean_unit(unit, language)
                section.append(Cells((f"  {kpi.title(language)} [{shown}]", *told)))
        if section:
            rows += [Section(titles[1] if language == "ko" else titles[0]), *section]
    return rows


def _state_table(study: StudyResult, language: Language, width: int | None) -> str:
    """Return the share of time by station and state, without the states that never occur."""
    from lines.states import STATES

    seen = [
        state
        for state in STATES
        if any(shares[state].mean > 0 for shares in study.stations.values())
    ]
    header = ("", *(say_state(state, language) for state in seen))
    rows = [
        Cells((station, *(figures.number(PERCENT * shares[state].mean, 1) for state in seen)))
        for station, shares in study.stations.items()
    ]
    return table(header, rows, width)


def _crew_table(study: StudyResult, language: Language, width: int | None) -> str:
    """Return the hours of each crew by task, and the share of its time on duty."""
    from kpi import UTILISATION
    from kpi.ledger import TASKS

    met = [t for t in TASKS if any(times[t].mean > 0 for times in study.crews.values())]
    header = ("", *(say(f"task {task}", language) for task in met), say(UTILISATION, language))
    rows = [
        Cells(
            (
                crew,
                *(figures.number(times[task].mean, 1) for task in met),
                figures.number(PERCENT * times[UTILISATION].mean, 1)
                if UTILISATION in times
                else figures.NOTHING,
            )
        )
        for crew, times in study.crews.items()
    ]
    return table(header, rows, width)


def _lost_table(study: StudyResult, language: Language, width: int | None) -> str:
    """Return the share of its arrivals that each source which can lose parts has lost."""
    header = ("", say("mean", language), say("interval", language))
    rows = []
    for source, lost in study.lost.items():
        (share,), _ = in_shown_unit([lost], SHARE)
        assert share is not None
        rows.append(Cells((source, figures.mean(share), figures.interval(share))))
    return table(header, rows, width)


def _buffer_table(study: StudyResult, language: Language, width: int | None) -> str:
    """Return the mean content of every place that held anything."""
    header = ("", say("mean", language), say("interval", language))
    rows = [
        Cells((place, figures.mean(level), figures.interval(level)))
        for place, level in study.buffers.items()
        if level.mean > 0
    ]
    return table(header, rows, width)
