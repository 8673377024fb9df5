"""A judgement: one comparison, and every chapter that can be told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from twin.compare import audited_sides, compare
from twin.judge.chapters import Chapter, Setting, chapters
from twin.judge.inputs import Inputs, Paths, gathered, laid_out, paths_of
from twin.judge.question import Question
from twin.package import most_runs
from twin.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from twin.compare import Comparison
    from twin.package import Budget
    from twin.study import Progress
    from twin.wording import Language


@dataclass(frozen=True)
class Judgement:
    """All that is said of a line and its retrofits; whatever is printed or written is in here."""

    question: Question
    inputs: Inputs
    comparison: Comparison
    found: dict[str, Any]  # chapters by name
    silent: dict[str, str]  # by name: why a chapter cannot be told
    korean: dict[str, str]  # the same reasons for a Korean page

    def reasons(self, language: Language) -> dict[str, str]:
        """Why chapters cannot be told, by name."""
        return self.korean if language == "ko" else self.silent


def judge(
    question: Question,
    *,
    threads: int | None = None,
    audit: bool = False,
    progress: Progress | None = None,
    announce: Callable[[Budget], None] | None = None,
) -> Judgement:
    """Run a line before and after its retrofits once, and judge it in every way there is.

    Every file is read once, at the beginning: what somebody saves meanwhile changes nothing.

    audit : let the reference engine run a replication of each side again
    announce : is told how many runs the package takes, before it makes them

    Raises
    ------
    LineError
        If a file says something that cannot be run.
    SettingError
        If a chapter cannot be told although something was said for it alone.
    twin.engine.Deadlock
        If either side gets stuck.
    """
    question.scenario().expected_line()  # what is wrong with the files, told where they lie
    paths = paths_of(question.line, question.retrofits, question.packs, question.answers)
    return judge_inputs(question, gathered(paths), paths, threads, audit, progress, announce)


def judge_inputs(
    question: Question,
    inputs: Inputs,
    paths: Paths,
    threads: int | None = None,
    audit: bool = False,
    progress: Progress | None = None,
    announce: Callable[[Budget], None] | None = None,
) -> Judgement:
    """Judge files that have been read already, as `judge` does.

    paths : where they were found, for error messages
    """
    with laid_out(inputs, paths) as laid:
        asked = replace(
            question,
            line=str(laid.line),
            retrofits=tuple(map(str, laid.retrofits)),
            packs=tuple(map(str, laid.packs)),
            answers=laid.answers,
        )
        scenario = asked.scenario()
        scenario.expected_line()
        comparison, found, silent = _judged(Setting(asked, scenario, threads, progress, announce))
        if audit:
            comparison = audited_sides(comparison)
        told = {name: laid.nameless(str(error)) for name, error in silent.items()}
        korean = {name: laid.nameless(error.korean) for name, error in silent.items()}
    return Judgement(_settled(question, comparison), inputs, comparison, found, told, korean)


def _settled(question: Question, comparison: Comparison) -> Question:
    """The question with the limit of runs that was taken, so that an audit asks the same."""
    said = question.said
    if len(question.retrofits) < 2 or "package" in said.without or said.max_runs is not None:
        return question
    return replace(question, said=replace(said, max_runs=most_runs(comparison.before)))


def _judged(setting: Setting) -> tuple[Comparison, dict[str, Any], dict[str, SettingError]]:
    """The comparison, the chapters that can be told, and why the others cannot."""
    question = setting.question
    silent: dict[str, SettingError] = {}
    finish = {}
    for name, chapter in _asked_for(question, silent).items():
        try:
            finish[name] = chapter.begin(setting)
        except SettingError as error:
            silent[name] = _reason(question, name, error)
    comparison = _compared(setting)
    found = {}
    for name, make in finish.items():
        try:
            found[name] = make(comparison)
        except SettingError as error:
            silent[name] = _reason(question, name, error)
    return comparison, found, silent


def _asked_for(question: Question, silent: dict[str, SettingError]) -> dict[str, Chapter]:
    """The chapters to tell; write down of the others that they were not wanted."""
    from lines.errors import hint, listed

    known, without = chapters(), question.said.without
    for name in without:
        if name not in known:
            told = f"--without: no chapter '{name}'{hint(name, known)}"
            raise SettingError(f"{told}; there are {listed(known)}")
        if question.said.about(name):
            raise SettingError(f"--without {name}: found options for it; expected it without any")
        silent[name] = SettingError(f"left out (--without {name})", f"제외함(--without {name})")
    return {name: one for name, one in known.items() if name not in without}


def _reason(question: Question, name: str, error: SettingError) -> SettingError:
    """Why a chapter is not told; raised where it was asked for."""
    if question.said.about(name):
        raise error
    return error


def _compared(setting: Setting) -> Comparison:
    said, scenario = setting.question.said, setting.scenario
    return compare(
        scenario.source,
        scenario.retrofits,
        at=scenario.at,
        engine=said.engine,
        warmup_s=said.warmup_s,
        length_s=said.length_s,
        replications=said.replications,
        seed=said.seed,
        promise_s=said.promise_s,
        threads=setting.threads,
        progress=setting.progress,
    )
