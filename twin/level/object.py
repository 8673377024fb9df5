"""An assessment as the plain object that other programs read: `twin assess --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.outcome import applied_object, bounds, comparison_object, known_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpi.level import AreaScore, Assessed, Reach
    from kpi.reality import Check
    from kpi.signs import Sign
    from lines.model import Title
    from lines.packs import Fact
    from twin.level.study import Evidence
    from twin.outcome import Plain


def assessment_object(found: Evidence) -> Plain:
    """Return the assessment; levels are those that people answered, never awarded ones."""
    plain: Plain = {
        "line": found.line.name,
        "retrofits": [one.name for one in found.retrofits],
        "applied": applied_object(found.landings),
        "pack": found.pack.name,
        "answers": found.name,
        "date": None if found.date is None else found.date.isoformat(),
        "notice": _both(found.table.notice),
        **_scores(found.assessed),
        "areas": {number: _area(score) for number, score in found.assessed.areas.items()},
        "items": {number: _item(found, number) for number in found.table.items},
        "unknowable": list(found.unknowable),
        "moves": [
            {
                "item": move.item,
                "level": move.level,
                "retrofits": list(move.retrofits),
                "signs": _signs(move.gained),
            }
            for move in found.moves
        ],
        "if_confirmed": _scores(found.lifted),
        "systems": [
            {
                "title": _both(rung.title),
                "says": _both(rung.says),
                "company_levels": list(rung.company),
                **known_object(rung.known),
            }
            for rung in found.table.systems
        ],
    }
    if found.comparison is not None:
        plain["comparison"] = comparison_object(found.comparison)
        plain["reality"] = _reality(found)
    return plain


def _scores(assessed: Assessed) -> Plain:
    low, high = assessed.bands
    certified = dict(zip(("low", "high"), assessed.certified, strict=True))
    return {
        **_area(assessed.whole),
        "band": {"low": low, "high": high},
        "certified": certified,
    }


def _area(score: AreaScore) -> Plain:
    return {
        "points": float(score.points),
        "score": _reach(score.score),
        "level": _reach(score.level),
        "unknown": list(score.unknown),
    }


def _reach(reach: Reach) -> Plain:
    return {"low": float(reach.low), "high": float(reach.high)}


def _item(found: Evidence, number: str) -> Plain:
    """Return an item with its answer, and what the line and the comparison show of it."""
    item, answer = found.table.items[number], found.answers.get(number)
    plain: Plain = {
        "title": _both(item.title),
        "points": item.points.value,
        "answer": None if answer is None else answer.level,
        "note": None if answer is None else answer.note,
        "evidence": None if answer is None else answer.evidence,
        "signs": _signs(found.shown.get(number, ())),
        **known_object(item.points.known),
    }
    trend = (found.trends or {}).get(number)
    if trend is not None:
        plain["trend"] = {verdict: list(names) for verdict, names in trend._asdict().items()}
    return plain


def _signs(signs: Iterable[Sign]) -> list[Plain]:
    return [{"where": one.where or None, "says": _both(one.says)} for one in signs]


def _reality(found: Evidence) -> Plain:
    """Return every figure beside the published averages, and what speaks against these."""
    effects = found.effects_table
    return {
        "pack": None if found.effects is None else found.effects.name,
        "notice": _both(effects.notice),
        "checks": [_check(found, one) for one in found.checks],
        "studies": {
            name: {
                "title": _both(study.title),
                "sample": _both(study.sample),
                "counts": study.counts,
                "changes": {yardstick: _fact(fact) for yardstick, fact in study.changes.items()},
            }
            for name, study in effects.studies.items()
        },
        "doubts": [{"says": _both(one.says), **known_object(one.known)} for one in effects.doubts],
    }


def _check(found: Evidence, check: Check) -> Plain:
    yardstick, bound = found.effects_table.yardsticks[check.yardstick], check.bound
    return {
        "yardstick": check.yardstick,
        "figure": check.figure,
        "change": bounds(check.change),
        "published": {name: fact.value for name, fact in check.counted.items()},
        "standing": check.standing,
        "same_definition": yardstick.same,
        "differs": _both(yardstick.differs),
        "best_change": check.best,
        "bound": None
        if bound is None
        else {"value": bound.value, "limit": bound.limit, "stations": list(bound.stations)},
        "out_of_reach": check.out_of_reach,
    }


def _fact(fact: Fact) -> Plain:
    return {"value": fact.value, **known_object(fact.known)}


def _both(title: Title) -> Plain:
    return {"en": title.en, "ko": title.ko}
