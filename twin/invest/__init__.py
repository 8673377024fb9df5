"""Does it pay? Investments appraised by the books before and after them."""

from twin.invest.appraisal import Appraisal, Worth, appraise, invest
from twin.invest.basis import Basis
from twin.invest.card import investment_card, investment_parts
from twin.invest.object import investment_object
from twin.invest.terms import Terms, terms_of
from twin.invest.wishes import Wishes

__all__ = [
    "Appraisal",
    "Basis",
    "Terms",
    "Wishes",
    "Worth",
    "appraise",
    "invest",
    "investment_card",
    "investment_object",
    "investment_parts",
    "terms_of",
]
