"""Agendas: who may be able to make a move, in the order in which the rules ask them."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Generic, TypeVar

One = TypeVar("One")
Key = tuple[int, ...]


class Agenda(Generic[One]):
    """Those who may be able to make one kind of move, the first in the written order first.

    Who is asked and cannot move is forgotten, and comes back when something has changed that the
    answer hangs on (`Changes`). No two have the same key.
    """

    def __init__(self, key: Callable[[One], Key]) -> None:
        self._key = key
        self._queue: list[tuple[Key, One]] = []
        self._there: set[One] = set()

    def add(self, one: One) -> None:
        """Ask this one too."""
        if one not in self._there:
            self._there.add(one)
            heappush(self._queue, (self._key(one), one))

    def first(self, moves: Callable[[One], bool]) -> bool:
        """Whether somebody can move: the first who can does, and nobody after."""
        while self._queue:
            key, one = heappop(self._queue)
            if key != self._key(one):  # its turn has changed since it was put down
                heappush(self._queue, (self._key(one), one))
                continue
            self._there.discard(one)
            if moves(one):
                return True
        return False
