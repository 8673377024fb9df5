"""The chapters of a judgement: what each asks before the runs, and what it makes of them.

A chapter that the line or its retrofits say too little for is not left out in silence: the reason
stands in its place. Where somebody said something for just this chapter, the reason stops the work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from twin.judge.question import Question
from twin.settings import SettingError

if TYPE_CHECKING:
    from twin.compare import Comparison
    from twin.outcome import Plain
    from twin.outline import Part
    from twin.package import Budget
    from twin.scenario import Scenario
    from twin.study import Progress
    from twin.wording import Language

Finish = Callable[["Comparison"], Any]


class Setting(NamedTuple):
    """What every chapter may ask: the question, the line with its retrofits, and how it is run."""

    question: Question
    scenario: Scenario
    threads: int | None
    progress: Progress | None
    announce: Callable[[Budget], None] | None = None  # told how many runs a package takes


class Chapter(NamedTuple):
    """One kind of chapter.

    begin : settles what can be settled before anything is run, and returns what makes the chapter
        of a comparison; both raise SettingError with the reason why it cannot be told
    parts : the chapter for a reader
    plain : the chapter for a program
    """

    begin: Callable[[Setting], Finish]
    parts: Callable[[Any, Language], list[Part]]
    plain: Callable[[Any], Plain]


def _investment(setting: Setting) -> Finish:
    from twin.invest import appraise, check_draws_of, terms_of, with_origins
    from twin.study import Conditions

    said = setting.question.said
    terms = terms_of(setting.scenario.bare(), setting.scenario, setting.question.wishes())
    draws = said.origins
    if draws is None:
        return lambda comparison: appraise(comparison, terms)
    check_draws_of(setting.scenario, draws)
    conditions = Conditions(said.engine, said.promise_s, setting.threads)

    def finish(comparison: Comparison) -> object:
        found = appraise(comparison, terms)
        return with_origins(found, setting.scenario, draws, conditions, setting.progress)

    return finish


def _bill(setting: Setting) -> Finish:
    from twin.bill import bills_of

    return lambda comparison: bills_of((comparison.before, comparison.after))


def _safety(setting: Setting) -> Finish:
    from lines.packs import pack_of
    from twin.safety import Asked, expected, record_of, workforce_of

    said = setting.question.said
    workforce_of(setting.scenario.bare().expected_line())
    record = None if said.record is None else record_of(said.record)
    pack = pack_of("safety", setting.scenario.file().packs)
    asked = Asked(pack, said.workers, record, said.strength_years)
    return lambda comparison: expected((comparison.before, comparison.after), asked)


def _package(setting: Setting) -> Finish:
    from twin.engine import Deadlock
    from twin.package import take_apart

    if len(setting.scenario.retrofits) < 2:
        raise SettingError(
            "one retrofit is no package: its contribution is the whole difference",
            "개선안이 하나뿐이므로 전체 차이가 곧 그 개선안의 기여",
        )

    def finish(comparison: Comparison) -> object:
        settings = comparison.before.settings
        try:
            return take_apart(
                setting.scenario.source,
                setting.scenario.retrofits,
                at=setting.scenario.at,
                engine=setting.question.said.engine,
                promise_s=setting.question.said.promise_s,
                threads=setting.threads,
                progress=setting.progress,
                max_runs=setting.question.said.max_runs,
                announce=setting.announce,
                compared=comparison,
                **settings._asdict(),
            )
        except Deadlock as error:
            told = "with some of the retrofits alone the line gets stuck"
            raise SettingError(f"the package cannot be taken apart: {told}.\n{error}") from None

    return finish


def _level(setting: Setting) -> Finish:
    from twin.level import evidence

    answers, packs = setting.question.answers, setting.scenario.file().packs
    evidence(setting.scenario, answers, packs)  # whatever is wrong with the answers
    return lambda comparison: evidence(setting.scenario, answers, packs, comparison)


def _form(setting: Setting) -> Finish:
    from twin.form import form_of, form_pack, wishes_of

    said = setting.question.said
    blank = form_pack(setting.scenario.file().packs)
    wishes = wishes_of(blank.content, said.indicators, said.weights)
    return lambda comparison: form_of(comparison, blank, wishes)


def chapters() -> dict[str, Chapter]:
    """Every chapter by name, in the order of the report."""
    from twin.bill import bill_object, bill_parts
    from twin.form import form_object, form_parts
    from twin.invest import investment_object, investment_parts
    from twin.level import assessment_object, assessment_parts
    from twin.package import package_object, package_parts
    from twin.safety import safety_object, safety_parts

    return {
        "investment": Chapter(
            _investment, partial(investment_parts, effects=False), investment_object
        ),
        "bill": Chapter(_bill, bill_parts, bill_object),
        "safety": Chapter(_safety, safety_parts, safety_object),
        "package": Chapter(_package, package_parts, package_object),
        "level": Chapter(_level, assessment_parts, assessment_object),
        "form": Chapter(_form, form_parts, form_object),
    }
