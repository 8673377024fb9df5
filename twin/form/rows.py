"""The rows of a KPI form from a comparison: before, target, what was achieved, and weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi.form import Sides, refuse_strangers, sides_of
from lines.packs import pack_of
from twin.form.wishes import Wishes, refuse_unweighed
from twin.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lines.packs import Indicator, KpiForm, Pack
    from twin.compare import Comparison

NOT_MEASURED = Sides(None, None, None)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: an indicator, its values in the unit of the form, and its weight if one is given."""

    number: int
    name: str
    indicator: Indicator
    sides: Sides
    weight: Decimal | None

    @property
    def figure(self) -> str | None:
        """Name of the key figure that measures it; None where a model cannot know."""
        return None if self.indicator.measured is None else self.indicator.measured.figure.name

    @property
    def is_filled(self) -> bool:
        """Whether it can be said before and after."""
        return self.sides.before is not None and self.sides.after is not None


@dataclass(frozen=True)
class Form:
    """The KPI table of a line with its retrofits: all that its files and its print say."""

    comparison: Comparison
    pack: Pack
    rows: tuple[FormRow, ...]
    others: tuple[str, ...]  # that the line can measure, but that are not in the table
    unmeasured: tuple[str, ...]  # that this line gives no figure for
    unknown: tuple[str, ...]  # that no model of a line can know

    @property
    def content(self) -> KpiForm:
        """The form of the pack."""
        form: KpiForm = self.pack.content
        return form

    @property
    def is_weighed(self) -> bool:
        """Whether the rows have weights."""
        return any(row.weight is not None for row in self.rows)

    def unit(self, row: FormRow, language: str) -> str:
        """Return the unit of a row; money is that of the line."""
        from kpi import REGISTRY

        line = self.comparison.before.line
        money = row.figure is not None and REGISTRY[row.figure].unit.startswith("currency")
        if money and line.currency != self.pack.currency:
            return line.currency
        return row.indicator.unit.in_language(language)


def form_pack(given: Sequence[Pack] = ()) -> Pack:
    """Return the form to fill: the first given, else the youngest bundled.

    Raises
    ------
    LineError
        If one of its indicators names a figure that nobody measures.
    """
    pack = pack_of("kpi-form", given)
    refuse_strangers(pack.content)
    return pack


def form_of(comparison: Comparison, pack: Pack, wishes: Wishes | None = None) -> Form:
    """Return the table of a comparison: the rows asked for, else the key indicators it can fill.

    Raises
    ------
    SettingError
        If no key indicator can be filled, or weights do not fit the rows.
    """
    wishes = Wishes() if wishes is None else wishes
    form: KpiForm = pack.content
    found = {name: _sides(comparison, one) for name, one in form.indicators.items()}
    filled = [n for n, one in found.items() if one.before is not None and one.after is not None]
    names = wishes.indicators or tuple(n for n in filled if form.indicators[n].key)
    if not names:
        raise SettingError("the run gives no key indicator; choose rows with --kpi")
    refuse_unweighed(names, wishes.weights)
    rows = tuple(
        FormRow(number, name, form.indicators[name], found[name], wishes.weights.get(name))
        for number, name in enumerate(names, start=1)
    )
    rest = {name: one for name, one in form.indicators.items() if name not in names}
    return Form(
        comparison=comparison,
        pack=pack,
        rows=rows,
        others=tuple(n for n in rest if n in filled),
        unmeasured=tuple(
            n for n, one in rest.items() if one.measured is not None and n not in filled
        ),
        unknown=tuple(n for n, one in rest.items() if one.measured is None),
    )


def _sides(comparison: Comparison, indicator: Indicator) -> Sides:
    if indicator.measured is None:
        return NOT_MEASURED
    name = indicator.measured.figure.name
    before, after = (
        [values[name] for values in side.raw] for side in (comparison.before, comparison.after)
    )
    return sides_of(indicator.measured, indicator.direction, before, after)
