"""Make to order: the entries of `orders`, and the release of parts into the line."""

from __future__ import annotations

from typing import Any, NamedTuple

from lines.model import Order, Release, Renewal
from lines.words.chances import Chance
from lines.words.entry import Entry
from lines.words.forms import WHOLE_SHARE, Bound, Choice, Name, Quantity, Schema, Text, Whole
from lines.words.groups import Group, Word
from lines.words.order_file import MOST_IN_AN_ORDER, WrittenRow, rows_of

MOST_ENTRIES = 1000
REPLACE = ("in-one-lot", "at-once", "with-next-order", "never")


class WrittenOrders(NamedTuple):
    """What was read under `orders`: entries of a list, or the rows of a file."""

    entries: tuple[Order, ...] = ()
    rows: tuple[WrittenRow, ...] = ()
    renewal: Renewal = Renewal()


_RENEWAL = (
    Word(
        "replace",
        Choice(REPLACE),
        "When scrapped parts are replaced: in-one-lot, when all other parts of the order have left "
        "(the default); at-once, one by one; with-next-order of the product; or never, so that the "
        "order ends short.",
        "replace: with-next-order",
    ),
    Word(
        "allowance",
        Quantity("share", WHOLE_SHARE),
        "Share of its quantity, rounded up to parts, that an order releases in addition for what "
        "will be scrapped; what is left over at the sink is counted as surplus.",
        "allowance: 3 %",
    ),
)
_ENTRY = Group(
    "an order",
    (
        Word("product", Name("a product"), "What is ordered.", "product: cover", required=True),
        Word(
            "quantity",
            Chance("count", Bound(1e-3)),
            "Parts of one order.",
            "quantity: {poisson: 200}",
            required=True,
        ),
        Word(
            "every",
            Chance("duration"),
            "Time from one order to the next; without it there is one, at `first`.",
            "every: 1 day",
        ),
        Word(
            "first",
            Quantity("duration"),
            "When the first one comes; after one time of `every`, if it is not said.",
            "first: 4 h",
        ),
        Word("due", Quantity("duration"), "When it is wanted, after its release.", "due: 2 days"),
        Word(
            "late",
            Quantity("daily cost"),
            "What a day costs that it is late.",
            "late: 150000 KRW/day",
        ),
        *_RENEWAL,
    ),
)
_FILE = Group(
    "'orders' from a file",
    (
        Word("file", Text("the name of a CSV file"), "", "file: orders.csv", required=True),
        *_RENEWAL,
    ),
)


class Orders:
    """A list of orders that come again and again, or a file with a row for each order."""

    @property
    def group(self) -> Group:
        """The words of an entry."""
        return _ENTRY

    def read(self, entry: Entry) -> WrittenOrders | None:
        """Return the orders."""
        if entry.node.is_mapping:
            words = _FILE.read(entry)
            if words is None or "file" not in words:
                return None
            at_file = entry.child(entry.node.words["file"], "file")
            rows = rows_of(at_file, words["file"])
            return None if rows is None else WrittenOrders(rows=rows, renewal=_renewal(words))
        if not 1 <= len(entry.node.entries) <= MOST_ENTRIES:
            such = "such as - {product: part, quantity: 480, every: 1 day, due: 2 days}"
            entry.expect(f"a list of 1 to {MOST_ENTRIES} orders, {such}, or {{file: orders.csv}}")
            return None
        read = [_order(below) for _, below in entry.entries()]
        whole = tuple(order for order in read if order is not None)
        return WrittenOrders(whole) if len(whole) == len(read) else None

    def schema(self) -> Schema:
        """Return a list of entries, or the word for a file."""
        entries = {"type": "array", "items": _ENTRY.schema(), "minItems": 1}
        return {"anyOf": [entries, _FILE.schema()]}


def _order(entry: Entry) -> Order | None:
    values: dict[str, Any] | None = _ENTRY.read(entry)
    if values is None or "product" not in values or "quantity" not in values:
        return None
    if "every" not in entry.node.words and "first" not in entry.node.words:
        entry.fail("found neither 'every' nor 'first'; one of them says when the order comes")
        return None
    quantity = values["quantity"]
    if quantity.mean() > MOST_IN_AN_ORDER:
        told = f"found orders of {quantity.mean():.6g} parts; expected at most {MOST_IN_AN_ORDER}"
        entry.child(entry.node.words["quantity"], "quantity").fail(told)
    if "late" in values and "due" not in entry.node.words:
        entry.child(entry.node.words["late"], "late").fail_word(
            "'late' says nothing of an order without 'due'; say when it is wanted"
        )
    return Order(
        product=values["product"],
        quantity=quantity,
        every=values.get("every"),
        first_s=values.get("first"),
        due_s=values.get("due"),
        late_per_day=values.get("late"),
        renewal=_renewal(values),
    )


def _renewal(values: dict[str, Any]) -> Renewal:
    return Renewal(values.get("replace", REPLACE[0]), values.get("allowance", 0.0))


_RELEASE = Group(
    "'release'",
    (
        Word(
            "rule",
            Choice(("push", "conwip", "kanban")),
            "What lets parts in: room (`push`), cards of the line (`conwip`), or cards of each "
            "named buffer (`kanban`).",
            "rule: conwip",
            required=True,
        ),
        Word(
            "limit",
            Whole("a number of parts", 1),
            "Parts from `source` that may be in the line at once, with `conwip`.",
            "limit: 60",
        ),
    ),
)


class Releases:
    """How parts are let into the line."""

    @property
    def group(self) -> Group:
        """The words of the release."""
        return _RELEASE

    def read(self, entry: Entry) -> Release | None:
        """Return the rule and its limit."""
        values = _RELEASE.read(entry)
        if values is None or "rule" not in values:
            return None
        limited = values["rule"] == "conwip"
        if limited and "limit" not in entry.node.words and not entry.findings.within(*entry.route):
            entry.fail("'limit' is missing; conwip needs it, such as {rule: conwip, limit: 60}")
        if not limited and "limit" in entry.node.words:
            told = f"'limit' says nothing with rule: {values['rule']}; it belongs to conwip"
            entry.child(entry.node.words["limit"], "limit").fail_word(told)
        return Release(values["rule"], values.get("limit"))

    def schema(self) -> Schema:
        """Return the words of the release."""
        return _RELEASE.schema()
