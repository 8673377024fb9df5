"""The rows of a table of origins: each group of parameters, and under it the parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from twin.package.words import told

if TYPE_CHECKING:
    from kpi import Origins, Part
    from twin.wording import Language


class OriginRow(NamedTuple):
    """A parameter, or a group of them together, with what is left of the spread if it is known."""

    name: str
    key: tuple[str, str]  # ('group', 'input') or ('parameter', its name)
    part: Part
    left: float  # standard deviation, in the unit of the answer


def rows_of(
    origins: Origins, groups: Mapping[str, Sequence[str]], language: Language
) -> Iterator[OriginRow]:
    """Yield the groups with their parameters; a parameter that is alone needs no group."""
    alone = sum(len(names) for names in groups.values()) == 1
    for group, names in groups.items():
        if not alone:
            part, left = origins.groups[group], origins.left_if_all_known(group)
            yield OriginRow(told(f"of {group}", language), ("group", group), part, left)
        indent = "" if alone else "  "
        for name in names:
            part, left = origins.parameters[name], origins.left_if_known(name)
            yield OriginRow(f"{indent}{name}", ("parameter", name), part, left)
