"""`twin catalogue`: the bundled retrofits by category and field, and where they fit a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options
from twin.wording import Language, phrase, say

if TYPE_CHECKING:
    from twin.catalogue import Fit

ON_LINE = typer.Option(
    "--line", metavar="LINE", help="tell which of them fit this line, and where; nothing is run"
)


def catalogue(
    line: Annotated[str | None, ON_LINE] = None,
    pack: options.Packs = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """List the retrofits by category and field."""
    from twin.catalogue import by_field, catalogue_object, fit_of

    fits: dict[str, Fit] = {}
    if line is not None:
        with console.exit_codes():
            from lines import build

            source = options.source_of(line, pack)
            build(source)
            every = [one for retrofits in by_field().values() for one in retrofits]
            fits = {one.name: fit_of(source, one) for one in every}
    if as_json:
        console.print_json(catalogue_object(fits))
    else:
        _print_table(line or "", fits, language.value)


def _print_table(line: str, fits: dict[str, Fit], language: Language) -> None:
    """Print the catalogue for a reader."""
    from lines.fields import FIELDS
    from twin import catalogue as told
    from twin.table import Cells, Section, table

    rows: list[Cells | Section] = []
    category = ""
    for field, retrofits in told.by_field().items():
        known = FIELDS[field]
        if known.category != category:
            category = known.category
            rows.append(Section(phrase(told.CATEGORIES, category, language)))
        rows.append(Section(f"  {known.ko if language == 'ko' else known.en}"))
        for one in retrofits:
            title, grades = told.title_text(one, language), told.grades_of(one)
            cost = told.cost_text(one, language)
            rows.append(Cells((f"    {one.name}", title, cost, "-".join(_ends(grades)) or "-")))
            below = told.details(one, language, line, fits.get(one.name))
            rows += [Section(text, apart=False) for text in below]
    keys = ("cost", "grade")
    header = [say("name", language), say("title", language)]
    header += [phrase(told.TEXTS, key, language) for key in keys]
    text = table(header, rows, console.width(), left=len(header))
    console.print_text(f"{text}\n\n{phrase(told.TEXTS, 'check', language)}")


def _ends(grades: tuple[str, ...]) -> tuple[str, ...]:
    """Return the best and the worst grade, once where they are the same."""
    return tuple(dict.fromkeys((grades[0], grades[-1]))) if grades else ()
