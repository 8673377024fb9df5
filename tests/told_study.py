"""Studies and comparisons written by hand, for tests of what is told about them.

`told_study(line, ...)` fills blank books so that most figures have a value and differ from one
replication to the next; `told_comparison(...)` sets two of them side by side. No engine runs.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from blank_books import blank_books

from kpi import (
    REGISTRY,
    Books,
    BottleneckShare,
    crew_time,
    estimate,
    measure,
    place_levels,
    state_shares,
)
from kpi.ledger import QUARTER_TICKS, TICKS_PER_HOUR, lead_bin
from lines import Line, load, load_retrofit
from lines.source import read_text
from lines.states import BUSY, REPAIR, STARVED
from twin.audit import Audit, AuditLine
from twin.compare import Comparison, compare_studies
from twin.scenario import Scenario
from twin.settings import Settings
from twin.study import StudyResult, Uncertain

HOURS = 48
WHOLE = """
line: whole
title: {en: Whole line, ko: 온전한 라인}
start: 2026-03-02
study: {warmup: 8 h, length: 2 days, replications: 4, seed: 1}
products: {housing: {price: 6900 KRW, material: 2600 KRW}}
crews: {maintenance: {count: 1, wage: 17464 KRW/h, skills: [repair]}}
stations:
  cast:
    machines: 2
    cycle: {lognormal: {mean: 42 s, cv: 0.08}}
    failures:
      jam: {every: {exponential: 1 h}, repair: 3 min, crew: {skill: repair}, hazard: clearing}
    quality: {defects: {porosity: 3 %}}
    power: {busy: 38 kW, idle: 10 kW}
    hazards: {clearing: {rate: 40 per million h, severity: {days: 25}}}
  trim: {cycle: 20 s, power: {busy: 2 kW}}
  inspect: {type: inspection, cycle: 15 s, finds: 75 %}
flow:
  - source -> cast -> [20] -> trim -> [] -> inspect
  - inspect -> sink: {when: pass}
  - inspect -> trim: {when: reject, share: 40 %, buffer: 10}
  - inspect -> scrap: {when: reject, share: 60 %}
energy: {tariff: {flat: 160 KRW/kWh}, grid: 0.4173 kgCO2/kWh}
people: {workers: 15, hours: 2000 h/year}
"""
CAMERA = """
retrofit: camera
title: {en: Camera inspection, ko: 카메라 검사}
field: machine-vision
for: {type: inspection}
set:
  finds: {beta-pert: [93 %, 97 %, 99 %], source: "a trial of two weeks", grade: B}
  false-rejects: {uniform: [1 %, 3 %]}
  cycle: 6 s
"""
BARE = "line: bare\nstations: {press: {cycle: 30 s}}\nflow: [source -> press -> sink]\n"


def told_books(line: Line, luck: int, gain: float) -> Books:
    """Books of two days in which much happened; `gain` is what a retrofit brought."""
    books = blank_books(line, end=HOURS * TICKS_PER_HOUR, power_w=_powers(line))
    ledger, chance = books.ledger, np.random.default_rng(luck)
    span = int(ledger.span[0])
    for machine in range(len(books.frame.machines)):
        busy = int(span * (0.5 + 0.02 * machine + 0.05 * gain + 0.01 * chance.random()))
        ledger.state_ticks[machine, [BUSY, REPAIR]] = busy, span // 10
        ledger.state_ticks[machine, STARVED] = span - busy - span // 10
    good = 4000 + int(300 * gain) + int(chance.integers(40))
    ledger.fates[0, 0, [0, 5]] = good, 200 - int(100 * gain) + int(chance.integers(20))
    ledger.fates[1, 0, 5] = 100
    ledger.finished[:] = good
    ledger.entered[:] = good + 300
    ledger.lead_ticks[:] = good * (1800 + int(chance.integers(30))) * 1_000_000
    ledger.lead_bins[0, lead_bin(1800 * 1_000_000)] = good
    ledger.wip_area[0] = span * 12
    ledger.place_area[:] = span * 3
    ledger.repair_ticks[:] = int((20 - 5 * gain + chance.random()) * TICKS_PER_HOUR)
    ledger.crew_ticks[:, 0] = 40 * TICKS_PER_HOUR
    if books.has_power:
        ledger.load_curve[:] = (50_000 - int(5000 * gain)) * QUARTER_TICKS
        ledger.load_curve[41] *= 2
    return books


def _powers(line: Line) -> Any:
    return [
        [0] * BUSY + [int(station.power_w.get("busy", 0))] + [0] * (10 - BUSY)
        for station in line.stations.values()
        for _ in range(station.machines)
    ]


def told_study(
    line: Line, *, gain: float = 0.0, replications: int = 4, retrofits: tuple[Any, ...] = ()
) -> StudyResult:
    """A study of this line, as if it had been run."""
    books = [told_books(line, luck, gain) for luck in range(replications)]
    raw = [measure(one) for one in books]
    digest = f"{int(10 * gain):064x}"
    study = StudyResult(
        line=line,
        settings=Settings(28_800.0, 172_800.0, replications, 1),
        engine="fast",
        promise_s=None,
        kpis={name: estimate([values[name] for values in raw]) for name in REGISTRY},
        raw=raw,
        stations=_estimates([state_shares(one) for one in books]),
        buffers=_estimates([{"": place_levels(one)} for one in books])[""],
        crews=_estimates([crew_time(one) for one in books]),
        books=books,
        digests=(digest,) * replications,
        digest=digest,
        uncertain=_drawn(retrofits, replications),
        scenario=Scenario(read_text(WHOLE) if retrofits else line, retrofits),
        audit=AuditLine(True, digest, digest, 0, 1.5),
    )
    shares = {name: BottleneckShare(0.0, 0.0) for name in line.stations}
    shares[next(iter(shares))] = BottleneckShare(0.7, 0.1)
    study.__dict__["bottleneck"] = shares
    return study


def _estimates(rows: list[Any]) -> Any:
    return {
        outer: {name: estimate([row[outer][name] for row in rows]) for name in inner}
        for outer, inner in rows[0].items()
    }


def _drawn(retrofits: tuple[Any, ...], replications: int) -> list[Uncertain]:
    return [
        Uncertain(f"{one.name}: stations.inspect.{effect.path}", (0.95,) * replications)
        for one in retrofits
        for effect in one.effects
        if effect.uncertain
    ]


def told_comparison(line: Line | None = None, replications: int = 4) -> Comparison:
    """The whole line before and after a camera."""
    line = load(WHOLE) if line is None else line
    camera = load_retrofit(CAMERA)
    before = told_study(line, replications=replications)
    after = told_study(line, gain=1.0, replications=replications, retrofits=(camera,))
    assert before.audit is not None
    assert after.audit is not None
    seen = Audit(before.audit, after.audit)
    return Comparison(before, after, compare_studies(before, after), seen)


def disagreeing(comparison: Comparison) -> Comparison:
    """The same, but the second engine does not agree with the side after."""
    shares = comparison.after.bottleneck
    audit = AuditLine(False, "a" * 64, "b" * 64, 0, 1.5)
    after = replace(comparison.after, audit=audit)
    after.__dict__["bottleneck"] = shares
    return replace(comparison, after=after, audit=Audit(comparison.audit.before, audit))
