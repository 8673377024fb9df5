"""D: whether parts and orders come out within the time promised, and whether any were lost.

Orders count in the books in which they are complete, with all of their time. An order is late from
the tick by which it was wanted; one without such a tick is in no figure of lateness.
"""

from kpi.books import Books, Ratio, quantile_s
from kpi.ledger import TICKS_PER_SECOND
from kpi.registry import kpi


@kpi(
    "promise_kept",
    family="D",
    unit="share",
    better="higher",
    formula="parts at the sink within the promised lead time / parts at the sink",
    source="핵심성과지표 (납기준수율), per part instead of per order",
    title_en="Lead-time promise kept",
    title_ko="납기준수율(약속 리드타임)",
)
def promise_kept(books: Books) -> Ratio | None:
    """Share of the parts whose lead time kept the promise; None when nothing was promised."""
    if books.promise_s is None:
        return None
    return Ratio(int(books.ledger.kept.sum()), books.at_sink)


@kpi(
    "lost_share",
    family="D",
    unit="share",
    better="lower",
    formula="parts turned away at a full door / parts that arrived, over the sources that lose "
    "parts (full: lost); 0 where none does",
    source="loss probability of queueing theory",
    title_en="Share of arrivals lost",
    title_ko="도착품 유실률",
)
def lost_share(books: Books) -> Ratio:
    """Share of the arriving parts that found no room and went elsewhere.

    What other sources bring waits or is fetched, and would only dilute the share.
    """
    rows = books.losing or list(range(len(books.frame.sources)))
    return Ratio(int(books.ledger.lost[rows].sum()), int(books.ledger.arrived[rows].sum()))


# --- orders -------------------------------------------------------------------------------------


@kpi(
    "orders_on_time",
    family="D",
    unit="share",
    better="higher",
    formula="orders complete by their due time / orders complete that had one",
    source="핵심성과지표 (납기준수율)",
    title_en="Orders on time",
    title_ko="납기준수율",
)
def orders_on_time(books: Books) -> Ratio | None:
    """Share of the orders with a due time that were complete by it; None without such orders."""
    if not books.dated:
        return None
    ledger = books.ledger
    on_time, completed = ledger.orders_on_time, ledger.orders_completed
    return Ratio(int(on_time[books.dated].sum()), int(completed[books.dated].sum()))


@kpi(
    "order_lead_time_mean_s",
    family="D",
    unit="s",
    better="lower",
    formula="time from the release of an order until all its parts are at the sink, mean",
    source="핵심성과지표 (수주-출하 리드타임)",
    title_en="Order-to-ship lead time, mean",
    title_ko="수주-출하 리드타임(평균)",
)
def order_lead_time_mean_s(books: Books) -> Ratio | None:
    """Mean time from release to completion; None where the line does not work to order."""
    if not books.to_order:
        return None
    seconds = float(books.ledger.order_lead_ticks.sum()) / TICKS_PER_SECOND
    return Ratio(seconds, int(books.ledger.orders_completed.sum()))


@kpi(
    "tardiness_mean_s",
    family="D",
    unit="s",
    better="lower",
    formula="time from due to complete, 0 where on time, mean over the orders with a due time",
    source="tardiness of scheduling theory (Pinedo, Scheduling, ch. 2)",
    title_en="Tardiness of orders, mean",
    title_ko="납기지연시간(평균)",
)
def tardiness_mean_s(books: Books) -> Ratio | None:
    """Mean lateness of orders that were late, 0 for the others; None without due times."""
    if not books.dated:
        return None
    seconds = float(books.ledger.tardy_ticks.sum()) / TICKS_PER_SECOND
    return Ratio(seconds, int(books.ledger.orders_completed[books.dated].sum()))


@kpi(
    "tardiness_p90_s",
    family="D",
    unit="s",
    better="lower",
    formula="tardiness that nine orders in ten do not exceed, of those with a due time",
    source="tardiness of scheduling theory (Pinedo, Scheduling, ch. 2)",
    title_en="Tardiness of orders, 90th percentile",
    title_ko="납기지연시간(90 % 분위)",
)
def tardiness_p90_s(books: Books) -> float | None:
    """Tardiness that nine orders in ten do not exceed; 0 where as many are on time."""
    count = books.ledger.tardy_bins.sum(axis=0)
    if count.sum() > 0 and count[0] >= 0.9 * count.sum():
        return 0.0
    return quantile_s(count, 0.9, books.ledger.tardy_extremes)


@kpi(
    "order_backlog_mean",
    family="D",
    unit="orders",
    better="lower",
    formula="orders released and not complete, mean over the time booked",
    source="핵심성과지표 (수주잔량)",
    title_en="Open orders, mean",
    title_ko="수주잔량(평균)",
)
def order_backlog_mean(books: Books) -> Ratio | None:
    """Mean number of open orders; None where the line does not work to order."""
    if not books.to_order:
        return None
    return Ratio(float(books.ledger.backlog_curve.sum()), books.span_ticks)


@kpi(
    "order_shortfall_mean",
    family="D",
    unit="parts",
    better="lower",
    formula="parts that orders ended without, as scrap is not replaced, per completed order",
    source="fill rate of order fulfilment (Silver, Pyke and Peterson, ch. 7), as parts missing",
    title_en="Parts missing per order",
    title_ko="수주당 부족 수량",
)
def order_shortfall_mean(books: Books) -> Ratio | None:
    """Parts missing per completed order; None where every order replaces what is scrapped."""
    if all(order.renewal.replace != "never" for order in books.line.all_orders):
        return None
    return Ratio(int(books.ledger.short_parts.sum()), int(books.ledger.orders_completed.sum()))


@kpi(
    "order_surplus_mean",
    family="D",
    unit="parts",
    better="lower",
    formula="parts at the sink beyond the quantity of their order, per completed order: stock",
    source="scrap allowance of production orders (MRP)",
    title_en="Surplus parts per order",
    title_ko="수주당 잉여 수량",
)
def order_surplus_mean(books: Books) -> Ratio | None:
    """Surplus parts per completed order; None where no order has an allowance."""
    if all(order.renewal.allowance == 0.0 for order in books.line.all_orders):
        return None
    return Ratio(int(books.ledger.surplus_parts.sum()), int(books.ledger.orders_completed.sum()))


@kpi(
    "late_cost",
    family="D",
    unit="currency",
    better="lower",
    formula="time in the books that orders are open past their due time × what a late day costs",
    source="지체상금: penalty by the day of delay, as the line's orders give it",
    title_en="Cost of late orders",
    title_ko="지체상금",
)
def late_cost(books: Books) -> float | None:
    """Money that late orders cost over the time booked; None where no order has a price for it."""
    return books.late_cost
