"""Cards of a source: as many of its parts may be in the line at once (C13)."""

from __future__ import annotations

from collections.abc import Callable


class Cards:
    """The cards of one source; with a limit below 0 there is always one.

    `is_back` tells those who wait for a card that there may be one.
    """

    def __init__(self, limit: int, is_back: Callable[[], None]) -> None:
        self.limit = limit
        self.is_back = is_back
        self.out = 0
        self.held_open = False

    def is_there_one(self) -> bool:
        """Whether another part may enter."""
        return self.limit < 0 or self.out < self.limit or self.held_open

    def take(self) -> Cards | None:
        """Give a card to a part that enters; None where the source has none."""
        if self.limit < 0:
            return None
        self.out += 1
        return self

    def give_back(self) -> None:
        """A part has left the line, or has become part of another one that has a card."""
        self.out -= 1
        self.is_back()
