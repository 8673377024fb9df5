"""How many parts of an order are scrapped, about: for a note to who writes a line, not a result.

Parts are followed along the links with the chances of shares and verdicts. A part carries a defect
with the chance that some station gave it one; an inspection rejects it with what it finds of it.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from lines.machinery import Station
from lines.model import SCRAP, SINK, SOURCE, Line, Link, Renewal

SWEEPS = 200
SMALL = 1e-9
MOST_LOTS = 20
NORMAL_FROM = 9.0  # variance from which a count of scrapped parts is taken as normal


def scrapped_share(line: Line, product: str) -> float:
    """Return the share of the parts of a product out of `source` that end as scrap, about."""
    out: dict[str, list[Link]] = {}
    for link in line.flow:
        out.setdefault(link.origin, []).append(link)
    defects = _carried(line)
    here, scrapped, left = {SOURCE: 1.0}, 0.0, 0.0
    for _ in range(SWEEPS):
        there: dict[str, float] = {}
        for place, parts in here.items():
            station = line.stations.get(place)
            lost = 0.0 if station is None else _lost_at_work(station, product)
            scrapped += parts * lost
            for link, share in _ways(out.get(place, []), station, product, defects):
                there[link.target] = there.get(link.target, 0.0) + parts * (1.0 - lost) * share
        scrapped += there.pop(SCRAP, 0.0)
        left += there.pop(SINK, 0.0)
        here = there
        if sum(here.values()) < SMALL:
            break
    return scrapped / (scrapped + left) if scrapped + left > 0 else 0.0


def _carried(line: Line) -> dict[str, float]:
    """Return the chance that a part carries each kind of defect."""
    sound: dict[str, float] = {}
    for station in line.stations.values():
        for kind, chance in station.defects.items():
            sound[kind] = sound.get(kind, 1.0) * (1.0 - chance)
    return {kind: 1.0 - chance for kind, chance in sound.items()}


def _lost_at_work(station: Station, product: str) -> float:
    """Return the chance that a failure scraps the part at work."""
    cycle_s = station.cycle[product].mean()
    lost = 0.0
    for mode in station.failures:
        if mode.clock != "parts" and mode.every.mean() > 0:
            lost += mode.scrap * cycle_s / mode.every.mean()
    return min(lost, 1.0)


def _ways(
    links: list[Link], station: Station | None, product: str, defects: dict[str, float]
) -> list[tuple[Link, float]]:
    """Return the links that a product takes out of a place, with their chances."""
    own = [link for link in links if link.product in (None, product)]
    rejected = 0.0 if station is None else _rejected(station, defects)
    ways = []
    for verdict, chance in (("pass", 1.0 - rejected), ("reject", rejected)):
        some = [link for link in own if link.when in (None, verdict)]
        shared = sum(link.share is not None for link in some)
        for link in some:
            share = link.share if link.share is not None else 1.0 / max(len(some) - shared, 1)
            ways.append((link, chance * share))
    return ways


def _rejected(station: Station, defects: dict[str, float]) -> float:
    """Return the share that an inspection rejects."""
    if station.type != "inspection":
        return 0.0
    passed = 1.0 - station.false_rejects
    for kind, found in station.finds.items():
        passed *= 1.0 - defects.get(kind, 0.0) * found
    return station.sample * (1.0 - passed)


def lots_of_order(quantity: float, share: float, renewal: Renewal) -> float:
    """Return how often, about, parts of one order are released, its first lot included."""
    if renewal.replace in ("never", "with-next-order") or share <= 0.0 or share >= 1.0:
        return 1.0
    extra = math.ceil(quantity * renewal.allowance - SMALL)
    if renewal.replace == "at-once":
        return 1.0 + max(quantity * share / (1.0 - share) - extra, 0.0)
    lots, reached, parts = 1.0, 1.0, quantity + extra
    while reached > 0.01 and lots < MOST_LOTS:
        reached *= _more_than(extra, parts, share)
        lots += reached
        parts, extra = max(parts * share - extra, 1.0), 0
    return lots


def _more_than(extra: int, parts: float, share: float) -> float:
    """Return the chance that of so many parts more than `extra` are scrapped."""
    if extra == 0:
        return 1.0 - math.pow(1.0 - share, parts)
    mean, variance = parts * share, parts * share * (1.0 - share)
    if variance >= NORMAL_FROM:
        return 1.0 - NormalDist(mean, math.sqrt(variance)).cdf(extra + 0.5)
    within = sum(math.exp(-mean) * mean**n / math.factorial(n) for n in range(min(extra, 100) + 1))
    return max(1.0 - within, 0.0)
