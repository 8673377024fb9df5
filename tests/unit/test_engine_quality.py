"""Defects, inspection, rework and scrap (rules B2, B3, B4)."""

from told_run import on_both_engines, told_run

from kpi.ledger import DEFECTIVE, EVER_DEFECTIVE, REWORKED
from twin.engine import trace as t

LOOK = """
line: look
stations:
  cut: {{cycle: 1 s{cut}}}
  test: {{type: inspection, cycle: 2 s, {test}}}
flow:
  - source -> cut -> test
  - test -> sink: {{when: pass}}
  - test -> {reject}: {{when: reject{room}}}
"""


def look(cut: str = "", test: str = "finds: 0 %", reject: str = "scrap", room: str = "") -> str:
    return LOOK.format(cut=cut, test=test, reject=reject, room=room)


@on_both_engines
def test_what_is_found_is_scrapped_and_what_is_not_escapes(engine: str) -> None:
    """B2 and B3, with certain defects that are always or never found."""
    burr = ", quality: {defects: {burr: 100 %}}"
    found = told_run(look(burr, "finds: 100 %"), 10, engine)
    assert {(part.fate, part.marks) for part in found.left()} == {
        ("scrap", DEFECTIVE | EVER_DEFECTIVE)
    }
    assert found.ledger.verdicts[1].tolist() == [0, 0, 0, 4]
    escaped = told_run(look(burr, "finds: 0 %"), 10, engine)
    assert {(part.fate, part.marks) for part in escaped.left()} == {
        ("sink", DEFECTIVE | EVER_DEFECTIVE)
    }
    assert escaped.ledger.verdicts[1].tolist() == [0, 0, 4, 0]
    assert escaped.ledger.defects.tolist() == [[5], [0]]


@on_both_engines
def test_good_parts_are_rejected_falsely_by_their_own_chance(engine: str) -> None:
    """B3, where nothing is wrong."""
    run = told_run(look(test="finds: 0 %, false-rejects: 100 %"), 10, engine)
    assert {(part.fate, part.marks) for part in run.left()} == {("scrap", 0)}
    assert run.ledger.verdicts[1].tolist() == [0, 4, 0, 0]


@on_both_engines
def test_a_part_outside_the_sample_passes_without_a_look_or_a_cycle(engine: str) -> None:
    """B3, where no part is in the sample."""
    run = told_run(look(test="finds: 0 %, false-rejects: 100 %, sample: 0 %"), 10, engine)
    assert [part.second for part in run.left()] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert {part.fate for part in run.left()} == {"sink"}
    assert run.ledger.verdicts.sum() == 0
    assert run.spells("test") == [(0, "starved")]
    assert run.ledger.finished[1].sum() == 9


@on_both_engines
def test_a_sample_takes_its_share(engine: str) -> None:
    run = told_run(look(test="finds: 0 %, sample: 30 %"), 2_000, engine)
    assert 0.25 < run.ledger.verdicts[1].sum() / run.ledger.finished[1].sum() < 0.35


@on_both_engines
def test_rework_mends_what_the_station_can_cause(engine: str) -> None:
    """B2: half of the parts come back, and each pass draws anew."""
    text = """
line: rework
arrivals: {every: 10 s}
stations:
  cut: {cycle: 1 s, quality: {defects: {burr: 50 %, crack: 0 %}}}
  test: {type: inspection, cycle: 1 s, finds: 100 %}
flow:
  - source -> [] -> cut -> [] -> test
  - test -> sink: {when: pass}
  - test -> cut: {when: reject, buffer: 9}
"""
    run = told_run(text, 1_999, engine)
    marks = [part.marks for part in run.left()]
    # all leave good in the end; those that came back were defective once and are marked for it
    assert set(marks) == {0, REWORKED | EVER_DEFECTIVE}
    assert 70 < marks.count(0) < 130
    assert run.ledger.verdicts[1, 1] == 0
    assert run.ledger.verdicts[1, 2] == 0
    passes = run.ledger.finished[0].sum() / len(marks)
    assert 1.8 < passes < 2.2


@on_both_engines
def test_a_kind_that_another_station_makes_is_not_mended(engine: str) -> None:
    """B2: the burr of the one is not the crack of the other."""
    text = """
line: kinds
arrivals: {every: 10 s}
stations:
  cast: {cycle: 1 s, quality: {defects: {crack: 100 %}}}
  trim: {cycle: 1 s, quality: {defects: {burr: 0 %}}}
flow: ["source -> cast -> trim -> sink"]
"""
    run = told_run(text, 30, engine)
    assert [part.marks for part in run.left()] == [DEFECTIVE | EVER_DEFECTIVE] * 2


@on_both_engines
def test_each_kind_is_found_by_its_own_sensitivity(engine: str) -> None:
    """B3: cracks are found always, burrs never."""
    text = """
line: kinds
stations:
  cast: {cycle: 1 s, quality: {defects: {crack: 50 %, burr: 50 %}}}
  test: {type: inspection, cycle: 1 s, finds: {crack: 100 %, burr: 0 %}}
flow:
  - source -> cast -> test
  - test -> sink: {when: pass}
  - test -> scrap: {when: reject}
"""
    run = told_run(text, 2_000, engine)
    made = {row[3]: row[5] for row in run.rows if row[1] == t.FINISH and row[2] == 0}
    judged = {row[3]: row[4] for row in run.rows if row[1] == t.VERDICT}
    assert all(verdict == made[part] & 1 for part, verdict in judged.items())
    assert 400 < sum(judged.values()) < 1_600


@on_both_engines
def test_rejects_split_by_their_own_shares(engine: str) -> None:
    """B4: the verdict first, then the share."""
    text = """
line: split
stations:
  test: {type: inspection, cycle: 1 s, finds: 0 %, false-rejects: 50 %}
  mend: {cycle: 0.5 s}
flow:
  - source -> test
  - test -> sink: {when: pass}
  - test -> mend: {when: reject, share: 25 %, buffer: 9}
  - test -> scrap: {when: reject, share: 75 %}
  - mend -> sink
"""
    run = told_run(text, 4_000, engine)
    rejected = run.ledger.verdicts[0, 1]
    assert 0.45 < rejected / 4_000 < 0.55
    assert 0.21 < run.ledger.finished[1].sum() / rejected < 0.29
    reworked = [part for part in run.left() if part.marks & REWORKED]
    assert abs(len(reworked) - run.ledger.finished[1].sum()) <= 1
