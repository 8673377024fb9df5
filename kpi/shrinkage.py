"""Injuries a year of a plant: what its sector says and what its own record says, put together.

A plant of fifty has an injury in two or three years, so its own record says little, and its
sector says nothing of it in particular. Injuries come by a Poisson process whose rate differs
between plants by a gamma distribution; then what is known after a record is a gamma distribution
again (Gelman et al., *Bayesian Data Analysis*, 2.6):

    before the record   gamma(m s, s)           m = sector's rate × workers [1/year], s [year]
    after n in T years  gamma(m s + n, s + T)   mean (m s + n) / (s + T)

The strength s is the length of a record that weighs as much as the sector. Without a record the
mean is m, with a long one it is n / T.
"""

from typing import NamedTuple

from kpi.gamma import quantile
from kpi.statistics import CONFIDENCE


class NoRate(ValueError):
    """Workers, a rate, a strength or a record of which no rate follows; the message says why."""


class Record(NamedTuple):
    """A plant's own injuries, and the years in which they were counted."""

    injuries: int
    years: float


class PlantRate(NamedTuple):
    """Injuries a year as a gamma distribution: `shape` injuries in `years` of experience."""

    shape: float
    years: float

    @property
    def mean(self) -> float:
        """Injuries to be expected in a year."""
        return self.shape / self.years

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return quantile(self.shape, (1.0 - CONFIDENCE) / 2.0) / self.years

    @property
    def high(self) -> float:
        """The upper end of the 95 % interval."""
        return quantile(self.shape, (1.0 + CONFIDENCE) / 2.0) / self.years


def rate_of_sector(share_per_year: float, workers: float, strength_years: float) -> PlantRate:
    """What the sector says of a plant: accident rate [1/year], workers, strength [year]."""
    for called, value in (
        ("a rate", share_per_year),
        ("a number of workers", workers),
        ("a strength in years", strength_years),
    ):
        if not value > 0:
            raise NoRate(f"found {value:g}; expected {called} of more than 0")
    return PlantRate(share_per_year * workers * strength_years, strength_years)


def with_record(sector: PlantRate, record: Record | None) -> PlantRate:
    """Add what a plant has seen itself; without a record nothing is added."""
    if record is None:
        return sector
    if record.injuries < 0 or not record.years > 0:
        raise NoRate(
            f"found {record.injuries} injuries in {record.years:g} years; "
            "expected 0 or more in more than 0 years"
        )
    return PlantRate(sector.shape + record.injuries, sector.years + record.years)


def weight_of_record(sector: PlantRate, record: Record | None) -> float:
    """The share of the mean that the own record decides: T / (s + T)."""
    return 0.0 if record is None else record.years / (sector.years + record.years)


def factor_of(plant: PlantRate, modelled: float) -> float:
    """By what the rates of a line's hazards are multiplied so that it reproduces its plant.

    modelled : injuries a year by the line's own rates, exposure × rate
    """
    if not modelled > 0:
        raise NoRate("nobody is exposed to a hazard with a rate; nothing can be adjusted")
    return plant.mean / modelled
