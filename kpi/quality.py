"""Q: how many parts go wrong, how many leave unseen, how many pass at the first go.

The books know every true defect, also those no inspection found. Rates of defective parts are
counted on true defects: a rate of *found* defects would rise when the inspection improves.
"""

from kpi.books import Books, Ratio
from kpi.ledger import AT_SINK, EVER_DEFECTIVE, MARKS, REWORKED
from kpi.registry import kpi


@kpi(
    "process_defects_ppm",
    family="Q",
    unit="ppm",
    better="lower",
    formula=(
        "parts that left (sink or scrap) and ever carried a true defect, found or not "
        "/ parts that left × 1 000 000"
    ),
    source="핵심성과지표 (공정불량률); true defects, so that better inspection cannot raise it",
    title_en="Process defect rate",
    title_ko="공정불량률",
)
def process_defects_ppm(books: Books) -> Ratio:
    """Parts that were ever truly defective, among a million that left."""
    return Ratio(1e6 * books.left_with(EVER_DEFECTIVE), books.left)


@kpi(
    "finished_defects_ppm",
    family="Q",
    unit="ppm",
    better="lower",
    formula="escapes: parts at the sink with a true defect / parts at the sink × 1 000 000",
    source="핵심성과지표 (완제품 불량률)",
    title_en="Finished-product defect rate (escapes)",
    title_ko="완제품 불량률",
)
def finished_defects_ppm(books: Books) -> Ratio:
    """Parts that reached the customer with a defect, among a million delivered."""
    return Ratio(1e6 * (books.at_sink - books.good), books.at_sink)


@kpi(
    "first_pass_yield",
    family="Q",
    unit="share",
    better="higher",
    formula=(
        "GP / IP: parts at the sink that no inspection sent to rework and no station took twice / "
        "parts that left (sink or scrap), as the plant sees it"
    ),
    source="ISO 22400-2",
    title_en="First-pass yield",
    title_ko="직행률",
)
def first_pass_yield(books: Books) -> Ratio:
    """Share of the parts that went straight to the sink, never rejected, never led back."""
    straight = [mark for mark in range(MARKS) if not mark & REWORKED]
    passed = int(books.ledger.fates[AT_SINK][:, straight].sum())
    return Ratio(passed, books.left)


@kpi(
    "scrap_ratio",
    family="Q",
    unit="share",
    better="lower",
    formula="SQ / PQ: parts scrapped / parts that left (sink or scrap)",
    source="ISO 22400-2",
    title_en="Scrap ratio",
    title_ko="폐기율",
)
def scrap_ratio(books: Books) -> Ratio:
    """Share of the parts that left by way of scrap, rightly or wrongly."""
    return Ratio(books.scrapped, books.left)


@kpi(
    "rework_ratio",
    family="Q",
    unit="share",
    better="lower",
    formula=(
        "RQ / PQ: parts that left after an inspection sent them to rework, or a station took them "
        "again / parts that left"
    ),
    source="ISO 22400-2",
    title_en="Rework ratio",
    title_ko="재작업률",
)
def rework_ratio(books: Books) -> Ratio:
    """Share of the parts that were sent back at least once."""
    return Ratio(books.left_with(REWORKED), books.left)


@kpi(
    "expired_ratio",
    family="Q",
    unit="share",
    better="lower",
    formula="parts scrapped because they stayed in a buffer too long / parts that left",
    source="shelf life; part of the scrap ratio SQ / PQ of ISO 22400-2",
    title_en="Scrapped over shelf life",
    title_ko="유효기간 초과 폐기율",
)
def expired_ratio(books: Books) -> Ratio | None:
    """Share of the parts that grew too old on the way; None where nothing can."""
    if all(buffer.max_s is None for buffer in books.line.buffers.values()):
        return None
    return Ratio(int(books.ledger.expired.sum()), books.left)
