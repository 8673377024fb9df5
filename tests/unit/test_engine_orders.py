"""Make to order: release, completion, lateness, what is scrapped comes anew (rules B24, B25)."""

from pathlib import Path

from one_path import assert_one_path
from told_run import Run, on_both_engines, told_run

from kpi.books import Books
from kpi.ledger import lead_bin
from lines import load
from twin.engine import simulate
from twin.engine import trace as t

S = 1_000_000


def orders_of(run: Run) -> list[tuple[float, int, int]]:
    """When which class released how many parts."""
    return [(row[0] / 1e6, row[2], row[4]) for row in run.rows if row[1] == t.ORDER]


def completed(run: Run) -> list[tuple[float, int, float]]:
    """When which order, by its number, was complete, and after how many seconds."""
    return [(row[0] / 1e6, row[3], row[4] / 1e6) for row in run.rows if row[1] == t.COMPLETE]


@on_both_engines
def test_orders_come_again_and_again_and_are_complete_with_their_last_part(engine: str) -> None:
    """B24 and B25, with the books of both entries."""
    text = """
line: orders
products: {cover: {}, housing: {}}
orders:
  - {product: cover, quantity: 3, every: 60 s, due: 13 s}
  - {product: housing, quantity: 2, every: 60 s, first: 0 s, due: 8 s}
stations:
  cut: {cycle: 4 s}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 100, engine)
    # at 60 both come, the first entry first: its parts stand before those of the second
    assert orders_of(run) == [(0, 1, 2), (60, 0, 3), (60, 1, 2)]
    assert completed(run) == [(8, 0, 8), (72, 1, 12), (80, 2, 20)]
    books = run.ledger
    assert books.orders_released.tolist() == [1, 2]
    assert books.orders_completed.tolist() == [1, 2]
    assert books.orders_on_time.tolist() == [1, 1]  # 8 s is in time, 20 s is 12 s late
    assert books.order_lead_ticks.tolist() == [12_000_000, 28_000_000]
    assert books.tardy_ticks.tolist() == [0, 12_000_000]
    assert books.tardy_bins[1, 0] == 1
    assert books.tardy_bins[1, lead_bin(12_000_000)] == 1
    assert books.tardy_extremes.tolist() == [[0, 0], [0, 12_000_000]]
    later = told_run(text, 100, engine, warmup_s=9).ledger
    assert later.tardy_extremes.tolist() == [[0, 0], [12_000_000, 12_000_000]]
    assert books.backlog_curve.tolist() == [12_000_000 + 28_000_000]
    assert books.overdue_area.tolist() == [0, 12_000_000]


@on_both_engines
def test_a_scrapped_part_is_released_anew_behind_those_that_wait(engine: str) -> None:
    """B25, for ever."""
    text = """
line: anew
orders:
  - {product: part, quantity: 2, first: 10 s, due: 60 s}
stations:
  cut: {cycle: 4 s, failures: {jam: {every: 2 s, repair: 1 s, scrap: 100 %}}}
flow: [source -> cut -> sink]
"""
    # every 2 s of work the part at hand is lost: no order is ever complete
    run = told_run(text, 30, engine)
    assert run.taken("cut") == []
    assert [row[3] for row in run.rows if row[1] == t.ARRIVE] == list(range(8))
    assert run.seconds(t.OUT) == [12, 15, 18, 21, 24, 27]
    assert run.ledger.orders_completed.tolist() == [0]
    assert run.ledger.backlog_curve.tolist() == [20_000_000]


@on_both_engines
def test_an_order_waits_for_the_part_that_comes_for_a_scrapped_one(engine: str) -> None:
    """B25: complete with the last part, and it is the one that came anew."""
    text = """
line: reject
orders:
  - {product: part, quantity: 3, first: 0 s, due: 20 s, late: 86400 KRW/day}
stations:
  cut: {cycle: 4 s, failures: {jam: {every: 10 s, repair: 1 s, scrap: 100 %}}}
flow: ["source -> [1] -> cut -> sink"]
"""
    run = told_run(text, 40, engine)
    # two parts by 8; the third is lost at 10; its heir is worked on from 11 to 15
    assert [part.fate for part in run.left()] == ["sink", "sink", "scrap", "sink"]
    assert completed(run) == [(15, 0, 15)]
    assert run.left()[-1].lead_s == 5  # it came at 10


@on_both_engines
def test_an_order_of_nothing_is_complete_at_once(engine: str) -> None:
    """B25, of no part at all."""
    text = """
line: nothing
orders:
  - {product: part, quantity: {empirical: {values: [0, 1]}}, every: 1 s, due: 0 s}
stations:
  cut: {cycle: 0.25 s}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 100.5, engine)
    books = run.ledger
    assert 30 < books.orders_on_time[0] < 70
    assert books.orders_completed[0] == books.orders_released[0] == 100
    assert books.tardy_ticks[0] == 250_000 * (100 - books.orders_on_time[0])


@on_both_engines
def test_open_orders_at_the_warm_up_belong_to_the_books_when_they_are_complete(engine: str) -> None:
    text = """
line: warm
orders:
  - {product: part, quantity: 5, first: 0 s, due: 6 s}
  - {product: part, quantity: 5, first: 30 s, due: 1 s}
stations:
  cut: {cycle: 4 s}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 40, engine, warmup_s=10)
    books = run.ledger
    assert books.orders_released.tolist() == [0, 1]
    assert books.orders_completed.tolist() == [1, 0]
    assert books.order_lead_ticks.tolist() == [20_000_000, 0]
    assert books.tardy_ticks.tolist() == [14_000_000, 0]
    # of the 14 s that the first is late 10 s are in the books; the second is late from 31 on
    assert books.overdue_area.tolist() == [10_000_000, 9_000_000]
    assert books.backlog_curve.tolist() == [10_000_000 + 10_000_000]


@on_both_engines
def test_open_orders_stand_in_the_quarter_hours_in_which_they_are_open(engine: str) -> None:
    text = """
line: backlog
orders:
  - {product: part, quantity: 2, first: 10 min, every: 30 min}
  - {product: part, quantity: 1, first: 10 min}
stations:
  cut: {cycle: 10 min}
flow: [source -> cut -> sink]
"""
    # two are open from 10, one from 30 to 40, then the next, which comes as that one goes
    whole = told_run(text, 55 * 60, engine).ledger.backlog_curve
    assert whole.tolist() == [minutes * 60 * S for minutes in (2 * 5, 2 * 15, 15, 10)]
    late = told_run(text, 55 * 60, engine, warmup_s=20 * 60)
    assert late.ledger.backlog_curve.tolist() == [m * 60 * S for m in (0, 2 * 10, 15, 10)]
    line = load(text)
    assert Books(late.ledger, late.frame, line).open_orders.tolist() == [1.0]
    # without orders there is no curve
    plain = load(text.replace(text[text.index("orders:") : text.index("stations:")], ""))
    assert simulate(plain, length_s=60, engine=engine).ledger.backlog_curve.shape == (0,)


@on_both_engines
def test_what_is_put_together_is_a_part_of_the_order_of_its_first_part(engine: str) -> None:
    """B25, with an assembly."""
    text = """
line: kit
products: {cover: {}, bolt: {}, pump: {}}
orders:
  - {product: cover, quantity: 2, first: 5 s, due: 100 s}
sources: {bolts: {product: bolt}}
stations:
  join: {type: assembly, cycle: 3 s, needs: {source: 1, bolts: 2}, makes: pump}
flow:
  - source -> join
  - bolts -> join
  - join -> sink
"""
    run = told_run(text, 20, engine)
    assert completed(run) == [(11, 0, 6)]
    assert run.ledger.joined.tolist() == [0, 4, 0]


@on_both_engines
def test_a_line_that_has_done_its_last_order_waits(engine: str) -> None:
    """C10: it is no deadlock."""
    text = """
line: done
orders:
  - {product: part, quantity: 1, first: 5 s, due: 100 s}
stations:
  cut: {cycle: 4 s, failures: {jam: {every: 2 s, repair: 1 s}}}
flow: [source -> cut -> sink]
"""
    assert completed(told_run(text, 1000, engine, warmup_s=500)) == [(10, 0, 5)]


@on_both_engines
def test_the_orders_of_a_file_come_by_their_release(engine: str, tmp_path: Path) -> None:
    """B24, of a table."""
    (tmp_path / "orders.csv").write_text(
        "order,product,quantity,release,due,late\n"
        "A-1,cover,2,2026-03-02 00:01,2026-03-02 00:01:10,\n"
        'A-2,"bolt",1,0 s,5 s,90000 KRW/day\n'
        "A-3,cover,1,60 s,,\n",
        encoding="utf-8",
    )
    path = tmp_path / "file.yaml"
    path.write_text(
        """
line: file
start: 2026-03-02
products: {cover: {}, bolt: {}}
orders: {file: orders.csv}
stations:
  cut: {cycle: 6 s}
flow: [source -> cut -> sink]
""",
        encoding="utf-8",
    )
    line = load(path)
    run = simulate(line, 1, 0, 0, 100, engine, True)
    assert run.trace is not None
    told = Run(run.ledger, run.frame, run.trace)
    assert orders_of(told) == [(0, 0, 1), (60, 1, 2), (60, 2, 1)]
    assert completed(told) == [(6, 0, 6), (72, 1, 12), (78, 2, 18)]
    assert run.frame.orders == ("bolt", "cover", "cover")
    assert run.frame.orders_late_per_day == (90000.0, None, None)
    assert run.ledger.tardy_ticks.tolist() == [1_000_000, 2_000_000, 0]


def test_both_engines_walk_one_path_with_orders_that_wait_and_fail() -> None:
    text = """
line: path
products: {cover: {}, bolt: {}}
orders:
  - {product: cover, quantity: {poisson: 4}, every: {exponential: 20 s}, due: 30 s}
  - {product: bolt, quantity: {geometric: 3}, every: 15 s, first: 0 s, due: 30 s}
stations:
  cut:
    machines: 2
    cycle: {cover: {exponential: 3 s}, bolt: 1 s}
    failures: {jam: {every: {exponential: 30 s}, repair: 5 s, scrap: 50 %}}
    quality: {defects: {burr: 20 %}}
  look: {type: inspection, cycle: 0.5 s, finds: 80 %, false-rejects: 5 %}
flow:
  - source -> [2] -> cut -> [1] -> look
  - look -> sink
  - look -> scrap: {when: reject}
"""
    walk = assert_one_path(load(text), 2000, 300)
    assert walk.end is None
