"""`twin lines`: what lines, retrofits and starters come with the house."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options
from twin.commands.starter import refuse_alone, write_starter
from twin.wording import Language, say

if TYPE_CHECKING:
    from lines.model import Title


def lines(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="print the file of this bundled line or retrofit"),
    ] = None,
    new: Annotated[
        str | None,
        typer.Option("--new", metavar="NAME", help="write a commented line to start from"),
    ] = None,
    sector: Annotated[
        str | None,
        typer.Option("--sector", metavar="SECTOR", help="of the new line; general without it"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="the new file; NAME.yaml without it"),
    ] = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """List what is bundled, or write a line to start from."""
    from lines import bundled_lines, bundled_retrofits

    refuse_alone(new, name, sector, out)
    if new is not None:
        write_starter(new, sector, out, language.value, as_json)
        return
    shelves = {"lines": bundled_lines(), "retrofits": bundled_retrofits()}
    if name is not None:
        _print_file(name, shelves)
        return
    listed = _everything(shelves)
    if as_json:
        console.print_json(dict(listed))
    else:
        _print_table(listed, language.value)


def _everything(shelves: dict[str, dict[str, Path]]) -> dict[str, list[dict[str, object]]]:
    """Return name and titles of everything on the shelves, and of the starters by sector."""
    from lines import load, load_retrofit, starters

    return {
        "lines": _listed({name: load(name).title for name in shelves["lines"]}),
        "retrofits": _listed({name: load_retrofit(name).title for name in shelves["retrofits"]}),
        "starters": _listed({sector: load(path).title for sector, path in starters().items()}),
    }


def _print_table(listed: dict[str, list[dict[str, object]]], language: Language) -> None:
    from twin.table import Cells, Section, table

    rows: list[Cells | Section] = []
    for shelf, entries in listed.items():
        rows.append(Section(say(shelf, language)))
        rows += [Cells((f"  {one['name']}", str(one[_title(language)]))) for one in entries]
    header = (say("name", language), say("title", language))
    console.print_text(table(header, rows, console.width(), left=2))


def _title(language: Language) -> str:
    """Return the key under which the title in this language stands."""
    return f"title_{language}"


def _listed(titles: dict[str, Title]) -> list[dict[str, object]]:
    """Return name and titles of everything on a shelf."""
    return [
        {"name": name, "title_en": title.en, "title_ko": title.ko} for name, title in titles.items()
    ]


def _print_file(name: str, shelves: dict[str, dict[str, Path]]) -> None:
    """Print a bundled file as it stands."""
    from lines import LineError, Problem

    files = {**shelves["retrofits"], **shelves["lines"]}
    with console.exit_codes():
        if name not in files:
            expected = ", ".join(sorted(files))
            raise LineError([Problem(name, 0, 0, "", f"is not bundled; there are: {expected}")])
        console.print_text(files[name].read_text(encoding="utf-8").rstrip())
