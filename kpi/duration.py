"""The load-duration curve: which power is reached for how much of the time.

The quarter hours of the clock are put in order by their mean power, the highest first. The left end
is the peak, the right end what the plant draws at the least; the area below is the energy.
"""

from __future__ import annotations

import numpy as np

from kpi.ledger import Floats

# Shares of the quarter hours at which the curve is told in a table.
TOLD = (0.0, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 1.0)


def power_reached_kw(quarter_kw: Floats, share: float) -> float | None:
    """The highest power that at least `share` of the quarter hours reach [kW]; None without any.

    quarter_kw : (n,) float64 [kW] mean power of each quarter hour, in any order
    share : 0 to 1; 0 gives the highest quarter hour and 1 the lowest

    Source: load-duration curve of power engineering; no value between two quarter hours is made up.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"share {share}; expected 0 to 1")
    if len(quarter_kw) == 0:
        return None
    # a share that should hit a quarter hour exactly may lie a rounding error above it
    rank = int(np.ceil(share * len(quarter_kw) - 1e-9))
    return float(np.sort(quarter_kw)[::-1][max(rank, 1) - 1])


def duration_curve_kw(quarter_kw: Floats, steps: int) -> Floats | None:
    """The curve at `steps` + 1 shares from 0 to 1, (steps + 1,) float64 [kW]; None without any."""
    if len(quarter_kw) == 0:
        return None
    falling = np.sort(quarter_kw)[::-1]
    ranks = np.ceil(np.arange(steps + 1) / steps * len(falling) - 1e-9).astype(np.int64)
    curve: Floats = falling[np.maximum(ranks, 1) - 1]
    return curve


def share_at_or_above(quarter_kw: Floats, kw: float) -> float | None:
    """The share of the quarter hours whose mean power is `kw` or more; None without any."""
    if len(quarter_kw) == 0:
        return None
    return float(np.count_nonzero(quarter_kw >= kw) / len(quarter_kw))
