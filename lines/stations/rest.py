"""How a machine rests: when it goes to sleep, what it costs to wake it, and to warm it up.

With `after: break-even` a machine goes to standby once staying idle has cost as much as waking it
will: after = energy of waking / (idle power - standby power). Whoever knows nothing of the next
part can do no better: the energy spent is never more than twice the least that foresight could
reach. The energy of waking is what it takes beyond the power of standby, which is drawn anyway:
wake x (waking power - standby power), and `wake-energy`.
Source: ski rental, Karlin, Manasse, Rudolph, Sleator, Competitive snoopy caching, Algorithmica 3
(1988), 79-119; the shut-down rule of energy-aware machines is the same.
"""

from __future__ import annotations

from dataclasses import replace

from lines.machinery import Standby, WarmUp
from lines.states import power_in
from lines.words.entry import Entry
from lines.words.forms import ABOVE_ZERO, Quantity, Schema
from lines.words.groups import Group, Made, Word

BREAK_EVEN = "break-even"


class IdleTime:
    """A duration, or `break-even`."""

    def read(self, entry: Entry) -> float | str | None:
        """Return the time, or the word."""
        if entry.node.value == BREAK_EVEN:
            return BREAK_EVEN
        value = entry.node.value
        if isinstance(value, str) and not any(sign.isdigit() for sign in value):
            entry.expect(f"a duration, such as '15 min', or '{BREAK_EVEN}'")
            return None
        return Quantity("duration").read(entry)

    def schema(self) -> Schema:
        """Return a duration or the word."""
        return {"anyOf": [Quantity("duration").schema(), {"const": BREAK_EVEN}]}


def waking_energy_j(standby: Standby, power_w: dict[str, float]) -> float:
    """Return the energy [J] that waking takes beyond the power of standby."""
    above = power_in(power_w, "waking") - power_in(power_w, "standby")
    return max(standby.wake_s * above + standby.wake_energy_j, 0.0)


def at_break_even(standby: Standby | None, power_w: dict[str, float]) -> Standby | None:
    """Return the standby with the idle time of the break-even, where that is asked for."""
    if standby is None or not standby.break_even:
        return standby
    saved = power_in(power_w, "starved") - power_in(power_w, "standby")
    if saved <= 0:
        return standby  # `check` refuses it
    return replace(standby, after_s=waking_energy_j(standby, power_w) / saved)


def _standby(after: float | str, wake: float, wake_energy: float = 0.0) -> Standby:
    if isinstance(after, str):
        return Standby(0.0, wake, wake_energy, break_even=True)
    return Standby(after, wake, wake_energy)


STANDBY = Made(
    Group(
        "'standby'",
        (
            Word(
                "after",
                IdleTime(),
                "Idle time after which the machine goes to sleep, or `break-even`: when staying "
                "idle has cost as much energy as waking will.",
                "after: 15 min",
                required=True,
            ),
            Word(
                "wake",
                Quantity("duration"),
                "Time to wake up, at the power of waking.",
                "wake: 4 min",
                required=True,
            ),
            Word(
                "wake-energy",
                Quantity("energy"),
                "Energy that waking takes on top, at its beginning.",
                "wake-energy: 2 kWh",
            ),
        ),
    ),
    lambda after, wake, **words: _standby(after, wake, words.get("wake-energy", 0.0)),
)
_WARM_UP = Made(
    Group(
        "'warm-up'",
        (
            Word(
                "takes",
                Quantity("duration", ABOVE_ZERO),
                "How long it takes.",
                "takes: 10 min",
                required=True,
            ),
            Word(
                "after",
                Quantity("duration"),
                "Pause in the working time after which it is needed; any pause by default.",
                "after: 1 h",
            ),
            Word(
                "stagger",
                Quantity("duration"),
                "Each further machine of the station begins to work so much later, which lowers "
                "the peak after the start of the shift.",
                "stagger: 5 min",
            ),
            Word(
                "delay",
                Quantity("duration"),
                "The whole station begins to work so much later.",
                "delay: 15 min",
            ),
            Word("energy", Quantity("energy"), "Energy on top, at its beginning.", "energy: 2 kWh"),
        ),
    ),
    lambda takes, after=0.0, stagger=0.0, delay=0.0, energy=0.0: WarmUp(
        takes, after, stagger, delay, energy
    ),
)


class WarmUpForm:
    """A time to warm up, or the words for one."""

    @property
    def group(self) -> Group:
        """The words below."""
        return _WARM_UP.group

    def read(self, entry: Entry) -> WarmUp | None:
        """Return the warm-up."""
        if entry.node.is_mapping:
            made: WarmUp | None = _WARM_UP.read(entry)
            return made
        takes = Quantity("duration", ABOVE_ZERO).read(entry)
        return None if takes is None else WarmUp(takes)

    def schema(self) -> Schema:
        """Return a duration or the words."""
        return {"anyOf": [Quantity("duration").schema(), _WARM_UP.schema()]}
