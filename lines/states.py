"""The states a machine can be in, and the power each takes when the line names none.

Every tick of every machine is spent in exactly one state; the order below is the column order
of every table by state in the house (plan, ledger, report).
"""

STATES: tuple[str, ...] = (
    "starved",
    "setup",
    "busy",
    "blocked",
    "down",
    "repair",
    "waiting-crew",
    "standby",
    "waking",
    "maintenance",
    "off",
)
STARVED, SETUP, BUSY, BLOCKED, DOWN, REPAIR = range(6)
WAITING_CREW, STANDBY, WAKING, MAINTENANCE, OFF = range(6, len(STATES))

# A vehicle is in exactly one of these; down, repair and waiting have a machine's numbers.
VEHICLE_STATES: tuple[str, ...] = (
    "idle",
    "empty",
    "loading",
    "loaded",
    "down",
    "repair",
    "waiting",
    "unloading",
    "charging",
)
IDLE, EMPTY, LOADING, LOADED = range(4)
UNLOADING, CHARGING = 7, 8

# The words under `power:` in a line; `idle` and `holding` are how the shop floor says "starved".
POWER_WORDS: tuple[str, ...] = (
    "busy",
    "idle",
    "holding",
    "starved",
    "blocked",
    "setup",
    "down",
    "repair",
    "waiting-crew",
    "standby",
    "waking",
    "maintenance",
    "off",
)

# A state without a power of its own takes that of the first kin that has one; at the end 0 W.
POWER_KIN: dict[str, tuple[str, ...]] = {
    "starved": ("starved", "idle", "holding"),
    "setup": ("setup", "idle", "starved", "holding"),
    "busy": ("busy",),
    "blocked": ("blocked", "idle", "starved", "holding"),
    "down": ("down", "repair"),
    "repair": ("repair", "down"),
    "waiting-crew": ("waiting-crew", "idle", "starved", "holding"),
    "standby": ("standby",),
    "waking": ("waking", "setup", "idle", "starved", "holding"),
    "maintenance": ("maintenance", "repair", "down"),
    "off": ("off",),
}


def power_in(written: dict[str, float], state: str) -> float:
    """Return the power of a state: its own, or that of its nearest kin, or none."""
    return next((written[word] for word in POWER_KIN[state] if word in written), 0.0)


# Active in the sense of the active-period method: the machine is not waiting for another station.
ACTIVE: frozenset[int] = frozenset({SETUP, BUSY, DOWN, REPAIR, WAITING_CREW, WAKING, MAINTENANCE})
