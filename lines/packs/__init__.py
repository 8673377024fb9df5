"""Data packs: dated numbers that lines are judged by, each with its source and grade."""

from lines.packs.days import Holidays, HolidaysUnknown
from lines.packs.facts import Fact, Known
from lines.packs.reader import Pack, load_pack
from lines.packs.shelf import NoSuchPack, Tariff, bundled_packs, packs_of, tariff_of
from lines.packs.tariff import ALL, HOLIDAY, SATURDAY, SUNDAY, DemandRule, Rates, TariffTable

__all__ = [
    "ALL",
    "HOLIDAY",
    "SATURDAY",
    "SUNDAY",
    "DemandRule",
    "Fact",
    "Holidays",
    "HolidaysUnknown",
    "Known",
    "NoSuchPack",
    "Pack",
    "Rates",
    "Tariff",
    "TariffTable",
    "bundled_packs",
    "load_pack",
    "packs_of",
    "tariff_of",
]
