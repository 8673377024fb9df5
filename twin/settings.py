"""How long a study runs, how often, and with which luck.

The line's `study:` gives the settings; whoever calls may put other numbers in their place.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from lines.limits import LARGEST_SEED, MOST_REPLICATIONS

if TYPE_CHECKING:
    from lines import Line

MOST_DRAWS = 100_000  # of what is not known
MOST_RUNS = 100_000_000  # that anybody may allow


class SettingError(ValueError):
    """A study was asked for that cannot be run; the sentence says what and what can.

    korean : the same sentence for a Korean page, where one may stand in it
    """

    def __init__(self, sentence: str, korean: str | None = None) -> None:
        super().__init__(sentence)
        self.korean = sentence if korean is None else korean


class Settings(NamedTuple):
    """The horizon and the luck of a study."""

    warmup_s: float  # [s] from the empty line to the moment the books open
    length_s: float  # [s] how long the books stay open
    replications: int  # independent runs
    seed: int  # the study's luck; a run is a pure function of seed and replication

    @property
    def begin_tick(self) -> int:
        """The tick at which the books open."""
        return _ticks(self.warmup_s)

    @property
    def end_tick(self) -> int:
        """The tick at which the books close."""
        return self.begin_tick + _ticks(self.length_s)


def _ticks(seconds: float) -> int:
    """Return a time in whole ticks."""
    from kpi.ledger import TICKS_PER_SECOND

    return round(seconds * TICKS_PER_SECOND)


def settings_of(
    line: Line,
    *,
    warmup_s: float | None = None,
    length_s: float | None = None,
    replications: int | None = None,
    seed: int | None = None,
) -> Settings:
    """Take the line's own study settings, with the given ones in their place.

    Raises
    ------
    SettingError
        If a setting cannot be run, with the value.
    """
    study = line.study
    settings = Settings(
        study.warmup_s if warmup_s is None else warmup_s,
        study.length_s if length_s is None else length_s,
        study.replications if replications is None else replications,
        study.seed if seed is None else seed,
    )
    _check(settings)
    check_size(line, settings)
    return settings


def check_size(line: Line, settings: Settings) -> None:
    """Refuse what the file of a line could not ask for either: too long, or too much work.

    Raises
    ------
    SettingError
        In the words in which a file is told.
    """
    from lines.checks.size import too_large

    told = too_large(line, settings.warmup_s, settings.length_s, settings.replications)
    if told is not None:
        raise SettingError(told)


def _check(settings: Settings) -> None:
    """Refuse a horizon without time, a study without runs and a seed the draws cannot hold."""
    if not (math.isfinite(settings.warmup_s) and settings.warmup_s >= 0):
        raise SettingError(f"warm-up of {settings.warmup_s} s; expected 0 s or more")
    if not math.isfinite(settings.length_s):
        raise SettingError(f"length of {settings.length_s} s; expected at most 20 years")
    if settings.end_tick <= settings.begin_tick:
        raise SettingError(f"length of {settings.length_s} s; expected more than 0 s")
    if not 1 <= settings.replications <= MOST_REPLICATIONS:
        raise SettingError(
            f"{settings.replications} replications; expected 1 to {MOST_REPLICATIONS:,}"
        )
    if not 0 <= settings.seed <= LARGEST_SEED:
        raise SettingError(f"seed {settings.seed}; expected 0 to {LARGEST_SEED}")
