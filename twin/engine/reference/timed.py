"""Places in which time does something to the parts: buffers with a stay, and conveyors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from typing import TYPE_CHECKING

from kpi.ledger import AT_SCRAP, AT_SINK
from twin.engine import plan as p
from twin.engine.reference.alarm import Alarm
from twin.engine.reference.places import Part, Place

if TYPE_CHECKING:
    from twin.engine.reference.plant import Plant


class TimedPlace(Place, ABC):
    """A place that changes by itself: it says when next, and what happens then."""

    def __init__(self, plant: Plant, number: int) -> None:
        super().__init__(plant, number)
        row = plant.plan.place[number]
        self.kind = int(row[p.Q_KIND])
        self.least = int(row[p.Q_MIN])
        self.most = int(row[p.Q_MAX])
        self.gap = int(row[p.Q_GAP])
        self.alarm = Alarm(plant, int(row[p.Q_SLOT]), self.next_tick, self._rings)

    def next_tick(self) -> int | None:
        """The tick at which something here changes by itself, if there is one to come."""
        later = [tick for tick in self.ticks() if tick > self.plant.now]
        return min(later, default=None)

    def may_have_room(self) -> bool:
        """Whether parts leave by themselves, or the next only waits for the last to move on."""
        by_itself = self.most >= 0 or self.kind == p.RUNNING_OFF
        return by_itself or len(self.parts) < self.capacity

    def _rings(self) -> None:
        self.ring()
        self.plant.changes.at_place(self)

    @abstractmethod
    def ticks(self) -> list[int]:
        """Ticks at which something here changes, some of which may be over."""

    @abstractmethod
    def ring(self) -> None:
        """What is due here happens."""

    def look(self) -> None:
        """Everything that can move at this instant has moved."""

    def leave_by_itself(self, fate: int) -> None:
        """The first part leaves the line out of this place."""
        self.plant.out(-1 - self.number, self.take(), fate)


class Stay(TimedPlace):
    """A buffer where a part must stay for some time, and may for some time."""

    def parts_at_hand(self) -> int:
        """How many parts have been here long enough (B20)."""
        ripe = self.plant.now - self.least
        return bisect_right(self.parts, ripe, key=lambda part: part.since)

    def first_since(self) -> int | None:
        """Since when the part has waited that would be taken next."""
        at_hand = self.parts and self.parts[0].since + self.least <= self.plant.now
        return self.parts[0].since if at_hand else None

    def first_ready(self) -> int | None:
        """Since when the part that would be taken next is ripe (B20)."""
        since = self.first_since()
        return None if since is None else since + self.least

    def ticks(self) -> list[int]:
        """When the next part is ripe, and when the first is too old."""
        there, ticks = self.parts_at_hand(), []
        if there < len(self.parts):
            ticks.append(self.parts[there].since + self.least)
        if self.parts and self.most >= 0:
            ticks.append(self.parts[0].since + self.most)
        return ticks

    def ring(self) -> None:
        """Scrap what has been here too long (B21)."""
        while self.most >= 0 and self.parts and self.parts[0].since + self.most <= self.plant.now:
            self.leave_by_itself(AT_SCRAP)


class Belt(TimedPlace):
    """A conveyor: parts travel one behind the other (B22, B23).

    The belt has a clock of its own, which stands still with it; `since` of a part on a belt is
    the time of that clock at which the part was laid down.
    """

    def __init__(self, plant: Plant, number: int) -> None:
        super().__init__(plant, number)
        self.last_in: int | None = None
        self.last_out: int | None = None
        self.stood = 0
        self.stands_since: int | None = None

    def belt_clock(self) -> int:
        """The time of the belt."""
        real = self.plant.now if self.stands_since is None else self.stands_since
        return real - self.stood

    def arrives(self) -> int:
        """The tick at which the first part is at the end."""
        tick = self.parts[0].since + self.least + self.stood
        if self.kind != p.STANDING and self.last_out is not None:
            return max(tick, self.last_out + self.gap)
        return tick

    def has_room(self) -> bool:
        """Whether the part before has moved on, and the belt is not full (B22)."""
        clear = self.last_in is None or self.belt_clock() >= self.last_in + self.gap
        return clear and super().has_room()

    def rooms(self) -> int:
        """One where the beginning is clear: the next part waits until this one has moved on."""
        return int(self.has_room())

    def put(self, part: Part) -> None:
        """Lay a part down at the beginning."""
        super().put(part)
        part.since = self.last_in = self.belt_clock()

    def parts_at_hand(self) -> int:
        """One, where the first part has come to the end."""
        return int(bool(self.parts) and self.arrives() <= self.plant.now)

    def first_since(self) -> int | None:
        """Since when the first part has waited at the end."""
        return self.arrives() if self.parts_at_hand() else None

    def take(self) -> Part:
        """Take the part at the end; what stood still goes on (B23)."""
        if self.stands_since is not None:
            self.stood += self.plant.now - self.stands_since
            self.stands_since = None
        self.last_out = self.plant.now
        return super().take()

    def take_out(self, part: Part) -> Part:
        """Take the only part that can be taken."""
        return self.take()

    def ticks(self) -> list[int]:
        """When the first part comes to the end, and when the beginning is clear."""
        if self.stands_since is not None:
            return []
        clear = [] if self.last_in is None else [self.last_in + self.gap + self.stood]
        return clear + ([self.arrives()] if self.parts else [])

    def ring(self) -> None:
        """Parts run off the end into the sink, where it leads there."""
        while self.kind == p.RUNNING_OFF and self.parts_at_hand():
            self.leave_by_itself(AT_SINK)

    def look(self) -> None:
        """A belt that does not let parts close up stands still while its end waits (B23)."""
        if self.kind == p.STANDING and self.stands_since is None and self.parts_at_hand():
            self.stands_since = self.plant.now


PLACES: dict[int, type[Place]] = {
    p.PLAIN: Place,
    p.STAY: Stay,
    p.CLOSING_UP: Belt,
    p.STANDING: Belt,
    p.RUNNING_OFF: Belt,
}
