"""Where parts went in a study that brings none to the sink, as far as its books tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from twin import figures
from twin.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twin.study import StudyResult
    from twin.wording import Language

MOST_NAMED = 3
LEAST_CONTENT = 0.05  # mean parts in a place below which it is not named
MANY_ROUNDS = 3.0  # cycles of a station for each part that was there from which on parts go round


def whereabouts(study: StudyResult, language: Language) -> str:
    """Say how many parts came and where they are: in the line, outside, scrapped or lost."""
    went = list(_went(study, language))
    sentences = [say("went", language, went=", ".join(went))]
    sentences += _rounds(study, language) or _too_short(study, language)
    return " ".join(sentences)


def _went(study: StudyResult, language: Language) -> Iterator[str]:
    """One clause for each end that parts came to."""
    ledgers = [books.ledger for books in study.books]
    arrived, entered, lost = (
        _mean([int(table.sum()) for table in tables])
        for tables in zip(*((one.arrived, one.entered, one.lost) for one in ledgers), strict=True)
    )
    yield say("went came", language, count=_count(arrived))
    inside = _mean([int(one.inside[1]) for one in ledgers])
    if inside:
        places = _named(_contents(study), 1) or "–"
        yield say("went inside", language, count=_count(inside), places=places)
    outside = arrived - entered - lost
    if outside > 0:
        yield say("went outside", language, count=_count(outside))
    scrapped = _mean([books.scrapped for books in study.books])
    if scrapped:
        places = _named(_scrapped(study), 0) or "–"
        yield say("went scrapped", language, count=_count(scrapped), places=places)
    if lost:
        places = _named({u: one.mean for u, one in study.lost.items()}, 2, share=True)
        yield say("went lost", language, count=_count(lost), places=places or "–")


def _contents(study: StudyResult) -> dict[str, float]:
    """Mean parts in each place, and at each station: machines that work or are blocked hold one."""
    contents = {place: level.mean for place, level in study.buffers.items()}
    for name, shares in study.stations.items():
        held = shares["busy"].mean + shares["blocked"].mean
        contents[name] = held * study.line.stations[name].machines
    return {name: content for name, content in contents.items() if content >= LEAST_CONTENT}


def _scrapped(study: StudyResult) -> dict[str, float]:
    """Mean parts scrapped out of each station, and in each place where they stayed too long."""
    counts: dict[str, float] = {}
    for books in study.books:
        frame, ledger = books.frame, books.ledger
        for machine, count in enumerate(ledger.scrapped_at):
            name = frame.stations[frame.machine_station[machine]]
            counts[name] = counts.get(name, 0.0) + int(count) / len(study.books)
        for place, count in zip(frame.places, ledger.expired, strict=True):
            counts[place] = counts.get(place, 0.0) + int(count) / len(study.books)
    return {name: count for name, count in counts.items() if count}


def _named(sizes: Mapping[str, float], decimals: int, share: bool = False) -> str:
    """Name the largest of these with their sizes."""
    largest = sorted(sizes, key=lambda name: -sizes[name])[:MOST_NAMED]
    if share:
        return ", ".join(f"{name} {figures.number(100 * sizes[name], 0)} %" for name in largest)
    return ", ".join(f"{name} {figures.number(sizes[name], decimals)}" for name in largest)


def _rounds(study: StudyResult, language: Language) -> list[str]:
    """Say that parts go round, where a station finished far more cycles than there were parts."""
    cycles: dict[str, float] = {}
    for books in study.books:
        parts = max(int(books.ledger.arrived.sum() + books.ledger.inside[0]), 1)
        for name in books.frame.stations:
            done = int(books.ledger.finished[books.machines_of(name)].sum())
            cycles[name] = cycles.get(name, 0.0) + done / parts / len(study.books)
    busiest = max(cycles, key=lambda name: cycles[name])
    if cycles[busiest] < MANY_ROUNDS:
        return []
    return [say("went round", language, station=busiest, count=figures.number(cycles[busiest], 1))]


def _too_short(study: StudyResult, language: Language) -> list[str]:
    """Say that no part can get through in the time of the study, where that is so."""
    from lines.graph import shortest_pass_s

    needed, settings = shortest_pass_s(study.line), study.settings
    if math.isinf(needed) or needed < settings.warmup_s + settings.length_s:
        return []
    return [say("went slowly", language, time=figures.duration_in(language, math.ceil(needed)))]


def _count(parts: float) -> str:
    return figures.number(parts, 0 if parts >= 1 else 1)


def _mean(counts: list[int]) -> float:
    return sum(counts) / len(counts)
