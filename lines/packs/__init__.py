"""Data packs: dated numbers that lines are judged by, each with its source and grade."""

from lines.packs.days import Holidays
from lines.packs.effects import EffectsTable
from lines.packs.facts import Fact, Known
from lines.packs.level import LevelTable
from lines.packs.reader import Pack, load_pack
from lines.packs.shelf import NoSuchPack, Tariff, bundled_packs, pack_of, packs_of, tariff_of
from lines.packs.tariff import ALL, HOLIDAY, SATURDAY, SUNDAY, DemandRule, Rates, TariffTable

__all__ = [
    "ALL",
    "HOLIDAY",
    "SATURDAY",
    "SUNDAY",
    "DemandRule",
    "EffectsTable",
    "Fact",
    "Holidays",
    "Known",
    "LevelTable",
    "NoSuchPack",
    "Pack",
    "Rates",
    "Tariff",
    "TariffTable",
    "bundled_packs",
    "load_pack",
    "pack_of",
    "packs_of",
    "tariff_of",
]
