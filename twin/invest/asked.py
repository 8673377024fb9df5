"""What an appraisal is asked for: a line, its retrofits, the data packs, and what was stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lines import LineSource
from twin.invest.basis import Basis, Form
from twin.invest.wishes import Wishes, option_of

if TYPE_CHECKING:
    from lines import Line, Retrofit
    from lines.packs import Pack
    from twin.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Asked:
    """The question; whatever is settled on the way is written down in `basis`."""

    line: Line  # before
    retrofits: tuple[Retrofit, ...]
    packs: tuple[Pack, ...]
    wishes: Wishes
    basis: list[Basis] = field(default_factory=list)

    def rests_on(self, row: Basis) -> None:
        """Write down one thing that is taken for granted."""
        self.basis.append(row)

    def given(self, key: str, value: float | None, form: Form, name: str, about: str = "") -> None:
        """Write down what somebody stated, or a sentence; `name` is the field of the wishes."""
        self.rests_on(Basis(key, value, form, "given", option_of(name), about=about))

    def unsaid(self, key: str, name: str) -> None:
        """Write down the sentence that stands for what nobody stated."""
        self.rests_on(Basis(key, None, "text", "unsaid", option_of(name)))


def asked_of(before: Scenario, after: Scenario, wishes: Wishes) -> Asked:
    """Return the question that these scenarios and wishes ask."""
    packs = before.source.packs if isinstance(before.source, LineSource) else ()
    return Asked(before.expected_line(), after.retrofits, packs, wishes)
