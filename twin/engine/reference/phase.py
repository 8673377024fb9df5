"""What a machine would be doing if nothing kept it from it."""

from enum import Enum, auto


class Phase(Enum):
    """What the machine would be doing if nothing kept it from it."""

    IDLE = auto()
    SETTING_UP = auto()
    WORKING = auto()
    DONE = auto()
