"""What is scrapped of an order, about, and the note on the set-ups that this costs."""

import pytest

from lines import load, read
from lines.load import notes_of
from lines.model import Renewal
from lines.scrap import lots_of_order, scrapped_share

SHOP = """
line: shop
products: {{a: {{}}, b: {{}}}}
orders:
  - {{product: a, quantity: 40, every: 1 day{words}}}
  - {{product: b, quantity: 40, every: 1 day{words}}}
stations:
  press: {{cycle: 1 min, setup: {{time: 30 min}}, quality: {{defects: {{burr: 5 %}}}}{dispatch}}}
  check: {{type: inspection, cycle: 10 s, finds: 80 %, false-rejects: 2 %}}
flow:
  - source -> [] -> press -> [5] -> check
  - check -> sink: {{when: pass}}
  - check -> scrap: {{when: reject, share: 50 %}}
  - check -> press: {{when: reject, share: 50 %, buffer: 9}}
"""


def notes(words: str, dispatch: str = "") -> list[str]:
    return [note.message for note in notes_of(read(SHOP.format(words=words, dispatch=dispatch)))]


def test_the_share_that_is_scrapped_follows_the_verdicts_and_the_rework() -> None:
    """Rejected r = 1 - 0.96 x 0.98 = 5.92 %; scrapped r/2 + (r/2)^2 + ... = r/2 / (1 - r/2)."""
    half = (1 - 0.96 * 0.98) / 2
    line = load(SHOP.format(words="", dispatch=""))
    assert scrapped_share(line, "a") == pytest.approx(half / (1 - half))


def test_lots_of_an_order_by_how_it_is_replaced() -> None:
    assert lots_of_order(100, 0.02, Renewal("at-once")) == pytest.approx(1 + 2 / 0.98)
    assert lots_of_order(100, 0.02, Renewal("never")) == 1.0
    assert lots_of_order(100, 0.02, Renewal("with-next-order")) == 1.0
    # some part of a hundred is scrapped with 87 %, of about two with 4 %
    expected = 1 + (1 - 0.98**100) * (1 + 1 - 0.98**2 + (1 - 0.98**2) * 0.02)
    assert lots_of_order(100, 0.02, Renewal("in-one-lot")) == pytest.approx(expected, rel=0.01)
    # five more parts than a hundred suffice, if at most five are scrapped: Poisson of 2.1
    assert lots_of_order(100, 0.02, Renewal("in-one-lot", 0.05)) < 1.03


def test_a_note_says_where_scrap_makes_half_as_many_set_ups_again() -> None:
    (said,) = notes(", replace: at-once")
    assert said.startswith("about 2.3 set-ups of 'press' are to be expected for each order")
    assert "replace: with-next-order" in said
    assert len(notes("")) == 1  # in one lot: 71 % of the orders need a second one
    assert notes(", replace: with-next-order") == []
    assert notes(", replace: never") == []
    assert notes(", allowance: 10 %") == []
    assert notes(", replace: at-once", ", dispatch: setup-saving") == []
