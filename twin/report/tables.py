"""The rows of the report's tables, ready to be set: every cell a text, every reason given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kpi import (
    FAMILIES,
    REGISTRY,
    UTILISATION,
    Estimate,
    Kpi,
    cost_parts,
    exposure_by_hazard,
)
from kpi.ledger import TASKS
from kpi.rework import second_passes
from lines.states import STATES
from twin.duration import duration_of
from twin.formulas import formula_of
from twin.measured import Measured, measured
from twin.report import numbers
from twin.report.backlog import Backlog
from twin.report.chances import say_chance
from twin.report.clock import say_begins
from twin.report.numbers import NOTHING, Scale, scale_of
from twin.report.palette import VERDICT_SIGNS
from twin.report.reasons import GENERAL, REASONS
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    from lines import Line
    from twin.compare import Row

SMALLEST_CONTENT = 2  # decimals: a hundredth of a part or an order, on average, is nothing


class Cell(NamedTuple):
    """A figure with its interval below it."""

    mean: str
    interval: str


class VerdictCell(NamedTuple):
    """A verdict as a word, a sign and a class of style; colour is only the third way to say it."""

    word: str
    sign: str
    kind: str


class KpiRow(NamedTuple):
    """One indicator; `reason` stands where there is no value on any side."""

    name: str
    title: str
    unit: str
    sides: tuple[Cell, ...]
    difference: Cell
    change: str
    verdict: VerdictCell
    reason: str


class Family(NamedTuple):
    """The indicators of one letter of P Q C D E S."""

    letter: str
    title: str
    rows: list[KpiRow]


class PlainRow(NamedTuple):
    """A named row of ready cells."""

    name: str
    cells: tuple[Cell, ...]


class Definition(NamedTuple):
    """What an indicator is, and who says so."""

    title: str
    name: str
    unit: str
    direction: str
    formula: str
    source: str


def kpi_families(sides: Sequence[Side], rows: Mapping[str, Row], words: Words) -> list[Family]:
    """Every indicator of the registry, by family; the table's body."""
    families = []
    for letter, titles in FAMILIES.items():
        title = titles[1 if words.language == "ko" else 0]
        mine = [
            kpi_row(kpi, sides, rows.get(kpi.name), words)
            for kpi in REGISTRY.values()
            if kpi.family == letter
        ]
        if mine:
            families.append(Family(letter, title, mine))
    return families


def kpi_row(kpi: Kpi, sides: Sequence[Side], row: Row | None, words: Words) -> KpiRow:
    """One indicator on all sides."""
    estimates = [side.study.kpis.get(kpi.name) for side in sides]
    step = row.difference if row is not None else None
    scale = scale_of(kpi.unit, estimates, words, sides[0].line.currency, step)
    missing = all(estimate is None for estimate in estimates)
    reason = reason_of(kpi.name, sides, words) if missing else ""
    return KpiRow(
        kpi.name,
        kpi.title(words.language),
        scale.unit,
        tuple(cell(estimate, scale) for estimate in estimates),
        step_cell(step, scale),
        numbers.change(numbers.relative(step, estimates[0])[0]),
        verdict_cell(row, words),
        reason,
    )


def reason_of(name: str, sides: Sequence[Side], words: Words) -> str:
    """Why an indicator is empty: the line does not say it, or nothing of the kind happened."""
    reason = REASONS.get(name, GENERAL)
    unsaid = all(values.get(name) is None for side in sides for values in side.study.raw)
    return words(reason.unsaid if unsaid else reason.undone)


def cell(estimate: Estimate | None, scale: Scale) -> Cell:
    """A figure and its interval in the row's unit."""
    return Cell(numbers.mean(estimate, scale), numbers.interval(estimate, scale))


def step_cell(step: Estimate | None, scale: Scale) -> Cell:
    """A difference, signed; that of a share is in percentage points."""
    mean = numbers.mean(step, scale, sign=True)
    if step is not None and scale.step_unit != scale.unit:
        mean = f"{mean} {scale.step_unit}"
    return Cell(mean, numbers.interval(step, scale, sign=True))


def verdict_cell(row: Row | None, words: Words) -> VerdictCell:
    """The verdict of an indicator; one without a good direction has none."""
    if row is None or row.verdict is None or row.better == "neither":
        return VerdictCell(words("no verdict") if row and row.difference else "", "", "none")
    kind = row.verdict.replace(" ", "-")
    return VerdictCell(words.shared(row.verdict), VERDICT_SIGNS[row.verdict], kind)


def unit_of(name: str, words: Words, currency: str) -> str:
    """The unit of an indicator in the reader's words."""
    return scale_of(REGISTRY[name].unit, [], words, currency).unit


def bottleneck_rows(sides: Sequence[Side]) -> list[PlainRow]:
    """Sole and shifting share of each station that ever is the bottleneck."""
    names = dict.fromkeys(name for side in sides for name in side.study.bottleneck)
    rows = []
    for name in names:
        shares = [side.study.bottleneck.get(name) for side in sides]
        if any(share is not None and share.sole + share.shifting >= 0.0005 for share in shares):
            cells = [
                Cell(
                    NOTHING if share is None else numbers.percent(share.sole, 1),
                    NOTHING if share is None else numbers.percent(share.shifting, 1),
                )
                for share in shares
            ]
            rows.append(PlainRow(name, tuple(cells)))
    return rows


def state_rows(side: Side, words: Words) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Heads and rows of the share of time by station and state; states never met are left out."""
    table = side.study.stations
    met = [s for s in STATES if any(row[s].mean > 0 for row in table.values() if s in row)]
    rows = [
        (station, [numbers.percent(row[s].mean, 1) if s in row else NOTHING for s in met])
        for station, row in table.items()
    ]
    return [words.state(state) for state in met], rows


def buffer_rows(sides: Sequence[Side], words: Words) -> list[tuple[str, list[str], list[str]]]:
    """Name, capacity and mean content of every place that has room, on every side."""
    rows = []
    names = dict.fromkeys(name for side in sides for name in side.study.buffers)
    for name in names:
        rooms = [room_of(side.line, name, words) for side in sides]
        if all(room in ("0", NOTHING) for room in rooms):
            continue
        levels = [side.study.buffers.get(name) for side in sides]
        scale = scale_of("parts", levels, words, "")
        scale = scale._replace(decimals=min(scale.decimals, SMALLEST_CONTENT))
        said = name.replace("->", " → ")
        rows.append((said, rooms, [numbers.mean(level, scale) for level in levels]))
    return rows


def lost_rows(sides: Sequence[Side]) -> list[tuple[str, list[str]]]:
    """Name of each source that can lose parts, and the share lost on every side.

    Empty where the line has one source only: the indicator says it already.
    """
    if all(len(side.line.sources) < 2 for side in sides):
        return []
    names = dict.fromkeys(name for side in sides for name in side.study.lost)
    lost = [[side.study.lost.get(name) for side in sides] for name in names]
    return [
        (name, [NOTHING if one is None else numbers.percent(one.mean, 1) for one in row])
        for name, row in zip(names, lost, strict=True)
    ]


def crew_rows(side: Side, words: Words) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Heads and rows of the hours of each crew by task, and of its utilisation."""
    table = side.study.crews
    met = [t for t in TASKS if any(row[t].mean > 0 for row in table.values())]
    rows = [
        (crew, [*(numbers.number(row[t].mean, 1) for t in met), _utilisation(row)])
        for crew, row in table.items()
    ]
    heads = [words.shared(f"task {task}") for task in met]
    return [*heads, words.shared(UTILISATION)], rows


def _utilisation(row: Mapping[str, Estimate]) -> str:
    return numbers.percent(row[UTILISATION].mean, 1) if UTILISATION in row else NOTHING


def room_of(line: Line, place: str, words: Words) -> str:
    """The capacity of a link or a named buffer as written; a dash where the line lacks it."""
    capacities = {link.name: link.capacity for link in line.flow}
    capacities.update({name: buffer.capacity for name, buffer in line.buffers.items()})
    if place not in capacities:
        return NOTHING
    capacity = capacities[place]
    return words("unlimited") if capacity is None else str(capacity)


def duration_rows(sides: Sequence[Side], words: Words) -> list[PlainRow]:
    """The load-duration curve as a table: the power reached by share of the time."""
    found = duration_of([side.study for side in sides])
    return [
        _row_in(
            words("duration-share", share=f"{100 * share:g}"),
            row,
            scale_of("kW", row.sides, words, "", row.difference),
        )
        for share, row in found.items()
    ]


def cost_figures(sides: Sequence[Side]) -> dict[str, Measured]:
    """The components of the cost of a good part; rework where every side can tell it."""
    books = [one for side in sides for one in side.study.books]
    apart = all(second_passes(one) is not None for one in books)
    parts = partial(cost_parts, rework_apart=apart)
    return measured([side.study for side in sides], parts)


def cost_rows(parts: Mapping[str, Measured], currency: str, words: Words) -> list[PlainRow]:
    """The components of the cost as a table."""
    return [
        _measured_row(words.or_plain("cost-", name), part, "currency", currency, words)
        for name, part in parts.items()
    ]


def safety_rows(sides: Sequence[Side], words: Words) -> list[PlainRow]:
    """People's hours in danger by hazard."""
    found = measured([side.study for side in sides], exposure_by_hazard)
    return [_measured_row(name, hazard, "h", "", words) for name, hazard in found.items()]


def backlog_rows(backlog: Backlog | None, words: Words) -> list[PlainRow]:
    """Mean open orders of each span of time, all in as many decimals."""
    if backlog is None:
        return []
    levels = [one for span in backlog.spans.values() for one in span.sides]
    scale = scale_of("orders", levels, words, "")
    decimals = min(scale.decimals, SMALLEST_CONTENT)
    scale = scale._replace(decimals=decimals, step_decimals=decimals)
    names = say_begins(backlog.spans, words)
    return [
        _row_in(name, span, scale) for name, span in zip(names, backlog.spans.values(), strict=True)
    ]


def _measured_row(name: str, part: Measured, unit: str, currency: str, words: Words) -> PlainRow:
    return _row_in(name, part, scale_of(unit, part.sides, words, currency, part.difference))


def _row_in(name: str, part: Measured, scale: Scale) -> PlainRow:
    cells = [cell(estimate, scale) for estimate in part.sides]
    if part.difference is not None:
        cells.append(step_cell(part.difference, scale))
    return PlainRow(name, tuple(cells))


def definitions(words: Words, currency: str) -> list[Definition]:
    """Formula and source of every indicator."""
    return [
        Definition(
            kpi.title(words.language),
            kpi.name,
            unit_of(kpi.name, words, currency) or NOTHING,
            words.shared(kpi.better),
            formula_of(kpi, words.language),
            kpi.source,
        )
        for kpi in REGISTRY.values()
    ]


class Input(NamedTuple):
    """A station as it was modelled."""

    name: str
    machines: int
    cycles: list[str]
    failures: list[str]


def input_rows(line: Line, words: Words) -> list[Input]:
    """Each station as it was modelled: machines, cycle, failures, maintenance."""
    rows = []
    for name, station in line.stations.items():
        said = {product: say_chance(one, "s", words) for product, one in station.cycle.items()}
        if len(set(said.values())) > 1:
            cycles = [f"{product}: {cycle}" for product, cycle in said.items()]
        else:
            cycles = list(said.values())[:1]
        failures = [
            words(
                f"failure-{failure.clock}",
                name=failure.name,
                every=say_chance(failure.every, "" if failure.clock == "parts" else "s", words),
                repair=say_chance(failure.repair, "s", words),
            )
            for failure in station.failures
        ]
        if station.maintenance is not None:
            every = say_chance(station.maintenance.every, "s", words)
            takes = say_chance(station.maintenance.takes, "s", words)
            failures.append(words("planned", every=every, takes=takes))
        rows.append(Input(name, station.machines, cycles, failures or [NOTHING]))
    return rows
