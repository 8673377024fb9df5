"""Bills of every replication put together, before and after where there are two sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from twin.compare import study_sides
from twin.measured import Measured, measured
from twin.scenario import scenario_of
from twin.settings import SettingError, Settings, settings_of
from twin.study import Conditions

if TYPE_CHECKING:
    from kpi import Books, Estimate, Figure
    from kpi.bill import Month, MonthBill
    from twin.scenario import LineLike, RetrofitLike
    from twin.study import Engine, Progress, StudyResult

QUARTER_S = 900.0
TOTAL, COST = "total", "cost"

Figures = Mapping[str, "Figure"]


class Peak(NamedTuple):
    """The quarter hour of replication 0 on which most is billed, and what drew in it [kW]."""

    bill: MonthBill
    drawn: dict[str, float]  # by station, fleet or load, the greatest first


@dataclass(frozen=True)
class Bills:
    """What the bills of one or two studies say together."""

    studies: tuple[StudyResult, ...]
    parts: dict[str, Measured]  # [currency] over the time booked; they add up to the total
    bands: dict[str, Measured]  # [kWh] by band
    uses: dict[str, Measured]  # [kWh] by what takes it
    figures: dict[str, Measured]
    months: tuple[tuple[Month, dict[str, Estimate | None]], ...]  # of the last side
    peaks: tuple[Peak | None, ...]


def reckon(
    line: LineLike,
    retrofits: Sequence[RetrofitLike] = (),
    *,
    at: str | None = None,
    engine: Engine = "fast",
    warmup_s: float | None = None,
    length_s: float | None = None,
    replications: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Bills:
    """Run a line, and with retrofits after them as well, and put its bills together.

    Raises as `twin.study.run_study` and `bills_of` do.
    """
    after = scenario_of(line, retrofits, at)
    sides = [after.bare(), after] if retrofits else [after]
    settings = settings_of(
        sides[0].expected_line(),
        warmup_s=warmup_s,
        length_s=length_s,
        replications=replications,
        seed=seed,
    )
    conditions = Conditions(engine, None, threads)
    return bills_of(study_sides(sides, settings, conditions, progress))


def bills_of(studies: Sequence[StudyResult]) -> Bills:
    """Put the bills of a study, or of the two of a comparison, together.

    Raises
    ------
    SettingError
        If the line names no tariff of a data pack, or nothing that draws power.
    """
    for study in studies:
        _can_be_billed(study)
    last = studies[-1]
    return Bills(
        studies=tuple(studies),
        parts=measured(studies, _parts),
        bands=measured(studies, _bands),
        uses=measured(studies, uses_of),
        figures=measured(studies, _figures),
        months=_months(last),
        peaks=tuple(_peak(study) for study in studies),
    )


def _can_be_billed(study: StudyResult) -> None:
    if study.line.energy.tariff is None:
        raise SettingError(
            "the line names no tariff of a data pack; write, such as, energy: {tariff: "
            "industrial-b/high-a/2, contract: 600 kW}, or give --tariff and --contract",
            "라인에 데이터 팩의 전기요금제가 없음. 예를 들어 energy: {tariff: "
            "industrial-b/high-a/2, contract: 600 kW}를 적거나 --tariff와 --contract를 줄 것",
        )
    if not study.books[0].has_power:
        raise SettingError(
            "nothing of the line draws power; give its stations 'power'",
            "전력을 쓰는 공정이 라인에 없음. 공정에 power를 적을 것",
        )


def parts_of(bill: MonthBill) -> dict[str, float]:
    """The components of a month; they add up to its total."""
    parts = {f"energy {band}": money for band, money in bill.energy.items()}
    parts["demand"] = bill.demand
    if bill.power_factor:
        parts["power factor"] = bill.power_factor
    if bill.over_contract:
        parts["over contract"] = bill.over_contract
    return parts | bill.charges | bill.taxes


def _parts(books: Books) -> dict[str, float]:
    total, cost = (sum(getattr(m, name) for m in books.bill) for name in (TOTAL, COST))
    return {**_summed(parts_of(month) for month in books.bill), TOTAL: total, COST: cost}


def _bands(books: Books) -> dict[str, float]:
    return _summed(month.kwh for month in books.bill)


def _summed(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    summed: dict[str, float] = {}
    for row in rows:
        for name, value in row.items():
            summed[name] = summed.get(name, 0.0) + value
    return summed


def uses_of(books: Books) -> dict[str, float]:
    """Energy [kWh] by station, fleet, load of the plant and compressed air."""
    from lines.loads import LEAKS

    drawn = books.state_kwh.sum(axis=1)
    uses = {
        station: float(drawn[books.machines_of(station)].sum()) for station in books.frame.stations
    }
    vehicles = float(books.vehicle_kwh.sum())
    if vehicles:
        uses["vehicles"] = vehicles
    uses |= {name: kwh for name, kwh in books.load_kwh.items() if name != LEAKS}
    if books.air_kwh:
        uses["compressed air"] = books.air_kwh
    return uses


def _figures(books: Books) -> Figures:
    from kpi import Ratio
    from kpi.shares import not_valued_kwh

    cost = sum(month.cost for month in books.bill)
    return {
        "kwh": books.kwh,
        "per_kwh": Ratio(cost, books.kwh),
        "per_good_part": Ratio(cost, books.good),
        "kwh_per_good_part": Ratio(books.kwh, books.good),
        "peak": max((month.peak_kw for month in books.bill), default=None),
        "not_valued": Ratio(not_valued_kwh(books), books.kwh),
    }


def _months(study: StudyResult) -> tuple[tuple[Month, dict[str, Estimate | None]], ...]:
    """Estimates of every month, in order."""
    from kpi import estimate

    by_month = zip(*(books.bill for books in study.books), strict=True)
    rows = []
    for bills in by_month:
        columns: dict[str, list[Figure]] = {
            "kwh": [sum(bill.kwh.values()) for bill in bills],
            "peak": [bill.peak_kw for bill in bills],
            "billed": [bill.billed.kw for bill in bills],
            "energy": [sum(bill.energy.values()) for bill in bills],
            "demand": [bill.demand + bill.power_factor + bill.over_contract for bill in bills],
            "charges": [sum(bill.charges.values()) for bill in bills],
            "taxes": [sum(bill.taxes.values()) for bill in bills],
            "total": [bill.total for bill in bills],
        }
        rows.append((bills[0].month, {name: estimate(v) for name, v in columns.items()}))
    return tuple(rows)


def _peak(study: StudyResult) -> Peak | None:
    """Run replication 0 once more, with books of the quarter hour of its highest demand alone."""
    from kpi import Books
    from twin.replay import replay

    highest = max(study.books[0].bill, key=lambda bill: bill.peak_kw)
    if highest.peak_at is None:
        return None
    since = highest.peak_at.replace(hour=0, minute=0)
    days = (since.date() - study.line.start).days
    begin_s = days * 86_400.0 + (highest.peak_at - since).total_seconds()
    settings: Settings = study.settings._replace(warmup_s=begin_s, length_s=QUARTER_S)
    made = replay(study.scenario, settings)
    books = Books(made.ledger, made.frame, study.line)
    drawn = {name: 4.0 * kwh for name, kwh in uses_of(books).items() if kwh}
    return Peak(highest, dict(sorted(drawn.items(), key=lambda one: -one[1])))
