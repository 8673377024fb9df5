"""D: whether parts come out within the time promised, and whether any were turned away."""

from kpi.books import Books, Ratio
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
    formula="parts turned away at a full door / parts that arrived, over all sources",
    source="loss probability of queueing theory",
    title_en="Share of arrivals lost",
    title_ko="도착품 유실률",
)
def lost_share(books: Books) -> Ratio:
    """Share of the arriving parts that found no room and went elsewhere."""
    return Ratio(int(books.ledger.lost.sum()), int(books.ledger.arrived.sum()))
