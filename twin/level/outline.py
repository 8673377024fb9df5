"""The parts of an assessment as they are printed, whether on the terminal or on a page."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One thing of a list, with what is said of it."""

    title: str
    lines: tuple[str, ...] = ()


class Part(NamedTuple):
    """One part: its title, sentences, a table, a list, and sentences at the end."""

    title: str = ""
    said: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    entries: tuple[Entry, ...] = ()
    closing: tuple[str, ...] = ()
