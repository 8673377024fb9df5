"""What is scrapped of an order: when it is released anew, what ends short, what is surplus (B25).

A press works 2 s a part and loses the part at work after every 5 s of work: parts leave at 2 and 4,
the third is lost at 5, the next leave at 7 and 9, the sixth is lost at 10, then one leaves at 12.
"""

from pathlib import Path

import pytest
from told_run import Run, on_both_engines, told_run

from lines import load
from twin.engine import simulate
from twin.engine import trace as t

TEXT = """
line: replace
orders: [{{product: part, quantity: {quantity}, first: 0 s, due: 10 s{words}}}]
stations:
  press: {{cycle: 2 s, failures: {{jam: {{every: 5 s, repair: 1 us, scrap: 100 %}}}}}}
flow: [source -> press -> sink]
"""


def told(engine: str, quantity: int = 5, words: str = "", until: int = 25) -> Run:
    return told_run(TEXT.format(quantity=quantity, words=words), until, engine)


def completed(run: Run) -> list[tuple[float, int]]:
    return [(round(row[0] / 1e6, 3), row[3]) for row in run.rows if row[1] == t.COMPLETE]


def arrived(run: Run) -> list[float]:
    """When parts came, but for the microseconds of the repairs."""
    return [round(second, 3) for second in run.seconds(t.ARRIVE)]


@on_both_engines
@pytest.mark.parametrize(
    ("words", "again", "second", "short"),
    [
        ("", [9, 10], 12, 0),
        (", replace: in-one-lot", [9, 10], 12, 0),
        (", replace: at-once", [5, 10], 12, 0),
        (", replace: with-next-order", [9, 10], 12, 0),  # as none is to come: in one lot
        (", replace: never", [], 9, 1),
    ],
)
def test_scrapped_parts_come_anew_as_the_order_says(
    engine: str, words: str, again: list[int], second: int, short: int
) -> None:
    run = told(engine, words=words)
    assert arrived(run) == [0.0] * 5 + again
    assert completed(run) == [(second, 0)]
    assert run.ledger.short_parts.tolist() == [short]
    assert run.ledger.surplus_parts.tolist() == [0]


@on_both_engines
def test_parts_that_are_missing_come_before_those_of_the_next_order(engine: str) -> None:
    """Order 0 misses one until order 1 comes at 30, which misses one until order 2 at 60."""
    run = told(engine, 3, ", every: 30 s, replace: with-next-order", 66)
    assert arrived(run) == [0.0] * 3 + [30.0] * 4 + [60.0] * 4
    assert completed(run) == [(32, 0), (62, 1)]
    assert run.ledger.orders_on_time.tolist() == [0]
    # open from 0 to 32, from 30 to 62, and from 60 to the end at 66
    assert run.ledger.backlog_curve.sum() / 1e6 == pytest.approx(70, abs=1e-3)


@on_both_engines
@pytest.mark.parametrize(
    ("allowance", "released", "again", "surplus"),
    [("10 %", 6, [10], 0), ("20 %", 6, [10], 0), ("21 %", 7, [], 0), ("60 %", 8, [], 1)],
)
def test_an_allowance_releases_more_at_once(
    engine: str, allowance: str, released: int, again: list[int], surplus: int
) -> None:
    """Rounded up to whole parts; beside what was asked for, what reaches the sink is stock."""
    run = told(engine, words=f", allowance: {allowance}")
    assert arrived(run) == [0.0] * released + again
    assert completed(run) == [(12, 0)]
    assert run.ledger.surplus_parts.tolist() == [surplus]
    assert run.ledger.orders_released.tolist() == [1]


@on_both_engines
def test_an_order_that_scraps_less_than_its_allowance_is_complete_with_its_quantity(
    engine: str,
) -> None:
    """Of three parts for two the third is lost, which nobody misses."""
    run = told(engine, 2, ", allowance: 50 %", 20)
    assert arrived(run) == [0.0] * 3
    assert completed(run) == [(4, 0)]
    assert run.ledger.short_parts.tolist() == [0]


@on_both_engines
def test_the_orders_of_a_file_are_replaced_as_the_line_says(engine: str, tmp_path: Path) -> None:
    rows = "order,product,quantity,release\nA,part,3,0 s\nB,part,3,30 s\n"
    (tmp_path / "orders.csv").write_text(rows, encoding="utf-8")
    text = TEXT.format(quantity=1, words="").splitlines()
    text[2] = "products: {part: {}}\norders: {file: orders.csv, replace: with-next-order}"
    path = tmp_path / "line.yaml"
    path.write_text("\n".join(text), encoding="utf-8")
    run = simulate(load(path), 1, 0, 0.0, 50.0, engine=engine, trace=True)
    assert run.trace is not None
    came = (run.trace.tick[run.trace.what == t.ARRIVE] / 1e6).round(3)
    # B scraps one at 35; no order comes after it, so it is released in one lot when all have left
    assert came.tolist() == [0.0] * 3 + [30.0] * 4 + [37.0]
