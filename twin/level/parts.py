"""An assessment part by part: the score, what the line shows, what retrofits would support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.level.reality import reality_parts
from twin.level.words import tell
from twin.outline import Entry, Part
from twin.scorecard import how_run, where_applied
from twin.table import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from kpi.crosswalk import Move
    from kpi.level import AreaScore, Assessed, Reach
    from kpi.signs import Sign
    from twin.level.study import Evidence, Trend
    from twin.wording import Language

MOST_NAMED = 10  # unknown items; more of them are counted, as each is told where it stands


def parts_of(found: Evidence, language: Language) -> list[Part]:
    """Return the whole assessment, part under part; the first names it."""
    parts = [_head(found, language), _score(found, language)]
    if _any_answer(found):
        parts.append(_areas(found, language))
    parts.append(_shown(found, language))
    if found.retrofits:
        parts += [_moves(found, language), _results(found, language)]
    else:
        families = [n for n, item in found.table.items.items() if item.family]
        parts.append(Part(said=(tell("without results", language, items=", ".join(families)),)))
    parts.append(_unknowable(found, language))
    if found.effects is not None:
        parts += reality_parts(found, language)
    return parts


def _any_answer(found: Evidence) -> bool:
    """Say whether a single item has a level: without one every score is everything it can be."""
    return len(found.assessed.whole.unknown) < len(found.table.items)


def points(score: Fraction) -> str:
    """Write points with one decimal, rounded down, so that no score seems to reach a band."""
    return f"{int(score * 10) / 10:,.1f}"


def level(mean: Fraction) -> str:
    """Write a mean level with two decimals, rounded down."""
    return f"{int(mean * 100) / 100:.2f}"


def _reach(low: str, high: str, language: Language) -> str:
    return low if low == high else tell("to", language, low=low, high=high)


def _points_in(reach: Reach, language: Language) -> str:
    return _reach(points(reach.low), points(reach.high), language)


def _level_in(reach: Reach, language: Language) -> str:
    return _reach(level(reach.low), level(reach.high), language)


def _bands_in(assessed: Assessed, language: Language) -> str:
    low, high = (tell("band", language, band=band) for band in assessed.bands)
    return _reach(low, high, language)


def _head(found: Evidence, language: Language) -> Part:
    """Say which line, which scheme, whose answers, and what this is not."""
    titles = [found.line.title, *(one.title for one in found.retrofits)]
    scheme = found.pack.title.in_language(language)
    told = tell("no answers", language, title=scheme)
    if found.name is not None:
        key = "answers of" if found.date is None else "answers of a day"
        told = tell(key, language, title=scheme, name=found.name, date=found.date)
    title = " + ".join(title.in_language(language) for title in titles)
    notice = found.table.notice.in_language(language)
    said = [told, notice, tell("people", language)]
    if found.retrofits:
        said.insert(0, where_applied(found.retrofits, found.landings, language))
    return Part(title, tuple(said))


def score_told(found: Evidence, language: Language) -> str:
    """Say score, level and band."""
    whole = found.assessed.whole
    return tell(
        "score",
        language,
        score=_points_in(whole.score, language),
        points=f"{float(whole.points):,g}",
        level=_level_in(whole.level, language),
        band=_bands_in(found.assessed, language),
    )


def _score(found: Evidence, language: Language) -> Part:
    """Say score, level and band, and what they leave open."""
    whole = found.assessed.whole
    line = score_told(found, language)
    certificate = tell("certificate", language, level=found.table.certificate)
    counts = {
        "all": len(found.table.items),
        "count": len(whole.unknown),
        "top": found.table.top,
        "names": f" ({', '.join(whole.unknown)})" if len(whole.unknown) <= MOST_NAMED else "",
    }
    rungs = " · ".join(rung.title.in_language(language) for rung in found.table.systems)
    key = "all known" if whole.is_known else "unknown items"
    if not _any_answer(found):
        ladders = tell("ladders", language, rungs=rungs)
        return Part(said=(tell("none known", language), ladders))
    known = tell(key, language, **counts)
    return Part(f"{line} ({certificate})", (known, tell("ladders", language, rungs=rungs)))


def _areas(found: Evidence, language: Language) -> Part:
    """Return the table of scores by area."""

    def row(name: str, score: AreaScore) -> tuple[str, ...]:
        return (
            name,
            f"{float(score.points):,g}",
            _points_in(score.score, language),
            _level_in(score.level, language),
        )

    rows = [
        row(f"{number} {area.title.in_language(language)}", found.assessed.areas[number])
        for number, area in found.table.areas.items()
    ]
    rows.append(row(tell("whole", language), found.assessed.whole))
    header = tuple(tell(key, language) for key in ("area", "points", "scored", "level"))
    return Part(header=header, rows=tuple(Cells(row) for row in rows))


def _item(found: Evidence, number: str, language: Language) -> str:
    """Name an item with its points and what was answered."""
    item, answer = found.table.items[number], found.answers.get(number)
    known = answer is not None and answer.level is not None
    return tell(
        "item" if _any_answer(found) else "item alone",
        language,
        number=number,
        title=item.title.in_language(language),
        points=f"{item.points.value:g}",
        answer=answer.level if known and answer is not None else tell("unknown", language),
    )


def _shown(found: Evidence, language: Language) -> Part:
    """List the items that the line shows something of, and those of which it could."""
    entries = [
        Entry(_item(found, number, language), tuple(_said(found, number, signs, language)))
        for number, signs in found.shown.items()
        if signs
    ]
    silent = ", ".join(number for number, signs in found.shown.items() if not signs)
    closing = (tell("nothing shown", language, items=silent),) if silent else ()
    title, said = tell("shown", language), tell("records", language)
    return Part(title, (said,), entries=tuple(entries), closing=closing)


def _said(found: Evidence, number: str, signs: Iterable[Sign], language: Language) -> Iterator[str]:
    """What was written beside an answer, and what the line shows."""
    answer = found.answers.get(number)
    if answer is not None and answer.note is not None:
        yield tell("note", language, text=answer.note)
    if answer is not None and answer.evidence is not None:
        yield tell("evidence", language, text=answer.evidence)
    yield from told_signs(signs, language)


def told_signs(signs: Iterable[Sign], language: Language) -> Iterator[str]:
    """Tell signs, places that show the same in one line."""
    places: dict[str, list[str]] = {}
    for one in dict.fromkeys(signs):
        places.setdefault(one.says.in_language(language), []).append(one.where)
    for says, where in places.items():
        named = ", ".join(place for place in where if place)
        yield f"{named}: {says}" if named else says


def _moves(found: Evidence, language: Language) -> Part:
    """List what each retrofit would support, and what the score would be at most."""
    entries = []
    for move in found.moves:
        told = tell(
            "move",
            language,
            item=_item(found, move.item, language),
            level=move.level,
            retrofits=" + ".join(move.retrofits),
        )
        entries.append(Entry(told, tuple(_grounds(found, move, language))))
    if not found.moves:
        return Part(tell("moves", language), closing=(tell("no moves", language),))
    lifted = tell(
        "lifted",
        language,
        score=_points_in(found.lifted.whole.score, language),
        level=_level_in(found.lifted.whole.level, language),
        band=_bands_in(found.lifted, language),
    )
    closing = (lifted,) if _any_answer(found) else ()
    return Part(tell("moves", language), entries=tuple(entries), closing=closing)


def _grounds(found: Evidence, move: Move, language: Language) -> Iterator[str]:
    """What a move rests on, and whether it adds anything to what was answered."""
    yield from told_signs(move.gained, language)
    if not move.gained:
        yield tell("by its field", language)
    answer = found.answers.get(move.item)
    if answer is not None and answer.level is not None and answer.level >= move.level:
        yield tell("no more", language)


def _results(found: Evidence, language: Language) -> Part:
    """List the items of results, with the figures whose simulated change speaks of them."""
    entries = tuple(
        Entry(_item(found, number, language), tuple(_told_trend(trend, language)))
        for number, trend in (found.trends or {}).items()
    )
    said = [tell("trend only", language)]
    if found.comparison is not None:
        said.append(how_run(found.comparison.after, language))
    return Part(tell("results", language), tuple(said), entries=entries)


def _told_trend(trend: Trend, language: Language) -> Iterator[str]:
    from kpi import REGISTRY

    for key, names in trend._asdict().items():
        if names:
            told = "; ".join(REGISTRY[name].title(language) for name in names)
            yield tell(key, language, names=told)
    if not any(trend):
        yield tell("unsaid", language)


def _unknowable(found: Evidence, language: Language) -> Part:
    """List the items of which a model knows nothing, area by area."""
    entries = []
    for area in found.table.areas.values():
        named = [
            f"{number} {item.title.in_language(language)}"
            for number, item in area.items.items()
            if number in found.unknowable
        ]
        if named:
            entries.append(Entry(" · ".join(named)))
    title = tell("unknowable", language, count=len(found.unknowable))
    return Part(title, entries=tuple(entries))
