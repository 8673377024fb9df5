"""What a command says while somebody waits for it, on standard error and only there."""

from __future__ import annotations

import sys
import threading
import time
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
EVERY_S = 10.0  # between two lines where no terminal is


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
    """Show how many replications are done and what is left: a bar, or a line now and then."""
    if not sys.stderr.isatty():
        pace = Pace(language, label)
        with _now_and_then(pace.told):
            yield pace
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    words = TextColumn(escaped(label)), TextColumn(say("running", language))
    columns = (words[0], BarColumn(), MofNCompleteColumn(), words[1], TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class Pace:
    """How far the work is and how long it has taken, where no terminal shows a bar."""

    def __init__(self, language: Language, label: str) -> None:
        self.language = language
        self.label = label
        self.done = self.total = 0
        self.begun_s = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Note how many runs are done; another total is other work, which begins now."""
        if total != self.total:
            self.begun_s = time.monotonic()
        self.done, self.total = done, total

    def told(self) -> str | None:
        """The line to be said, with the time left where that can be told; None before the runs."""
        if not self.total:
            return None
        words = {"label": self.label, "done": self.done, "total": self.total}
        if not self.done:
            return say("at work", self.language, **words)
        a_run_s = (time.monotonic() - self.begun_s) / self.done
        left = _clock(a_run_s * (self.total - self.done))
        return say("at work, left", self.language, **words, left=left)


def _clock(seconds: float) -> str:
    """A time as hours, minutes and seconds: 1:02:03."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


@contextmanager
def _now_and_then(told: Callable[[], str | None]) -> Iterator[None]:
    """Say what there is to say every ten seconds until the work is done."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(EVERY_S):
            text = told()
            if text is not None:
                tell(text)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def status(text: str) -> Iterator[None]:
    """Say what the wait is for while it lasts: on a terminal at once, else where it is long."""
    if not sys.stderr.isatty():
        with _now_and_then(lambda: text):
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
