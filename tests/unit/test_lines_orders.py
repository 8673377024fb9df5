"""Orders as they are read: from a list, from a file, and what a retrofit changes."""

from pathlib import Path

import pytest

from lines import LineError, apply, check, load, load_retrofit, read
from lines.distributions import Distribution, constant
from lines.graph import capacity_bound
from lines.model import DatedOrder, Order, Release
from twin.engine import simulate
from twin.tracefile import rows_of

TO_ORDER = """
line: to-order
start: 2026-03-02
products: {cover: {}, bolt: {}}
orders: ORDERS
stations:
  cut: {cycle: 6 s}
flow: [source -> cut -> sink]
"""
BOTH = """
  - {product: cover, quantity: 30, every: 1 h, due: 2 days, late: 150000 KRW/day}
  - {product: bolt, quantity: {poisson: 10}, every: 1 h, first: 0 s}
"""


def with_file(folder: Path, table: bytes | str) -> Path:
    raw = table.encode() if isinstance(table, str) else table
    (folder / "orders.csv").write_bytes(raw)
    path = folder / "line.yaml"
    path.write_text(TO_ORDER.replace("ORDERS", "{file: orders.csv}"), encoding="utf-8")
    return path


def test_a_list_of_orders_has_each_word_in_its_place():
    line = load(TO_ORDER.replace("ORDERS", BOTH))
    assert line.orders == (
        Order("cover", constant(30.0), constant(3600.0), None, 172_800.0, 150_000.0),
        Order("bolt", Distribution("poisson", (10.0,)), constant(3600.0), 0.0),
    )
    assert line.sources["source"].to_order
    assert not line.sources["source"].is_endless
    assert line.sources["source"].mix == (("cover", 0.75), ("bolt", 0.25))
    assert capacity_bound(line).parts_per_hour == pytest.approx(40.0)


def test_a_file_may_come_from_a_spreadsheet(tmp_path):
    head = "\ufefforder,product,quantity,release,due,late\r\n"
    table = head + '"가 1","cover",5,"3 days",1 주,90000 KRW/day\r\n'
    line = load(with_file(tmp_path, table))
    assert line.dated_orders == (DatedOrder("가 1", "cover", 5, 259_200.0, 604_800.0, 90_000.0),)


def test_dates_count_from_the_start_and_a_due_date_from_its_release(tmp_path):
    table = "product,order,due,release,quantity\nbolt,B,2026-03-05,2026-03-03 06:30,3\n"
    table += "\nbolt,C,,1 h,1\n"
    line = load(with_file(tmp_path, table))
    assert line.dated_orders == (
        DatedOrder("B", "bolt", 3, 86_400 + 6.5 * 3600, 41.5 * 3600),
        DatedOrder("C", "bolt", 1, 3600.0),
    )


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("order,product\n", "orders.csv:1:1: orders.file: found no column quantity, release;"),
        ("order,product,quantity,release,due\n", "found 0 orders in orders.csv"),
        (b"\xff\xfe1", "it is no text in UTF-8"),
        (b"PK\x03\x04\x14", "it is no text (this looks like an Excel workbook, .xlsx: save the"),
        ("order;product;quantity;release", "found columns parted by ';'; expected commas"),
        (b"", "orders.csv: orders.file: found an empty file; expected a first line that names"),
        (b" \n\n", "found an empty file"),
        ("order;product;quantity;release;due\n1;a;1;1 h;\n", "found columns parted by ';'"),
        ("order\tproduct\n", "found columns parted by tabs; expected commas"),
        ("order,product,qty,release,due\n", "did you mean 'quantity'?"),
        ("\uc218\uc8fc,product,\uc218\ub7c9,release,due\n", "did you mean 'order'?"),
        ("no.,item,qty,release,due date\n", "did you mean 'product'?"),
        ("order,product,qty,release,Due Date\n", "did you mean 'due'?"),
        ("order,품목\n".encode("cp949"), "this looks like Korean Windows, CP949: save it as UTF-8"),
        (b"x" * 5_000_001, "found a table of more than 5 MB"),
        ("order,product,quantity,release,due\nA,bolt,1,1 h\nB,bolt,1,1\n", "orders.csv:3:11: "),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_place(tmp_path, table, told):
    with pytest.raises(LineError) as wrong:
        load(with_file(tmp_path, table))
    assert told in str(wrong.value)


def test_a_table_without_the_column_due_has_orders_that_are_never_late(tmp_path):
    line = load(with_file(tmp_path, "order,product,quantity,release\nA,bolt,3,1 h\n"))
    assert line.dated_orders == (DatedOrder("A", "bolt", 3, 3600.0),)


def test_more_than_a_hundred_thousand_orders_are_refused(tmp_path):
    rows = (f"A{number},bolt,1,1 h,1 h\n" for number in range(100_001))
    table = "order,product,quantity,release,due\n" + "".join(rows)
    assert "found 100001 orders" in str(check(with_file(tmp_path, table))[0])


def test_a_text_has_no_folder_for_a_file_of_orders():
    told = [str(problem) for problem in check(TO_ORDER.replace("ORDERS", "{file: orders.csv}"))]
    assert "has no folder to look for files in" in told[0]


def test_a_retrofit_changes_the_cards_and_not_the_orders(tmp_path):
    cards = "release: {rule: conwip, limit: 4}\nstations:"
    source = read(TO_ORDER.replace("ORDERS", BOTH).replace("stations:", cards))
    head = "retrofit: cards\ntitle: Cards\nfield: logistics-management\ncost: {buy: 1 KRW}\n"
    path = tmp_path / "cards.yaml"
    path.write_text(f"{head}set: {{release.limit: 9}}\n", encoding="utf-8")
    assert apply(source, [load_retrofit(path)]).release == Release("conwip", 9)
    path.write_text(f"{head}set: {{orders: []}}\n", encoding="utf-8")
    with pytest.raises(LineError, match="'orders' is no part of it"):
        apply(source, [load_retrofit(path)])


def test_an_exported_trace_names_the_class_of_an_order():
    text = TO_ORDER.replace("ORDERS", "\n  - {product: cover, quantity: 1, first: 1 s, due: 2 s}\n")
    run = simulate(load(text), length_s=10, trace=True)
    assert run.trace is not None
    rows = [row for row in rows_of(run.trace, run.frame) if row[2] in ("order", "complete")]
    assert rows == [
        (1_000_000, "1.000000", "order", "orders.1", 0, 1, 3_000_000),
        (7_000_000, "7.000000", "complete", "orders.1", 0, 6_000_000, 3_000_000),
    ]
