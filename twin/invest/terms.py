"""What an investment is appraised with, settled before anything is run.

What is stated goes first, then what the retrofits say, then the data packs; each number keeps where
it comes from. What has to be known and is not is asked for; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kpi import Investment, Tax, Valuing
from lines.packs import NoSuchPack
from twin.invest.asked import Asked, asked_of
from twin.invest.basis import Basis, Form, Origin
from twin.invest.demand import check_products
from twin.invest.grants import title_of, with_grant
from twin.invest.values import discount_of, tax_of, valuing_of
from twin.settings import SettingError

if TYPE_CHECKING:
    from lines.model import Title
    from lines.retrofit.document import Cost
    from twin.invest.wishes import Wishes
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
    grant_title: Title | None  # what people call the programme
    basis: tuple[Basis, ...]


class CostWord(NamedTuple):
    """One cost of a retrofit: its wish, its form, and how those of several are put together."""

    name: str
    form: Form
    said: Callable[[Cost], float | None]
    together: Callable[[list[float]], float]
    unsaid: float | None  # what is taken where nobody says; None: it is asked for


BUY = CostWord("buy", "money", lambda cost: cost.buy, sum, None)
RUN = CostWord("run", "yearly", lambda cost: cost.run_per_year, sum, 0.0)
LIFE = CostWord("life_years", "years", lambda cost: cost.life_years, min, None)
BUILD = CostWord("build_months", "months", lambda cost: cost.build_months, max, 0.0)
RAMP = CostWord("ramp_months", "months", lambda cost: cost.ramp_months, max, 0.0)
ASKED_FOR = {
    "buy": (
        "what it costs to buy; add, such as, cost: {{buy: 90000000 {currency}}} to its file,"
        " or give --buy or --subscription"
    ),
    "life_years": "how long it lives; add, such as, cost: {{life: 8 years}} to its file,"
    " or give --life",
}


def terms_of(before: Scenario, after: Scenario, wishes: Wishes) -> Terms:
    """Settle what a line's retrofits are appraised with.

    Raises
    ------
    SettingError
        If a purchase price or life is not known, a grant does not exist or does not pay as much
        as is asked, or a line has no price for any part.
    """
    asked = asked_of(before, after, wishes)
    _can_be_told_in_money(asked)
    check_products(wishes.demand, (asked.line, after.expected_line()))
    try:
        return Terms(
            investment=with_grant(_investment(asked), asked),
            discount=discount_of(asked),
            tax=tax_of(asked),
            valuing=valuing_of(asked),
            within_years=wishes.within_years,
            grant=wishes.grant,
            grant_title=title_of(asked),
            basis=tuple(asked.basis),
        )
    except NoSuchPack as error:
        raise SettingError(str(error)) from None


def _can_be_told_in_money(asked: Asked) -> None:
    """Refuse a line without prices, and retrofits in another currency."""
    line = asked.line
    if all(product.price is None for product in line.products.values()):
        raise SettingError(
            f"the line '{line.name}' gives no price for its parts; add, such as,"
            f" products: {{{next(iter(line.products))}: {{price: 6900 {line.currency},"
            f" material: 2600 {line.currency}}}}}: without it nobody can say what a part brings",
            f"라인 '{line.name}'에 제품 단가가 없어 1개를 팔 때 얼마가 남는지 알 수 없음. 예를 들어"
            f" products: {{{next(iter(line.products))}: {{price: 6900 {line.currency},"
            f" material: 2600 {line.currency}}}}}를 적을 것",
        )
    for one in asked.retrofits:
        if one.currency != line.currency:
            told = f"'{one.name}' is in {one.currency} and the line in {line.currency}"
            raise SettingError(f"the retrofit {told}; nothing is converted")


def _investment(asked: Asked) -> Investment:
    """Put the costs of all retrofits together: they are built side by side."""
    fee, residual = asked.wishes.subscription, asked.wishes.residual
    bought = asked.wishes.buy is not None or fee is None
    investment = Investment(
        purchase=_cost(BUY, asked) if bought else 0.0,
        upkeep=_cost(RUN, asked),
        life_years=_cost(LIFE, asked),
        build_months=_cost(BUILD, asked),
        ramp_months=_cost(RAMP, asked),
        subscription=fee or 0.0,
        residual=residual or 0.0,
    )
    if fee is not None:
        asked.given("subscription", fee, "yearly", "subscription")
    if residual is None:
        asked.rests_on(Basis("residual", 0.0, "money", "unsaid", "--residual"))
    else:
        asked.given("residual", residual, "money", "residual")
    return investment


def _cost(word: CostWord, asked: Asked) -> float:
    """Return what is stated, else what the retrofits say together, else what stands for it."""
    wish: float | None = getattr(asked.wishes, word.name)
    if wish is not None:
        asked.given(word.name, wish, word.form, word.name)
        return wish
    said = {one.name: word.said(one.cost) for one in asked.retrofits}
    silent = [name for name, value in said.items() if value is None]
    if silent and word.unsaid is None:
        told = ASKED_FOR[word.name].format(currency=asked.line.currency)
        raise SettingError(f"the retrofit '{silent[0]}' does not say {told}")
    known = [value for value in said.values() if value is not None]
    value = word.together(known) if known else word.unsaid or 0.0
    origin: Origin = "unsaid" if silent else "retrofit"
    if silent:
        asked.rests_on(Basis(word.name, value, word.form, origin, ", ".join(silent)))
    else:
        told, grade = _known(word, asked)
        asked.rests_on(Basis(word.name, value, word.form, origin, told, grade))
    return value


def _known(word: CostWord, asked: Asked) -> tuple[str, str | None]:
    """Return where the retrofits have a cost from, and the worst of its grades."""
    told, grades = [], []
    for one in asked.retrofits:
        known = one.cost.known[word.name.partition("_")[0]]
        told.append(f"{one.name} ({known.source})" if known.source else one.name)
        grades.append(known.grade)
    graded = [grade for grade in grades if grade is not None]
    return ", ".join(told), max(graded) if len(graded) == len(grades) else None
