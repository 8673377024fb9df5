"""A package of retrofits: what each brings, and where the doubt in the whole comes from."""

from twin.package.card import package_card, package_parts, runs_told
from twin.package.doubt import Doubt
from twin.package.limit import Budget, most_runs
from twin.package.object import package_object
from twin.package.study import DRAWS, MAIN, Effect, Package, take_apart

__all__ = [
    "DRAWS",
    "MAIN",
    "Budget",
    "Doubt",
    "Effect",
    "Package",
    "most_runs",
    "package_card",
    "package_object",
    "package_parts",
    "runs_told",
    "take_apart",
]
