"""What a command says while somebody waits for it, on standard error and only there."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from twin.commands.console import tell, tell_stop
from twin.commands.ending import stop_if_asked
from twin.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twin.wording import Language

# The kernel that takes longest to compile: where its compiled form lies, so do the others.
EVENT_LOOP = "loop.run_until"


@contextmanager
def progress(engine: str, language: Language, label: str) -> Iterator[Callable[[int, int], None]]:
    """Compile the engine if need be, then count the replications, shown where a terminal is.

    Where Ctrl-C stops the work, one line says how far it had come.
    """
    so_far = (0, 0)

    def told(done: int, total: int) -> None:
        nonlocal so_far
        so_far = (done, total)
        stop_if_asked()
        show(done, total)

    try:
        if engine == "fast":
            make_ready(language)
        with _bar(language, label) as show:
            yield told
        stop_if_asked()
    except KeyboardInterrupt:
        done, total = so_far
        key = "stopped within" if total else "stopped"
        tell_stop(say(key, language, done=done, total=total))
        raise


@contextmanager
def _bar(language: Language, label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many replications are done, on a terminal; nothing anywhere else."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    words = TextColumn(escaped(label)), TextColumn(say("running", language))
    columns = (words[0], BarColumn(), MofNCompleteColumn(), words[1])
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def status(text: str) -> Iterator[None]:
    """Say what the wait is for while it lasts, on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(escaped(text)):
        yield


def escaped(text: str) -> str:
    """Return a text whose square brackets are brackets and not markup."""
    return text.replace("[", "\\[").replace("{", "{{").replace("}", "}}")


def make_ready(language: Language) -> None:
    """Compile the fast engine if this machine has not yet, and say what the wait is for."""
    from twin.engine import warm_up
    from twin.engine.kernel import is_compiled

    if is_compiled(EVENT_LOOP):
        return
    tell(say("compiling", language))
    tell(say("compiled", language, seconds=warm_up()))
