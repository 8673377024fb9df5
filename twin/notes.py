"""What a reader should know before the figures: nothing happened, overtime, a factor assumed.

A study in which no part leaves has figures all the same, zeros and dashes; the notes say so, and
the likely reason, as far as the books tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin import figures
from twin.requirements import degraded_notes
from twin.whereabouts import whereabouts
from twin.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi import Books
    from twin.compare import Comparison
    from twin.study import StudyResult
    from twin.wording import Language

PERCENT = 100.0
MOST_OFF = 0.99  # share of the stations' time out of hours from which on that is the reason
MUCH_MORE, MANY_MORE = 0.1, 20  # share of what comes, and parts, that pile up
MUCH_WAITING = 0.5  # share of a station's time spent waiting for its crew


def notes_of(study: StudyResult, language: Language) -> list[str]:
    """Say what is odd about a study as a whole; nothing where all is well."""
    return [
        *degraded_notes(study.scenario, language),
        *_nothing_out(study, language),
        *_flooded(study, language),
        *_overtime(study, language),
        *_silent_factor(study, language),
    ]


def notes_of_both(comparison: Comparison, language: Language) -> list[str]:
    """Say what is odd about both sides; what is true of both is said once."""
    before, after = (notes_of(one, language) for one in (comparison.before, comparison.after))
    shared = [note for note in before if note in after]
    sided = (("before", before), ("after", after))
    own = [
        say("note of a side", language, side=say(side, language), note=note)
        for side, notes in sided
        for note in notes
        if note not in shared
    ]
    return shared + own


def _nothing_out(study: StudyResult, language: Language) -> Iterator[str]:
    """Say in how many replications no part left the line, and why where it was in all of them."""
    if all(books.at_sink == 0 for books in study.books) and any(b.left for b in study.books):
        yield f"{say('nothing at sink', language)} {whereabouts(study, language)}"
        return
    empty = [books for books in study.books if books.left == 0]
    if not empty:
        return
    if len(empty) < len(study.books):
        yield say("sometimes nothing out", language, count=len(empty), all=len(study.books))
        return
    settings = study.settings
    length, warmup = (
        figures.duration_in(language, seconds) for seconds in (settings.length_s, settings.warmup_s)
    )
    still = not any(_anything_happens(books) for books in empty)
    said = "nothing happened" if still else "nothing out"
    yield f"{say(said, language, length=length, warmup=warmup)} {_why(study, language)}"


def _anything_happens(books: Books) -> bool:
    """Say whether a part entered, was worked at or stood in the line."""
    from lines.states import BUSY

    ledger = books.ledger
    return bool(ledger.entered.sum() or ledger.inside.sum() or ledger.state_ticks[:, BUSY].sum())


def _why(study: StudyResult, language: Language) -> str:
    """The likeliest reason why no part left."""
    shares = study.stations
    off = [share["off"].mean >= MOST_OFF for share in shares.values()]
    if 2 * sum(off) >= len(off):
        return say("why off", language)
    waits = {name: share["waiting-crew"].mean for name, share in shares.items()}
    longest = max(waits, key=lambda name: waits[name])
    if waits[longest] >= MUCH_WAITING:
        share = figures.number(PERCENT * waits[longest], 0)
        return say("why crew", language, station=longest, share=share)
    if any(books.ledger.inside[1] for books in study.books):
        return whereabouts(study, language)
    came = _mean([int(books.ledger.arrived.sum()) for books in study.books])
    return say("why outside" if came else "why none came", language)


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts)


def _flooded(study: StudyResult, language: Language) -> Iterator[str]:
    """Say that more comes than the line can take, so that its figures depend on the time booked."""
    if any(books.left == 0 for books in study.books):
        return
    came = _mean([int(books.ledger.arrived.sum()) for books in study.books])
    grown = [_growth(books) for books in study.books]
    if min(grown) > 0 and _mean(grown) >= max(MANY_MORE, MUCH_MORE * came):
        count = figures.number(_mean(grown), 0)
        share = figures.number(PERCENT * _mean(grown) / came, 0)
        yield say("flooded", language, count=count, share=share)


def _growth(books: Books) -> int:
    """How many parts more stand in and before the line when the books close than when they open."""
    ledger = books.ledger
    before_the_door = int(ledger.arrived.sum() - ledger.lost.sum() - ledger.entered.sum())
    return before_the_door + int(ledger.inside[1] - ledger.inside[0])


def _overtime(study: StudyResult, language: Language) -> Iterator[str]:
    """Say which crews were at work for longer than they were on duty."""
    from kpi import UTILISATION

    for crew, times in study.crews.items():
        if UTILISATION in times and times[UTILISATION].mean > 1.0:
            share = figures.number(PERCENT * times[UTILISATION].mean, 1)
            yield say("overtime", language, crew=crew, share=share)


def _silent_factor(study: StudyResult, language: Language) -> Iterator[str]:
    """Say which emission factor of gas was taken where the file names none."""
    energy = study.line.energy
    fact = energy.factors.get("gas")
    if fact is not None and energy.gas.factor_name is None:
        known = fact.known
        yield say("gas factor", language, factor=fact.written, year=known.year, grade=known.grade)
