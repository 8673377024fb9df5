"""What an investment is appraised with, settled before anything is run.

What is stated goes first, then what the retrofits say, then the data packs; each number keeps where
it comes from. What has to be known and is not is asked for; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from kpi import Investment, Tax, Valuing
from lines import LineSource
from lines.packs import NoSuchPack, appraisal_on, programme_of, wage_of
from twin.invest.basis import Basis, Form, Origin, of_fact
from twin.invest.wishes import Wishes, option_of
from twin.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lines import Line, Retrofit
    from lines.packs import Appraisal, Pack, Programme
    from twin.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that an appraisal takes for granted, and where each of it comes from."""

    investment: Investment
    valuing: Valuing
    discount: float  # a year
    tax: Tax | None
    within_years: float
    grant: str | None
    basis: tuple[Basis, ...]


class Place(NamedTuple):
    """The line before, its retrofits, and the data packs that are asked."""

    line: Line
    retrofits: tuple[Retrofit, ...]
    packs: tuple[Pack, ...]


def terms_of(before: Scenario, after: Scenario, wishes: Wishes) -> Terms:
    """Settle what a line's retrofits are appraised with.

    Raises
    ------
    SettingError
        If a purchase price or life is not known, a grant does not exist or does not pay as much
        as is asked, or a line has no price for any part.
    """
    packs = before.source.packs if isinstance(before.source, LineSource) else ()
    place = Place(before.expected_line(), after.retrofits, packs)
    _can_be_told_in_money(place)
    basis: list[Basis] = []
    try:
        bare = _investment(place, wishes, basis)
        programme = _programme(place, wishes)
        investment = _with_grant(bare, programme, place, wishes, basis)
        discount, tax = _discount_and_tax(place, wishes, basis)
        valuing = _valuing(place, wishes, basis)
    except NoSuchPack as error:
        raise SettingError(str(error)) from None
    return Terms(
        investment, valuing, discount, tax, wishes.within_years, wishes.grant, tuple(basis)
    )


def _can_be_told_in_money(place: Place) -> None:
    line = place.line
    if all(product.price is None for product in line.products.values()):
        raise SettingError(
            f"the line '{line.name}' gives no price for its parts; add, such as,"
            f" products: {{{next(iter(line.products))}: {{price: 6900 {line.currency},"
            f" material: 2600 {line.currency}}}}}: without it nobody can say what a part brings"
        )
    for one in place.retrofits:
        if one.currency != line.currency:
            told = f"'{one.name}' is in {one.currency} and the line in {line.currency}"
            raise SettingError(f"the retrofit {told}; nothing is converted")


# --- the investment -------------------------------------------------------------------------------


def _investment(place: Place, wishes: Wishes, basis: list[Basis]) -> Investment:
    """Put the costs of all retrofits together: they are built side by side."""
    subscribed = wishes.subscription is not None
    values = [one.cost for one in place.retrofits]
    read = _Costs(place, wishes, basis)
    purchase = read.cost("buy", "money", [v.buy for v in values], sum, 0.0 if subscribed else None)
    upkeep = read.cost("run", "yearly", [v.run_per_year for v in values], sum, 0.0)
    life = read.cost("life_years", "years", [v.life_years for v in values], min, None)
    build = read.cost("build_months", "months", [v.build_months for v in values], max, 0.0)
    ramp = read.cost("ramp_months", "months", [v.ramp_months for v in values], max, 0.0)
    fee = wishes.subscription or 0.0
    if subscribed:
        basis.append(Basis("subscription", fee, "yearly", "given", "--subscription"))
    residual = wishes.residual or 0.0
    origin: Origin = "unsaid" if wishes.residual is None else "given"
    basis.append(Basis("residual", residual, "money", origin, "--residual"))
    return Investment(purchase, upkeep, life, build, ramp, fee, residual)


@dataclass(frozen=True, slots=True)
class _Costs:
    """Reads one cost of all retrofits after the other."""

    place: Place
    wishes: Wishes
    basis: list[Basis]

    def cost(
        self,
        name: str,
        form: Form,
        said: Sequence[float | None],
        together: Callable[[list[float]], float],
        unsaid: float | None,
    ) -> float:
        """Return what is stated, else what the retrofits say together, else what stands for it."""
        wish: float | None = getattr(self.wishes, name)
        if wish is not None:
            self.basis.append(Basis(name, wish, form, "given", option_of(name)))
            return wish
        skipped = name == "buy" and self.wishes.subscription is not None
        known = [] if skipped else [value for value in said if value is not None]
        if len(known) < len(said) and unsaid is None:
            raise SettingError(self._missing(name, said))
        value = together(known) if known else (unsaid or 0.0)
        names = ", ".join(one.name for one in self.place.retrofits)
        whole = len(known) == len(said)
        self.basis.append(Basis(name, value, form, "retrofit" if whole else "unsaid", names))
        return value

    def _missing(self, name: str, said: Sequence[float | None]) -> str:
        currency = self.place.line.currency
        pairs = zip(self.place.retrofits, said, strict=True)
        who = next(one.name for one, value in pairs if value is None)
        if name == "buy":
            return (
                f"the retrofit '{who}' does not say what it costs to buy; add, such as,"
                f" cost: {{buy: 90000000 {currency}}} to its file, or give --buy or --subscription"
            )
        return (
            f"the retrofit '{who}' does not say how long it lives; add, such as,"
            " cost: {life: 8 years} to its file, or give --life"
        )


# --- the grant ------------------------------------------------------------------------------------


def _programme(place: Place, wishes: Wishes) -> Programme | None:
    if wishes.grant is None:
        return None
    return programme_of(wishes.grant, place.packs, place.line.start, place.line.currency)


def _with_grant(
    bare: Investment,
    programme: Programme | None,
    place: Place,
    wishes: Wishes,
    basis: list[Basis],
) -> Investment:
    """Let the programme pay what it does, or as much of it as is asked for."""
    if programme is None:
        return bare
    if bare.purchase <= 0:
        raise SettingError(f"--grant: '{wishes.grant}' pays for a purchase, and there is none")
    most = programme.most(bare.purchase)
    amount = most if wishes.grant_amount is None else wishes.grant_amount
    if amount > most * (1 + 1e-12):
        raise SettingError(_too_much(amount, most, bare.purchase, programme, place, wishes))
    basis.append(of_fact("grant-share", programme.share, "share"))
    if programme.partner is not None:
        basis.append(of_fact("grant-partner", programme.partner, "share"))
    basis.append(of_fact("grant-ceiling", programme.ceiling, "money"))
    if programme.duration is not None:
        late = bare.build_months > programme.duration.value
        key = "grant-duration-short" if late else "grant-duration"
        basis.append(of_fact(key, programme.duration, "months"))
    basis.append(Basis("grant-when", None, "text", "rule"))
    return replace(bare, grant=amount)


def _too_much(
    amount: float,
    most: float,
    purchase: float,
    programme: Programme,
    place: Place,
    wishes: Wishes,
) -> str:
    currency = place.line.currency
    ceiling = programme.ceiling.value
    why = (
        f"its ceiling ({programme.ceiling.written})"
        if most == ceiling
        else f"{100 * programme.paid_share:g} % of {purchase:,.0f} {currency}"
    )
    asked = f"--grant-amount: {amount:,.0f} {currency} is more than '{wishes.grant}' pays"
    return f"{asked}: at most {most:,.0f} {currency}, {why}"


# --- rates and values -----------------------------------------------------------------------------


def _discount_and_tax(place: Place, wishes: Wishes, basis: list[Basis]) -> tuple[float, Tax | None]:
    if wishes.discount is None:
        fact = _rules(place).discount
        basis.append(of_fact("discount", fact, "share"))
    else:
        basis.append(Basis("discount", wishes.discount, "share", "given", "--discount"))
    discount = fact.value if wishes.discount is None else wishes.discount
    if wishes.tax is None:
        basis.append(Basis("no-tax", None, "text", "unsaid", "--tax"))
        return discount, None
    basis.append(Basis("tax", wishes.tax, "share", "given", "--tax"))
    return discount, _tax(wishes.tax, place, wishes, basis)


def _tax(rate: float, place: Place, wishes: Wishes, basis: list[Basis]) -> Tax:
    """Settle how the purchase is written off."""
    life = wishes.tax_life_years
    if life is None:
        fact = _rules(place).tax_life
        basis.append(of_fact("tax-life", fact, "years"))
        life = fact.value
    else:
        basis.append(Basis("tax-life", life, "years", "given", "--tax-life"))
    if wishes.depreciation == "straight":
        basis.append(Basis("straight", None, "text", "given", "--depreciation"))
        return Tax(rate, life, "straight", rest=0.0)
    rest = _rules(place).rest
    basis.append(of_fact("declining", rest, "share"))
    return Tax(rate, life, "declining", rest.value)


def _rules(place: Place) -> Appraisal:
    try:
        return appraisal_on(place.packs, place.line.start)
    except NoSuchPack as error:
        told = "state --discount, and with --tax also --tax-life and --depreciation straight"
        raise SettingError(f"{error}; {told}") from None


def _valuing(place: Place, wishes: Wishes, basis: list[Basis]) -> Valuing:
    """Settle what a year's books are turned into money with."""
    line = place.line
    if wishes.demand is not None:
        basis.append(Basis("demand", wishes.demand, "parts", "given", "--demand"))
    elif line.orders or line.dated_orders:
        basis.append(Basis("demand-orders", None, "text", "line", line.name))
    else:
        basis.append(Basis("no-demand", None, "text", "unsaid", "--demand"))
    realised = wishes.realised or 0.0
    if line.crews:
        origin: Origin = "unsaid" if wishes.realised is None else "given"
        basis.append(Basis("realised", realised, "share", origin, "--realise"))
    if wishes.claim is None:
        basis.append(Basis("no-claim", None, "text", "unsaid", "--claim"))
    else:
        basis.append(Basis("claim", wishes.claim, "money", "given", "--claim"))
    wage = _wage(place, wishes, basis) if realised else None
    return Valuing(wishes.demand, realised, wishes.claim, wage)


def _wage(place: Place, wishes: Wishes, basis: list[Basis]) -> float | None:
    """Return the wage of crews to which the line gives none, and tell those of all crews."""
    line = place.line
    for name, crew in line.crews.items():
        if crew.wage_per_h is not None:
            basis.append(Basis("wage", crew.wage_per_h, "hourly", "line", line.name, about=name))
    bare = [name for name, crew in line.crews.items() if crew.wage_per_h is None]
    if wishes.wage is None:
        return None
    if not bare:
        raise SettingError(f"--wage: every crew of the line '{line.name}' has a wage of its own")
    if isinstance(wishes.wage, str):
        pay = wage_of(wishes.wage, place.packs, line.start, line.currency).pay
        basis.append(of_fact("wage", pay, "hourly", ", ".join(bare)))
        return pay.value
    basis.append(Basis("wage", wishes.wage, "hourly", "given", "--wage", about=", ".join(bare)))
    return wishes.wage
