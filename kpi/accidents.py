"""The rates of accident statistics: how many, among whom, over which hours, and how bad.

Pure arithmetic of counts; whoever calls says what is counted. Accidents and lost days may be
expectations and need not be whole. Source of the Korean rates: glossary of KOSHA (산업재해통계);
of those over 200 000 h: OSHA, 100 people at 40 h in 50 weeks.
"""

import math

PER_WORKERS = 1000.0  # 천인율
PER_WORKERS_FATAL = 10_000.0  # 사망만인율
FREQUENCY_HOURS = 1e6  # 도수율
SEVERITY_HOURS = 1e3  # 강도율
OSHA_HOURS = 200_000.0


class NothingToRefer(ValueError):
    """A rate over no workers or no hours cannot be said."""


def accident_rate(injured: float, workers: float) -> float:
    """재해율 [%]: injured / workers × 100. Source: KOSHA glossary."""
    return 100.0 * _share(injured, workers)


def rate_per_thousand(injured: float, workers: float) -> float:
    """천인율 [1/1000]: injured / workers × 1 000. Source: KOSHA glossary."""
    return PER_WORKERS * _share(injured, workers)


def fatal_rate(deaths: float, workers: float) -> float:
    """사망만인율 [1/10 000]: deaths / workers × 10 000. Source: KOSHA glossary."""
    return PER_WORKERS_FATAL * _share(deaths, workers)


def frequency_rate(accidents: float, hours: float) -> float:
    """도수율 [1/million h]: accidents / hours worked × 1 000 000. Source: KOSHA glossary."""
    return FREQUENCY_HOURS * _share(accidents, hours)


def severity_rate(lost_days: float, hours: float) -> float:
    """강도율 [days/1000 h]: lost days / hours worked × 1 000. Source: KOSHA glossary."""
    return SEVERITY_HOURS * _share(lost_days, hours)


def combined_index(frequency: float, severity: float) -> float:
    """종합재해지수 [1]: √(frequency rate × severity rate). Source: KOSHA glossary."""
    return math.sqrt(frequency * severity)


def recordable_rate(recordables: float, hours: float) -> float:
    """TRIR [1/200 000 h]: recordable injuries / hours worked × 200 000. Source: OSHA."""
    return OSHA_HOURS * _share(recordables, hours)


def lost_time_rate(lost_time_injuries: float, hours: float) -> float:
    """LTIR [1/200 000 h]: injuries that cost a day / hours worked × 200 000. Source: OSHA."""
    return OSHA_HOURS * _share(lost_time_injuries, hours)


def _share(count: float, base: float) -> float:
    """What is counted for one of those it refers to."""
    if not base > 0:
        raise NothingToRefer(f"found {base:g} workers or hours; expected more than 0")
    if not count >= 0:
        raise ValueError(f"found {count:g} accidents or days; expected 0 or more")
    return count / base
