"""A note on orders whose scrapped parts cost set-ups of their own."""

from __future__ import annotations

from lines.compose import Draft
from lines.nodes import place_of
from lines.scrap import lots_of_order, scrapped_share

MANY = 1.5  # set-ups for each order


def set_ups_by_scrap(draft: Draft) -> None:
    """Say where scrapped parts that come anew make more than half as many set-ups again."""
    line = draft.line
    ordered = {order.product for order in line.all_orders}
    changing = [s for s in line.stations.values() if s.setup and s.dispatch != "setup-saving"]
    if len(ordered) < 2 or not changing:
        return
    shares = {product: scrapped_share(line, product) for product in ordered}
    lots, count = 0.0, 0
    for order in line.all_orders:
        quantity = order.quantity if isinstance(order.quantity, int) else order.quantity.mean()
        lots += lots_of_order(quantity, shares[order.product], order.renewal)
        count += 1
    if lots > MANY * count:
        draft.findings.note(
            place_of(draft.root, ("orders",), True),
            ("orders",),
            f"about {lots / count:.1f} set-ups of '{changing[0].name}' are to be expected for each "
            "order, as scrapped parts come anew behind other products; say "
            "'replace: with-next-order', or give the orders an 'allowance'",
        )
