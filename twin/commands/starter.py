"""`twin lines --new`: a commented file to start from, which never takes another's place."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer

from twin.commands import console
from twin.wording import Language, say


def write_starter(
    name: str, sector: str | None, out: Path | None, language: Language, as_json: bool
) -> None:
    """Write the starter of a sector under a new name, and say where and what comes next."""
    from lines import GENERAL, starter_of

    sector = GENERAL if sector is None else sector
    with console.exit_codes():
        text = starter_of(name, sector)
    target = Path(f"{name}.yaml") if out is None else out
    write_new(target, text)
    if as_json:
        console.print_json({"line": name, "sector": sector, "file": str(target)})
    else:
        console.print_text(say("starter", language, path=target))


ANOTHER_LINE = "choose it with --out FILE, or another NAME"


def write_new(target: Path, text: str, another: str = ANOTHER_LINE) -> None:
    """Write a file that is not there yet; wrong input where it is, or cannot be."""
    from twin.whole import write_whole

    if not target.parent.is_dir():
        _refuse(f"{target}: there is no folder '{target.parent}'; make it first, or {another}")
    try:
        write_whole(target, text, anew=False)
    except FileExistsError:
        _refuse(
            f"{target}: found a file of this name, which is never overwritten; "
            f"expected a new one: {another}"
        )
    except OSError as error:
        _refuse(f"{target}: the file cannot be written: {error.strerror or error}")


def _refuse(told: str) -> NoReturn:
    console.tell(told)
    raise typer.Exit(console.WRONG_INPUT) from None


def refuse_alone(new: str | None, name: str | None, sector: str | None, out: Path | None) -> None:
    """Refuse what does not belong together: a name to print, and the words about a new line."""
    if new is not None and name is not None:
        raise typer.BadParameter(
            f"found '{name}' to print and '{new}' to write; expected one of them: "
            f"twin lines {name}, or twin lines --new {new}",
            param_hint="--new",
        )
    for option, value in (("--sector", sector), ("--out", out)):
        if new is None and value is not None:
            raise typer.BadParameter(
                f"found '{value}' without a new line; expected --new NAME beside it, "
                f"such as twin lines --new my-line {option} {value}",
                param_hint=option,
            )
