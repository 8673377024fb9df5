"""A line under another contract: the words that `twin bill` may put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lines.nodes import Node

if TYPE_CHECKING:
    from lines import LineSource


def under_contract(source: LineSource, tariff: str | None, contract: str | None) -> LineSource:
    """Return the source with another tariff or contract, as if its file said so."""
    for word, value in (("tariff", tariff), ("contract", contract)):
        if value is not None:
            path = f"energy.{word}"
            source = source.set(path, Node(value, source.mark(path), value, quoted=True))
    return source
