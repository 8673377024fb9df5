"""Settles what a retrofit says for one run: notes taken off, every uncertain number drawn."""

from __future__ import annotations

from typing import NamedTuple

from lines.errors import hint
from lines.nodes import Measured, Node, Route, route_of
from lines.retrofit.document import Retrofit, Use
from lines.retrofit.factors import ELSEWHERE, MOST_FACTOR, NO_FACTOR, is_factor, read_factor
from lines.retrofit.given import NO_LOAD, PRIORITY, TARGETS, full_load_w, named
from lines.retrofit.knowledge import (
    KNOWLEDGE_WORDS,
    TIMES,
    StandIn,
    factor_of,
    is_chance,
    load_share_of,
    odd_word,
    split_knowledge,
)
from lines.retrofit.paths import takes_chance
from lines.words.entry import Entry, Findings
from lines.words.forms import WHOLE_SHARE, Quantity


class Settling(NamedTuple):
    """One retrofit, what stands for its uncertain values in this run, and what was found wrong."""

    retrofit: Retrofit
    stand_in: StandIn
    findings: Findings
    root: Node  # the line before this retrofit
    targets: tuple[str, ...]

    def value(self, node: Node, route: Route, path: str) -> Node:
        """The value with its notes taken off and every uncertain number in it settled."""
        bare, _, _ = split_knowledge(node)
        factor = factor_of(bare)
        if factor is not None and path in self.retrofit.set.words:
            return Node({TIMES: self._factor(factor, path)}, bare.place, "", bare.key)
        if factor is not None:
            self._fail(factor, path, ELSEWHERE)
            return Node(None, bare.place, "", bare.key)
        share = load_share_of(bare)
        if share is not None:
            return self._of_load(share, path)
        if route == PRIORITY and bare.value == TARGETS:
            return named(self.targets, bare)
        odd = odd_word(bare)
        if odd is not None and not takes_chance(route, bare):
            told = f"'{odd}' cannot stand beside a distribution; 'source' and 'grade' can"
            self._fail(bare.words[odd], path, told + hint(odd, KNOWLEDGE_WORDS))
        if takes_chance(route, bare):
            return bare
        if is_chance(bare):
            return self.stand_in(f"{self.retrofit.name}: {path}", bare, self.findings)
        if not bare.is_mapping:
            return bare
        words = {
            word: self.value(below, (*route, word), f"{path}.{word}")
            for word, below in bare.words.items()
        }
        return Node(words, bare.place, bare.written, bare.key)

    def _factor(self, factor: Node, path: str) -> Node:
        """A factor with its chance settled, as a share or a plain number."""
        odd = odd_word(factor)
        if odd is not None:
            told = f"'{odd}' cannot stand beside a distribution; 'source' and 'grade' stand outside"
            self._fail(factor.words[odd], path, told)
        if not is_chance(factor):
            return factor
        drawn = self.stand_in(f"{self.retrofit.name}: {path}", factor, self.findings, MOST_FACTOR)
        if not is_factor(drawn):
            self._fail(factor, path, NO_FACTOR)
            return Node(1, factor.place, "1", factor.key)
        return drawn

    def _of_load(self, share: Node, path: str) -> Node:
        """A share of what the plant draws at full work, as a power."""
        entry = Entry(self._factor(share, path), route_of(path), self.findings)
        of = read_factor(entry)
        load_w = full_load_w(self.root)
        if not load_w:
            self._fail(share, path, NO_LOAD)
        watts = load_w * (1.0 if of is None else of)
        return Node(Measured(watts, "power"), share.place, "", share.key)

    def use(self, use: Use | None) -> float | None:
        """The share of the effect that is realised in this run; None where it is not said."""
        if use is None:
            return None
        node, path = use.node, use.path
        if use.uncertain:
            node = self.stand_in(f"{self.retrofit.name}: {path}", node, self.findings)
        entry = Entry(node, route_of(path), self.findings, self.retrofit.currency)
        return Quantity("share", WHOLE_SHARE).read(entry)

    def _fail(self, node: Node, path: str, message: str) -> None:
        self.findings.add(node.key or node.place, route_of(path), message)
