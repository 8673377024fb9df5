"""Slips in writing a number with its unit, and how it is written instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_COMMA = re.compile(r"([0-9]+),([0-9]+(?:,[0-9]+)*)")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")
_PACE = re.compile(r"(?:parts?|pcs|pieces|units?|ea|EA|개|대)?(?:/|per)([^\W\d]+)")


def pace_hint(number: str, unit: str, durations: Mapping[str, Decimal]) -> str:
    """Say how long one part takes where so many in a time were written: `120/h`."""
    match = _PACE.fullmatch(unit)
    worth = durations.get(match[1]) if match is not None else None
    if worth is None or not 1e-9 < float(number) < 1e9:
        return ""
    return f"; for {number}{unit} write the time of one, {float(worth) / float(number):.6g} s"


def comma_hint(text: str) -> str:
    """Say how to write a number with a comma: of thousands without, of a fraction with a point."""
    match = _COMMA.match(text)
    if match is None:
        return ""
    whole, rest = match.groups()
    if not _THOUSANDS.fullmatch(match[0]) or whole == "0":
        return f"; write {whole}.{rest} for {whole},{rest}"
    return f"; write it without commas, {match[0].replace(',', '')}"
