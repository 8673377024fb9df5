"""`twin catalogue`: the bundled retrofits by category and field, and where they fit a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options
from twin.wording import Language, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twin.catalogue import Fit

ON_LINE = typer.Option(
    "--line", metavar="LINE", help="tell which of them fit this line, and where; nothing is run"
)


def catalogue(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="only these retrofits")
    ] = None,
    line: Annotated[str | None, ON_LINE] = None,
    pack: options.Packs = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """List the retrofits by category and field."""
    from twin.catalogue import by_field, catalogue_object, fit_of

    fits: dict[str, Fit] = {}
    with console.exit_codes():
        chosen = tuple(_known(names or []))
        if line is not None:
            from lines import build

            source = options.source_of(line, pack)
            build(source)
            every = [one for retrofits in by_field(chosen).values() for one in retrofits]
            fits = {one.name: fit_of(source, one) for one in every}
    if as_json:
        console.print_json(catalogue_object(fits, chosen))
    else:
        text = "\n".join(_listed(line or "", fits, chosen, language.value))
        console.print_text(text)


def _known(names: list[str]) -> Iterator[str]:
    """Yield each retrofit by name or file once; LineError where there is none of it."""
    from lines.library import RETROFITS
    from lines.source import found

    for name in dict.fromkeys(names):
        found(name, RETROFITS, "retrofit")
        yield name


def _listed(
    line: str, fits: dict[str, Fit], names: tuple[str, ...], language: Language
) -> Iterator[str]:
    """Yield the lines of the catalogue for a reader, none wider than the terminal."""
    from lines.fields import FIELDS
    from twin import catalogue as told
    from twin.table import hanging

    width, category = console.width(), ""
    for field, retrofits in told.by_field(names).items():
        if not retrofits:
            continue
        known = FIELDS[field]
        if known.category != category:
            category = known.category
            yield from ("", phrase(told.CATEGORIES, category, language))
        yield from ("", f"  {known.ko if language == 'ko' else known.en}")
        for one in retrofits:
            title = f"{one.name}: {told.title_text(one, language)}"
            yield from hanging(title, width, "    ", "  ")
            for text in told.details(one, language, line, fits.get(one.name)):
                deep = len(text) - len(text.lstrip())
                yield from hanging(text.lstrip(), width, " " * (6 + deep), "  ")
    yield ""
    yield from hanging(phrase(told.TEXTS, "check", language), width, "", "")
