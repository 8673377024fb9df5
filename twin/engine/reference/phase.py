"""What a machine would be doing if nothing kept it from it."""

from enum import Enum, auto


class Phase(Enum):
    """What the machine would be doing if nothing kept it from it."""

    IDLE = auto()
    SETTING_UP = auto()
    LOADING = auto()
    WORKING = auto()
    UNLOADING = auto()
    DONE = auto()
