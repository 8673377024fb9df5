"""What a retrofit is once its file has been read: a patch as written, its costs, its effects."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lines.fields import FIELDS
from lines.model import Title
from lines.nodes import Node, Route, route_of
from lines.retrofit.knowledge import (
    factor_of,
    is_at_least,
    is_chance,
    load_share_of,
    split_knowledge,
    written_text,
)
from lines.retrofit.paths import full_route, takes_chance


class Known(NamedTuple):
    """Where a figure comes from and how sure it is; None where its file does not say."""

    source: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a retrofit costs: money to buy and to run, and its times.

    `known` holds source and grade by the words of the file: buy, run, life, build, ramp.
    """

    buy: float | None = None
    run_per_year: float | None = None
    life_years: float | None = None
    build_months: float | None = None
    ramp_months: float | None = None
    known: Mapping[str, Known] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Targets:
    """The stations that a retrofit fits: of a type, by name, quick enough, having what it needs."""

    type: str | None = None
    stations: tuple[Node, ...] = ()
    has: tuple[Node, ...] = ()
    cycle_up_to: Node | None = None  # the longest mean cycle, as written
    cycle_up_to_s: float | None = None
    links: str | None = None  # which links: see `lines/retrofit/ways.py`
    distance_up_to: Node | None = None  # the longest belt or distance, as written
    distance_up_to_m: float | None = None
    mass_up_to: Node | None = None  # the heaviest product, as written
    mass_up_to_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """One value that a retrofit brings: its path, the value as written, and how it is known."""

    path: str
    text: str
    source: str | None = None
    grade: str | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """The share of a retrofit's effect that is realised, and how it is known."""

    path: str  # `use`, or `without.WORD.use`
    node: Node  # as written, without source and grade
    text: str
    mean: float
    source: str | None = None
    grade: str | None = None
    uncertain: bool = False

    def effect(self) -> Effect:
        """Return it as one of the values of its retrofit."""
        return Effect(self.path, self.text, self.source, self.grade, self.uncertain)


@dataclass(frozen=True, slots=True)
class Retrofit:
    """A patch of a line, with its costs; the patch itself is kept as written, with its places."""

    name: str
    title: Title
    field: str
    targets: Targets
    set: Node
    add: Node
    remove: tuple[Node, ...]
    requires: tuple[str, ...]
    cost: Cost
    currency: str
    root: Node
    subtype: str | None = None  # what it is within its field
    brings: tuple[str, ...] = ()
    use: Use | None = None
    # by what is required: the use where that is missing
    without: Mapping[str, Use] = dataclasses.field(default_factory=dict)

    @property
    def category(self) -> str:
        """The category that the retrofit's field belongs to."""
        return FIELDS[self.field].category

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Every value that the retrofit sets or adds, with what is known of it."""
        return (*_effects(self.set, (), ""), *_effects(self.add, (), ""))

    @property
    def uses(self) -> tuple[Effect, ...]:
        """How much of the effect is realised: as a rule, and without what is required."""
        said = [self.use] if self.use is not None else []
        return tuple(one.effect() for one in (*said, *self.without.values()))


def _effects(node: Node, route: Route, path: str) -> Iterator[Effect]:
    bare, source, grade = split_knowledge(node)
    factor = factor_of(bare) or load_share_of(bare)
    known = is_chance(bare) or is_at_least(bare) or factor is not None
    if path and (known or takes_chance(route, bare) or not bare.words):
        uncertain = is_chance(bare) and not takes_chance(route, bare)
        uncertain = uncertain or (factor is not None and is_chance(factor))
        yield Effect(path, _told(bare), source, grade, uncertain)
        return
    for word, below in bare.words.items():
        below_route = (*route, word) if path else full_route(route_of(word), below)
        yield from _effects(below, below_route, f"{path}.{word}" if path else word)


def _told(node: Node) -> str:
    text = written_text(node)
    return text[1:-1] if node.is_mapping and node.words else text
