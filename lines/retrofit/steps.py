"""A line retrofit by retrofit: what each of them, put on those before it, makes of the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lines.errors import LineError
from lines.load import build
from lines.model import Line
from lines.retrofit.apply import apply, patched, values_for
from lines.retrofit.document import Retrofit
from lines.source import LineSource


class Step(NamedTuple):
    """The line before and after one more retrofit, or several that only work together."""

    retrofits: tuple[Retrofit, ...]
    before: Line
    after: Line


def steps(
    source: LineSource, retrofits: Sequence[Retrofit], at: str | Sequence[str] | None = None
) -> tuple[Step, ...]:
    """Return the steps from a line without retrofits to the line with all of them, in order.

    Each uncertain value stands at its mean. Raises LineError where the line with all retrofits on
    it is none.
    """
    whole = apply(source, retrofits, at) if retrofits else build(source)
    stand_in = values_for(source)
    found: list[Step] = []
    before, waiting = build(source), 0
    for count in range(1, len(retrofits) + 1):
        try:
            # places named for a later retrofit are no problem of this one
            after = build(patched(source, retrofits[:count], at, stand_in)[0])
        except LineError:
            continue  # needs the next one to make a line
        after = whole if count == len(retrofits) else after
        found.append(Step(tuple(retrofits[waiting:count]), before, after))
        before, waiting = after, count
    return tuple(found)
