"""What somebody may say of an investment, beside what the retrofits and the line say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from kpi import Depreciation
from lines.units import DIMENSIONS
from twin.settings import SettingError

WITHIN_YEARS = 3.0
WHOLE_SHARES = ("tax", "realised")
NEEDS = {
    "grant_amount": "grant",
    "tax_life_years": "tax",
    "depreciation": "tax",
    "wage": "realised",
}
# What kind of number each is: its most is that of the command line and the files.
DIMENSION = {
    "buy": "money",
    "run": "yearly cost",
    "subscription": "yearly cost",
    "residual": "money",
    "life_years": "years",
    "build_months": "months",
    "ramp_months": "months",
    "grant_amount": "money",
    "discount": "share",
    "tax": "share",
    "tax_life_years": "years",
    "demand": "parts",
    "realised": "share",
    "claim": "money",
    "accident_cost": "money",
    "wage": "wage",
    "within_years": "years",
}
ABOVE_ZERO = ("life_years", "tax_life_years", "demand", "within_years")


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything that may be stated; None where nobody does. Money in the line's currency."""

    buy: float | None = None  # all retrofits together, in the place of what they say
    run: float | None = None  # [currency/year]
    subscription: float | None = None  # [currency/year] instead of a purchase
    residual: float | None = None
    life_years: float | None = None
    build_months: float | None = None
    ramp_months: float | None = None
    grant: str | None = None  # name of a programme
    grant_amount: float | None = None  # what is asked for; the most that is paid if not said
    discount: float | None = None  # a year
    tax: float | None = None  # share of the profit; before tax if not said
    tax_life_years: float | None = None
    depreciation: Depreciation | None = None  # declining balance if not said
    demand: float | Mapping[str, float] | None = None  # [parts/year] of all products, or of each
    realised: float | None = None  # share of the hours released
    claim: float | None = None  # [currency/part] shipped with a defect
    accident_cost: float | None = None  # [currency] of one injury, all in all
    wage: float | str | None = None  # [currency/h] or a trade, for crews without a wage
    within_years: float = WITHIN_YEARS

    def __post_init__(self) -> None:
        """Refuse what no investment can be.

        Raises
        ------
        SettingError
            With the option and its value.
        """
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Mapping):
                _check_demands(value)
            if not isinstance(value, (int, float)):
                continue
            option = option_of(field.name)
            if not value >= 0:
                raise SettingError(f"{option}: found {value:g}; expected a number of at least 0")
            _check_most(option, value, DIMENSION[field.name])
            if field.name in ABOVE_ZERO and value == 0:
                raise SettingError(f"{option}: found 0; expected more than 0")
            if field.name in WHOLE_SHARES and value > 1:
                raise SettingError(f"{option}: found {100 * value:g} %; expected at most 100 %")
        if self.depreciation not in (None, "straight", "declining"):
            told = f"found '{self.depreciation}'; expected 'straight' or 'declining'"
            raise SettingError(f"--depreciation: {told}")
        _needs(self)


def option_of(name: str) -> str:
    """Return the option of the command that says this."""
    plain = name.removesuffix("_years").removesuffix("_months").replace("_", "-")
    return "--realise" if plain == "realised" else f"--{plain}"


def _check_most(option: str, value: float, dimension: str) -> None:
    """Refuse a number that no unit of its kind can say."""
    most = DIMENSIONS[dimension].most
    if value > most:
        called = DIMENSIONS[dimension].called
        raise SettingError(f"{option}: found {value:g}; expected {called} of at most {most:g}")


def _check_demands(demands: Mapping[str, float]) -> None:
    """Refuse demands by product that are no numbers of parts; for one product it may be 0."""
    for product, parts in demands.items():
        option = f"--demand {product}"
        if not parts >= 0:
            raise SettingError(f"{option}: found {parts:g}; expected a number of at least 0")
        _check_most(option, parts, DIMENSION["demand"])
    if not any(demands.values()):
        raise SettingError("--demand: found 0 for every product; expected more than 0 for one")


def _needs(wishes: Wishes) -> None:
    """Refuse what would count for nothing without something else."""
    for name, needed in NEEDS.items():
        if getattr(wishes, name) is not None and not getattr(wishes, needed):
            told = f"{option_of(name)}: counts only together with {option_of(needed)}"
            raise SettingError(f"{told}; give both")
