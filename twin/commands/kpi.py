"""`twin kpi`: what the figures mean."""

from __future__ import annotations

from twin.commands import console, options
from twin.wording import Language, say


def kpi(
    language: options.Language = options.LanguageName.ENGLISH, as_json: options.AsJson = False
) -> None:
    """List the figures and what they mean."""
    from kpi import FAMILIES, REGISTRY
    from twin.formulas import formula_of
    from twin.table import Cells, Section, hanging, table

    if as_json:
        console.print_json({"kpis": {name: _object(name) for name in REGISTRY}})
        return
    spoken: Language = language.value
    rows: list[Cells | Section] = []
    for family, titles in FAMILIES.items():
        rows.append(Section(titles[1] if spoken == "ko" else titles[0]))
        for one in REGISTRY.values():
            if one.family == family:
                direction = say(one.better, spoken)
                rows.append(Cells((f"  {one.name}", one.title(spoken), one.unit, direction)))
                told = f"= {formula_of(one, spoken)}  ({one.source})"
                for line in hanging(told, console.width(), "      "):
                    rows.append(Section(line, apart=False))
    keys = ("name", "title", "unit", "direction")
    header = [say(key, spoken) for key in keys]
    console.print_text(table(header, rows, console.width(), left=len(keys)))


def _object(name: str) -> dict[str, object]:
    """Return everything the register knows of a figure but how to measure it."""
    from kpi import REGISTRY

    one = REGISTRY[name]
    return {
        "family": one.family,
        "unit": one.unit,
        "better": one.better,
        "formula": one.formula,
        "source": one.source,
        "title_en": one.title_en,
        "title_ko": one.title_ko,
    }
