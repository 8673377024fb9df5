"""Data packs of support programmes: which share of a purchase each pays, and at most how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lines.model import Title
from lines.packs.facts import Fact, Graded
from lines.sections import Titles
from lines.words.entry import Entry
from lines.words.forms import ABOVE_ZERO, WHOLE_SHARE
from lines.words.groups import ByName, Group, Made, Word


@dataclass(frozen=True, slots=True)
class Programme:
    """A support programme; what a large partner firm pays counts as paid by the programme."""

    title: Title
    share: Fact  # of the purchase, that the government pays
    ceiling: Fact  # [currency] the most that is paid for one purchase
    own: Fact  # share that the plant has to pay itself
    partner: Fact | None = None  # share that a large firm pays
    duration: Fact | None = None  # [month] in which the work has to be done

    @property
    def paid_share(self) -> float:
        """The share of a purchase that the plant does not pay."""
        return self.share.value + (0.0 if self.partner is None else self.partner.value)

    def most(self, purchase: float) -> float:
        """The most that is paid for a purchase: the share of it, never above the ceiling."""
        return min(self.ceiling.value, self.paid_share * purchase)


_SHARE = Graded("share", WHOLE_SHARE)
_PROGRAMME = Made(
    Group(
        "a programme",
        (
            Word("title", Titles(), "What people call it.", required=True),
            Word("share", _SHARE, "Share that the government pays.", required=True),
            Word("ceiling", Graded("money", ABOVE_ZERO), "Most that is paid.", required=True),
            Word("own", _SHARE, "Share that the plant pays itself.", required=True),
            Word("partner", _SHARE, "Share that a large firm pays."),
            Word("duration", Graded("months", ABOVE_ZERO), "Time for the work."),
        ),
    ),
    Programme,
)
WORDS = (Word("programmes", ByName("a programme", _PROGRAMME), "Programmes.", required=True),)


def programmes_of(entry: Entry, values: Mapping[str, Any]) -> dict[str, Programme] | None:
    """Return the programmes by name, once the shares of each make a whole."""
    programmes: dict[str, Programme] | None = values.get("programmes")
    for name, one in (programmes or {}).items():
        whole = one.paid_share + one.own.value
        if abs(whole - 1.0) > 1e-9:
            told = f"'share', 'partner' and 'own' add up to {100 * whole:g} %; expected 100 %"
            below = entry.node.words["programmes"].words[name]
            entry.child(below, "programmes", name).fail(told)
    return programmes
