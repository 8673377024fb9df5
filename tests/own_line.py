"""A small line of one's own for tests of judgements: a table beside it, a retrofit, a question."""

import json
from pathlib import Path

from twin.judge import Question, Said

CONTRACT = {"tariff": "industrial-b/high-a/2", "contract": "600 kW"}
ORDERS = """line: small
start: 2026-03-02
study: {warmup: 0 s, length: 8 h, replications: 2, seed: 1}
products: {housing: {price: 6900 KRW, material: 2600 KRW}}
stations:
  press:
    cycle: {empirical: {file: tables/times.csv, column: seconds, unit: s}}
    power: {busy: 30 kW, idle: 12 kW}
flow: [source -> press -> sink]
"""
RETROFIT = """retrofit: faster
title: {en: Faster press, ko: 프레스 개선}
field: controller
for: {type: machine}
set: {power.idle: 2 kW}
cost: {buy: 3000000 KRW, life: 8 years}
"""


def write_own(folder: Path) -> Path:
    """Write the line, its table and its retrofit into a folder."""
    (folder / "tables").mkdir()
    (folder / "tables" / "times.csv").write_text("seconds\n20\n25\n30\n", encoding="utf-8")
    (folder / "line.yaml").write_text(ORDERS, encoding="utf-8")
    (folder / "faster.yaml").write_text(RETROFIT, encoding="utf-8")
    return folder


def question(folder: Path, **said: object) -> Question:
    """Ask about the line in a folder."""
    return Question(str(folder / "line.yaml"), (str(folder / "faster.yaml"),), said=Said(**said))


def changed(result: Path, folder: Path, **words: object) -> Path:
    """A result file with other words at its top."""
    path = folder / "changed.json"
    data = json.loads(result.read_text(encoding="utf-8")) | words
    path.write_text(json.dumps(data), encoding="utf-8")
    return path
