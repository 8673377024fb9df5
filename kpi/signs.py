"""Signs: what a line file shows beside the items of a level scheme.

A sign is found in the line as it is written, before anything is run. It says that the line has
something, in words and figures of the line; it never says which level that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lines.machinery import Station
from lines.model import Line, Title
from lines.prerequisites import PREREQUISITES

PERCENT = 100.0
SECONDS_PER_HOUR = 3600.0
WATTS_PER_KW = 1000.0


class Sign(NamedTuple):
    """Something that a line shows: where, and what, in both languages with the same figures.

    Of two signs at one place the one of more `strength` shows more.
    """

    where: str  # a station, a failure, a fleet or a link; empty for the line as a whole
    says: Title
    strength: float = 0.0


Find = Callable[[Line], Iterator[Sign]]
SIGNS: dict[str, Find] = {}


def signs_of(line: Line, name: str) -> tuple[Sign, ...]:
    """Return what a line shows of one sign, in the order of the file; nothing where it has none."""
    return tuple(SIGNS[name](line))


def gained(before: Line, after: Line, name: str) -> tuple[Sign, ...]:
    """Return the signs that a line shows after a change and did not show before, or showed less."""
    old = {one.where: one for one in signs_of(before, name)}

    def is_new(one: Sign) -> bool:
        was = old.get(one.where)
        return was is None or (was.says != one.says and was.strength <= one.strength)

    return tuple(one for one in signs_of(after, name) if is_new(one))


def sign(name: str) -> Callable[[Find], Find]:
    """Enter a sign under the name that data packs use."""

    def entered(find: Find) -> Find:
        SIGNS[name] = find
        return find

    return entered


@sign("model")
def model(line: Line) -> Iterator[Sign]:
    """The line stands as a model that can be run before and after a change."""
    count = len(line.stations)
    says = f"changes can be tried on a model of the line (stations: {count})"
    yield Sign("", Title(says, f"라인 모델로 변경을 미리 시험할 수 있음(공정 수: {count})"))


@sign("master-data")
def master_data(line: Line) -> Iterator[Sign]:
    """Times by product and station are written down."""
    products, stations = len(line.products), len(line.stations)
    says = f"cycle times are written down (products: {products}, stations: {stations})"
    yield Sign("", Title(says, f"사이클타임이 기록됨(제품 수: {products}, 공정 수: {stations})"))


@sign("orders")
def orders(line: Line) -> Iterator[Sign]:
    """Parts are made to order, with or without due times."""
    listed, again = len(line.dated_orders), len(line.orders)
    due = sum(one.due_s is not None for one in line.dated_orders)
    due += sum(one.due_s is not None for one in line.orders)
    if listed + again:
        says = f"made to order (orders: {listed}, repeating: {again}, with a due time: {due})"
        korean = f"주문 생산(주문: {listed}, 반복 주문: {again}, 납기 있음: {due})"
        yield Sign("", Title(says, korean))


@sign("release")
def release(line: Line) -> Iterator[Sign]:
    """Work is let in by cards and not by room alone."""
    if line.release.rule != "push":
        rule, limit = line.release.rule, line.release.limit
        cards = rule if limit is None else f"{rule} {limit}"
        yield Sign("", Title(f"release by cards: {cards}", f"카드로 투입 통제: {cards}"))


@sign("dispatch")
def dispatch(line: Line) -> Iterator[Sign]:
    """A rule says which part is next, beyond the longest waiting."""
    for name, station in line.stations.items():
        if station.dispatch not in ("fifo", "first"):
            rule = station.dispatch
            yield Sign(name, Title(f"next part by rule: {rule}", f"다음 작업 선택 규칙: {rule}"))


@sign("failures")
def failures(line: Line) -> Iterator[Sign]:
    """Stops are known by kind, with how often and how long."""
    for name, station in line.stations.items():
        if station.failures:
            kinds = ", ".join(failure.name for failure in station.failures)
            yield Sign(name, Title(f"stops known by kind: {kinds}", f"유형별 정지 파악: {kinds}"))


@sign("maintenance")
def maintenance(line: Line) -> Iterator[Sign]:
    """Stops are planned."""
    for name, station in line.stations.items():
        if station.maintenance is not None:
            every = f"{station.maintenance.every.mean() / SECONDS_PER_HOUR:.4g} h"
            says = Title(f"planned stops, every {every}", f"계획 정비, 주기 {every}")
            yield Sign(name, says, -station.maintenance.every.mean())


@sign("foresight")
def foresight(line: Line) -> Iterator[Sign]:
    """Failures are foreseen from data."""
    for name, station in line.stations.items():
        for failure in station.failures:
            if failure.predict is not None:
                share = _percent(failure.predict.recall)
                says = Title(f"failures foreseen: {share}", f"고장 예지 비율: {share}")
                yield Sign(f"{name} {failure.name}", says, failure.predict.recall)


@sign("defects")
def defects(line: Line) -> Iterator[Sign]:
    """Defects are known by kind and by the station that makes them."""
    for name, station in line.stations.items():
        if station.defects:
            kinds = _shares(station.defects)
            yield Sign(name, Title(f"defects known by kind: {kinds}", f"유형별 불량 파악: {kinds}"))


@sign("inspections")
def inspections(line: Line) -> Iterator[Sign]:
    """It is known what an inspection finds and what it rejects by mistake."""
    for name, station in line.stations.items():
        if station.finds:
            finds, wrong = _shares(station.finds), _percent(station.false_rejects)
            found = sum(station.finds.values()) / len(station.finds)
            says = f"finds {finds}; good parts rejected: {wrong}"
            korean = f"검출률 {finds}; 양품 오판: {wrong}"
            yield Sign(name, Title(says, korean), found - station.false_rejects)


@sign("automatic-stations")
def automatic_stations(line: Line) -> Iterator[Sign]:
    """Stations work without a person."""
    for name, station in line.stations.items():
        if not station.finds and _is_unattended(station):
            yield Sign(name, Title("works without a person", "사람 없이 가동"))


@sign("automatic-inspections")
def automatic_inspections(line: Line) -> Iterator[Sign]:
    """Inspections work without a person."""
    for name, station in line.stations.items():
        if station.finds and _is_unattended(station):
            yield Sign(name, Title("inspects without a person", "사람 없이 검사"))


@sign("transport")
def transport(line: Line) -> Iterator[Sign]:
    """Parts are carried by conveyors, or by vehicles that drive themselves."""
    for name, fleet in line.fleets.items():
        if fleet.crew is None:
            count = fleet.vehicles
            says = Title(f"vehicles without a driver: {count}", f"무인 운반차: {count}대")
            yield Sign(name, says, count)
    for link in line.flow:
        if link.conveyor is not None:
            metres = f"{link.conveyor.length_m:g} m"
            yield Sign(link.name, Title(f"conveyor of {metres}", f"컨베이어 {metres}"))


@sign("metering")
def metering(line: Line) -> Iterator[Sign]:
    """It is known what a station draws in each state."""
    for name, station in line.stations.items():
        if station.power_w:
            yield Sign(name, Title("power known by state", "상태별 전력 파악"))


@sign("tariff")
def tariff(line: Line) -> Iterator[Sign]:
    """Energy is priced by a tariff with bands and demand, not by one flat price."""
    if line.energy.tariff_name is not None:
        name = line.energy.tariff_name
        yield Sign("", Title(f"billed by the tariff {name}", f"요금제 {name} 적용"))


@sign("standby")
def standby(line: Line) -> Iterator[Sign]:
    """Machines go to sleep by themselves."""
    for name, station in line.stations.items():
        if station.standby is not None:
            after = f"{station.standby.after_s:.4g} s"
            says = Title(f"sleeps after {after} without work", f"작업이 없으면 {after} 후 절전")
            yield Sign(name, says, -station.standby.after_s)


@sign("power-limit")
def power_limit(line: Line) -> Iterator[Sign]:
    """The plant's power is held below a limit."""
    if line.energy.limit is not None:
        limit = f"{line.energy.limit.peak / WATTS_PER_KW:g} kW"
        says = Title(f"power is held below {limit}", f"최대전력을 {limit} 이하로 제어")
        yield Sign("", says, -line.energy.limit.peak)


@sign("hazards")
def hazards(line: Line) -> Iterator[Sign]:
    """Dangers are known by kind, with how often they hurt."""
    places = {name: station.hazards for name, station in line.stations.items()}
    places |= {name: fleet.hazards for name, fleet in line.fleets.items()}
    for name, known in places.items():
        if known:
            kinds = ", ".join(known)
            yield Sign(name, Title(f"dangers known by kind: {kinds}", f"유형별 위험 파악: {kinds}"))


def _has(word: str, said: Title) -> Find:
    """Return the sign that a plant has, by its file, something that retrofits may need first."""

    def find(line: Line) -> Iterator[Sign]:
        if line.has is not None and word in line.has:
            yield Sign("", said)

    return find


for _word, (_english, _korean) in PREREQUISITES.items():
    sign(f"has-{_word}")(_has(_word, Title(f"the file says: {_english}", f"파일 기재: {_korean}")))


def _is_unattended(station: Station) -> bool:
    """Say whether nobody works, loads or unloads at a station."""
    return station.crew is None and station.load is None and station.unload is None


def _shares(by_kind: Mapping[str, float]) -> str:
    """Kinds with their shares, those of nothing left out."""
    return ", ".join(f"{kind} {_percent(share)}" for kind, share in by_kind.items() if share)


def _percent(share: float) -> str:
    return f"{PERCENT * share:.4g} %"
