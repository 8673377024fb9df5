"""The electricity bill of a study or a comparison: by month, by component, by use."""

from twin.bill.card import bill_card, bill_parts
from twin.bill.contract import under_contract
from twin.bill.object import bill_object
from twin.bill.study import Bills, bills_of, reckon

__all__ = [
    "Bills",
    "bill_card",
    "bill_object",
    "bill_parts",
    "bills_of",
    "reckon",
    "under_contract",
]
