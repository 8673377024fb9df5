"""Data packs: dated numbers that lines are judged by, each with its source and grade."""

from lines.packs.appraisal import Appraisal
from lines.packs.days import Holidays, HolidaysUnknown
from lines.packs.effects import EffectsTable
from lines.packs.emissions import EmissionFactors
from lines.packs.facts import Fact, Known
from lines.packs.grants import Programme
from lines.packs.kpi_form import Achievement, Indicator, KpiForm, Measured
from lines.packs.level import LevelTable
from lines.packs.reader import Pack, load_pack
from lines.packs.safety import SafetyTable, Sector
from lines.packs.shelf import (
    NoSuchPack,
    Tariff,
    appraisal_on,
    bundled_packs,
    factor_of,
    pack_of,
    packs_of,
    programme_of,
    tariff_of,
    wage_of,
)
from lines.packs.tariff import ALL, HOLIDAY, SATURDAY, SUNDAY, DemandRule, Rates, TariffTable
from lines.packs.wages import Wage

__all__ = [
    "ALL",
    "HOLIDAY",
    "SATURDAY",
    "SUNDAY",
    "Achievement",
    "Appraisal",
    "DemandRule",
    "EffectsTable",
    "EmissionFactors",
    "Fact",
    "Holidays",
    "HolidaysUnknown",
    "Indicator",
    "Known",
    "KpiForm",
    "LevelTable",
    "Measured",
    "NoSuchPack",
    "Pack",
    "Programme",
    "Rates",
    "SafetyTable",
    "Sector",
    "Tariff",
    "TariffTable",
    "Wage",
    "appraisal_on",
    "bundled_packs",
    "factor_of",
    "load_pack",
    "pack_of",
    "packs_of",
    "programme_of",
    "tariff_of",
    "wage_of",
]
