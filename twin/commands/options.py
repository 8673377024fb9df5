"""The options that commands share, each said once.

Whatever is heavy is imported when a command runs, so that `twin --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeVar

import typer

from twin.settings import MOST_RUNS

if TYPE_CHECKING:
    from lines import LineSource
    from lines.packs import Pack

DURATION, NUMBER = "DURATION", "NUMBER"
LARGEST = 2**63 - 1
MOST_REPLICATIONS = 10_000  # as `lines.limits` has it, which would read the whole of `lines` here
Choice = TypeVar("Choice", bound=StrEnum)


class EngineName(StrEnum):
    """The two programs that can run a line."""

    FAST = "fast"
    REFERENCE = "reference"


class LanguageName(StrEnum):
    """The languages of tables and reports."""

    ENGLISH = "en"
    KOREAN = "ko"


def seconds(text: str | float) -> float:
    """Read a duration as a line file writes it, such as '4 weeks' or '30 min'."""
    from lines.units import UnitError, measure

    if isinstance(text, float):
        return text
    try:
        found = measure(text, "duration")
    except UnitError as error:
        raise typer.BadParameter(f"found '{text}'; {error}.") from None
    if found < 0:
        raise typer.BadParameter(f"found '{text}'; expected a duration of 0 s or more.")
    return found


def whole(least: int, such_as: str, most: int = LARGEST) -> Callable[[str | int], int]:
    """Return what reads a whole number from `least` to `most`, with an example for who errs."""

    def number(text: str | int) -> int:
        try:
            found = int(text)
        except ValueError:
            found = least - 1
        if not least <= found <= most:
            reach = f"from {least} to {most:,}" if most < LARGEST else f"of {least} or more"
            raise typer.BadParameter(
                f"found '{text}'; expected a whole number {reach}, such as {such_as}."
            )
        return found

    return number


def one_of(words: type[Choice]) -> Callable[[str | Choice], Choice]:
    """Return what reads one of a few words."""

    def word(text: str | Choice) -> Choice:
        from lines.errors import hint

        known = [one.value for one in words]
        if str(text) not in known:
            told = f"found '{text}'; expected {' or '.join(known)}{hint(str(text), known)}"
            raise typer.BadParameter(told if told.endswith("?") else f"{told}.")
        return words(str(text))

    return word


class Run(NamedTuple):
    """How a line is run, before and after its retrofits; None for what the line file says."""

    engine: Literal["fast", "reference"]
    warmup_s: float | None
    length_s: float | None
    replications: int | None
    seed: int | None
    threads: int | None


def source_of(line: str, packs: Sequence[str] | None) -> LineSource:
    """Return the file of a line, with the data packs that are asked before the bundled ones."""
    from lines import read

    return read(line)._replace(packs=loaded(packs))


def loaded(packs: Sequence[str] | None) -> tuple[Pack, ...]:
    """Return data packs by their paths or bundled names; LineError where one is wrong."""
    if not packs:
        return ()
    from lines.packs import load_pack

    return tuple(load_pack(one) for one in packs)


LineName = Annotated[
    str, typer.Argument(metavar="LINE", help="a line file, or the name of a bundled line")
]
RETROFIT = typer.Option(
    "--retrofit",
    metavar="RETROFIT",
    help=(
        "a retrofit file or the name of a bundled one, see `twin catalogue --line LINE`; "
        "several are applied in order"
    ),
)
Retrofits = Annotated[list[str] | None, RETROFIT]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="STATION", help="put the retrofits on this station only"),
]
Length = Annotated[
    float | None,
    typer.Option("--length", metavar=DURATION, parser=seconds, help="time in the books, '4 weeks'"),
]
Warmup = Annotated[
    float | None,
    typer.Option("--warmup", metavar=DURATION, parser=seconds, help="time before the books open"),
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        metavar=NUMBER,
        parser=whole(1, "--replications 20", MOST_REPLICATIONS),
        help="how many independent runs",
    ),
]
MaxRuns = Annotated[
    int | None,
    typer.Option(
        "--max-runs",
        metavar=NUMBER,
        parser=whole(1, "--max-runs 5000", MOST_RUNS),
        help="runs that taking a package apart may make; default: by the line's size",
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", metavar=NUMBER, parser=whole(0, "--seed 1"), help="the luck of the study"
    ),
]
Engine = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        metavar="fast|reference",
        parser=one_of(EngineName),
        help="fast (Numba), or reference (SimPy)",
    ),
]
Promise = Annotated[
    float | None,
    typer.Option(
        "--promise", metavar=DURATION, parser=seconds, help="lead time promised, such as '4 h'"
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        "--threads",
        metavar=NUMBER,
        parser=whole(1, "--threads 2"),
        help="replications at a time; default: all processors",
    ),
]
Language = Annotated[
    LanguageName,
    typer.Option(
        "--language",
        metavar="en|ko",
        parser=one_of(LanguageName),
        envvar="LINETWIN_LANGUAGE",
        help="language of tables and reports",
    ),
]
Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="FILE",
        help="a data pack, file or bundled name, asked before the others; several in order",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]


def file_of(*endings: str) -> Callable[[Path | None], Path | None]:
    """Return what refuses a place where no such file can be written, before anything is run."""

    def target(out: Path | None) -> Path | None:
        from twin.writable import why_no_file

        told = None if out is None else why_no_file(out, endings)
        if told:
            raise typer.BadParameter(f"{told}.")
        return out

    return target


HTML = file_of(".html", ".htm")


Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="write the HTML report to this file", callback=HTML),
]
_AUDIT_HELP = "run one replication again on the SimPy engine and compare the books"
Audit = Annotated[bool, typer.Option("--audit", help=_AUDIT_HELP)]
AuditOrNot = Annotated[
    bool | None,
    typer.Option(
        "--audit/--no-audit",
        show_default=False,
        help=f"{_AUDIT_HELP}; done for every report unless told not to",
    ),
]
