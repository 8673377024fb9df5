"""How parts come: the words of `arrivals` and of a named source."""

from __future__ import annotations

from typing import Any, NamedTuple

from lines.distributions import Distribution, constant
from lines.words.chances import Chance
from lines.words.entry import Entry
from lines.words.forms import WHOLE_SHARE, Bound, Choice, Name, Quantity, Schema
from lines.words.groups import ByName, Group, Word

MOST_IN_A_BATCH = 100_000
SUM_SLACK = 1e-9


class WrittenSource(NamedTuple):
    """What was read of a source; `mix` is None where the file does not say what comes."""

    every: Distribution | None = None
    mix: tuple[tuple[str, float], ...] | None = None
    batch: Distribution = constant(1.0)
    full: str = "wait"
    due_s: float | None = None


class Arrivals(NamedTuple):
    """A source: when parts come, of which products, how many at once, and what if it is full."""

    called: str

    def read(self, entry: Entry) -> WrittenSource | None:
        """Return the source."""
        values = self.group.read(entry)
        if values is None:
            return None
        for word in ("batch", "full", "due"):
            below = entry.node.child(word)
            if below is not None and "every" not in entry.node.words:
                told = "says nothing of a source that is never empty; 'every' says when parts come"
                entry.child(below, word).fail_word(f"'{word}' {told}")
        if "mix" in entry.node.words and "product" in entry.node.words:
            entry.fail("'mix' and 'product' both say what comes; keep one of them")
        batch = values.get("batch", constant(1.0))
        if batch.mean() > MOST_IN_A_BATCH:
            entry.child(entry.node.words["batch"], "batch").fail(
                f"found batches of {batch.mean():.6g}; expected at most {MOST_IN_A_BATCH}"
            )
        return WrittenSource(
            values.get("every"),
            self._mix(entry, values),
            batch,
            values.get("full", "wait"),
            values.get("due"),
        )

    def _mix(self, entry: Entry, values: dict[str, Any]) -> tuple[tuple[str, float], ...] | None:
        if "product" in values:
            return ((values["product"], 1.0),)
        if "mix" not in values:
            return None
        mix: dict[str, float] = values["mix"]
        node = entry.node.words["mix"]
        total = sum(mix.values())
        if entry.findings.within(*entry.route, "mix"):
            return None
        if abs(total - 1.0) > SUM_SLACK:
            told = f"found shares that sum to {total * 100:.6g} %; expected 100 %"
            entry.child(node, "mix").fail(told)
            return None
        return tuple((product, share / total) for product, share in mix.items())

    @property
    def group(self) -> Group:
        """The words of a source."""
        shares = ByName("a product", Quantity("share", WHOLE_SHARE))
        return Group(
            self.called,
            (
                Word(
                    "every",
                    Chance("duration"),
                    "Time between arrivals; without it the source always has a part.",
                    "every: {exponential: 40 s}",
                ),
                Word(
                    "mix",
                    shares,
                    "Share of each product among the parts that come.",
                    "mix: {housing: 70 %, cover: 30 %}",
                ),
                Word("product", Name("a product"), "The one product that comes.", "product: bolt"),
                Word(
                    "batch",
                    Chance("count", Bound(1e-3)),
                    "Parts that come at once; 1.",
                    "batch: 12",
                ),
                Word(
                    "full",
                    Choice(("wait", "lost")),
                    "What a part does that finds no room: wait "
                    "outside, or go away and be counted as lost.",
                    "full: lost",
                ),
                Word(
                    "due",
                    Quantity("duration"),
                    "Time after its arrival by which each part is wanted.",
                    "due: 3 days",
                ),
            ),
        )

    def schema(self) -> Schema:
        """Return the words of a source."""
        return self.group.schema()
