"""Alarms: ticks at which something changes by itself, set anew when an instant is settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from twin.engine.reference.plant import Plant


class Alarm:
    """Rings at a tick that may still move; one that rings in vain changes nothing."""

    def __init__(
        self,
        plant: Plant,
        slot: int,
        next_tick: Callable[[], int | None],
        ring: Callable[[], None],
    ) -> None:
        self.plant = plant
        self.slot = slot
        self.next_tick = next_tick
        self.ring = ring
        self.tick: int | None = None

    def set(self) -> None:
        """Set it to the tick that is next now."""
        tick = self.next_tick()
        self.plant.guard.alarms_set += (tick is not None) - (self.tick is not None)
        if tick is not None and tick != self.tick:
            event = self.plant.due(self.slot, tick - self.plant.now)
            assert event.callbacks is not None
            event.callbacks.append(self._rings)
        self.tick = tick

    def _rings(self, _: simpy.Event) -> None:
        self.ring()
        self.plant.stir()
