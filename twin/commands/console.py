"""Where the commands' words go: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator


WRONG_INPUT = 2
# Names may come from a file or the command line that somebody else wrote.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
STUCK = 3


def print_json(thing: dict[str, object]) -> None:
    """Print one JSON object; what is not a number is null, never NaN."""
    typer.echo(json.dumps(thing, allow_nan=False))


def print_text(text: str) -> None:
    """Print a result for a reader; letters the terminal cannot show become question marks."""
    typer.echo(_shown(text, sys.stdout.encoding))


def tell(text: str) -> None:
    """Say something about the work itself, beside the results."""
    with suppress(OSError):  # a full disk behind it is no reason to lose the result as well
        typer.echo(_shown(text, sys.stderr.encoding), err=True)


def _shown(text: str, encoding: str | None) -> str:
    """Return a text as a terminal can show it: no sign in it moves the cursor."""
    plain = _CONTROL.sub("\ufffd", text)
    return plain.encode(encoding or "utf-8", "replace").decode(encoding or "utf-8")


_STOPS: list[str] = []


def tell_stop(text: str) -> None:
    """Say that Ctrl-C stopped the work, in the words of whoever knows most, and only once."""
    if not _STOPS:
        _STOPS.append(text)
        tell(text)


def width() -> int | None:
    """Return the terminal's width, or None where the output goes to a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn what a user got wrong, and a line that got stuck, into words and an exit code."""
    from lines import LineError
    from twin.settings import SettingError

    try:
        yield
    except (LineError, SettingError) as error:
        tell(str(error))
        raise typer.Exit(WRONG_INPUT) from None
    except Exception as error:
        from lines.packs import HolidaysUnknown
        from twin.engine import Deadlock, Overfull

        if not isinstance(error, (Deadlock, Overfull, HolidaysUnknown)):
            raise
        tell(str(error))
        raise typer.Exit(STUCK if isinstance(error, Deadlock) else WRONG_INPUT) from None
