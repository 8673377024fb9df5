"""The grant of a support programme: its share of the purchase, never above its ceiling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lines.packs import programme_of
from twin.invest.basis import Basis, of_fact
from twin.settings import SettingError

if TYPE_CHECKING:
    from kpi import Investment
    from lines.model import Title
    from lines.packs import Programme
    from twin.invest.asked import Asked

ROUNDING = 1e-12


def with_grant(bare: Investment, asked: Asked) -> Investment:
    """Let the programme that is named pay the most it does, or as much as is asked of it.

    Raises
    ------
    NoSuchPack
        If no data pack has the programme.
    SettingError
        If there is no purchase to pay for, or more is asked than it pays.
    """
    name, line = asked.wishes.grant, asked.line
    if name is None:
        return bare
    programme = programme_of(name, asked.packs, line.start, line.currency)
    if bare.purchase <= 0:
        raise SettingError(f"--grant: '{name}' pays for a purchase, and there is none")
    most = programme.most(bare.purchase)
    amount = most if asked.wishes.grant_amount is None else asked.wishes.grant_amount
    if amount > most * (1 + ROUNDING):
        raise SettingError(_too_much(amount, most, bare.purchase, programme, asked))
    _rest_on(programme, bare, asked)
    return replace(bare, grant=amount)


def title_of(asked: Asked) -> Title | None:
    """Return what people call the programme; None where none is named. Raises as `with_grant`."""
    name, line = asked.wishes.grant, asked.line
    if name is None:
        return None
    return programme_of(name, asked.packs, line.start, line.currency).title


def _rest_on(programme: Programme, bare: Investment, asked: Asked) -> None:
    """Write down the rules of the programme."""
    asked.rests_on(of_fact("grant-share", programme.share, "share"))
    if programme.partner is not None:
        asked.rests_on(of_fact("grant-partner", programme.partner, "share"))
    asked.rests_on(of_fact("grant-ceiling", programme.ceiling, "money"))
    if programme.duration is not None:
        late = bare.build_months > programme.duration.value
        key = "grant-duration-short" if late else "grant-duration"
        asked.rests_on(of_fact(key, programme.duration, "months"))
    asked.rests_on(Basis("grant-when", None, "text", "rule"))


def _too_much(
    amount: float, most: float, purchase: float, programme: Programme, asked: Asked
) -> str:
    """Say that more is asked than is paid, and which limit it is."""
    currency = asked.line.currency
    limit = (
        f"its ceiling ({programme.ceiling.written})"
        if most == programme.ceiling.value
        else f"{100 * programme.paid_share:g} % of {purchase:,.0f} {currency}"
    )
    told = f"--grant-amount: {amount:,.0f} {currency} is more than '{asked.wishes.grant}' pays"
    return f"{told}: at most {most:,.0f} {currency}, {limit}"
