"""The gamma distribution: how much of it lies below a number, and below which number a share lies.

Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 6.5.29 (series) and 6.5.31
(continued fraction, by the method of Lentz).
"""

import math

EXACT = 1e-15  # a term of this share of the sum changes nothing any more
LEAST = 1e-300


def below(shape: float, x: float) -> float:
    """P(shape, x): the share of the gamma distribution with scale 1 that lies below x."""
    if not shape > 0:
        raise ValueError(f"found the shape {shape:g}; expected more than 0")
    if x <= 0:
        return 0.0
    weight = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1.0:
        return min(1.0, weight * _series(shape, x))
    return max(0.0, 1.0 - weight * _fraction(shape, x))


def _series(shape: float, x: float) -> float:
    """Σ x^n / (shape (shape + 1) … (shape + n)), which ends soon where x is below the shape."""
    term = total = 1.0 / shape
    divisor = shape
    while term > EXACT * total:
        divisor += 1.0
        term *= x / divisor
        total += term
    return total


def _fraction(shape: float, x: float) -> float:
    """The continued fraction of what lies above x, which ends soon where x is above the shape."""
    b = x + 1.0 - shape
    c, d = 1.0 / LEAST, 1.0 / b
    found = d
    step = 0.0
    while True:
        step += 1.0
        a = -step * (step - shape)
        b += 2.0
        d = 1.0 / _not_zero(a * d + b)
        c = _not_zero(b + a / c)
        found *= c * d
        if abs(c * d - 1.0) <= EXACT:
            return found


def _not_zero(value: float) -> float:
    return value if abs(value) > LEAST else LEAST


def quantile(shape: float, share: float) -> float:
    """The number below which a share of the gamma distribution with scale 1 lies.

    Halving on a logarithmic scale: with a small shape nearly all lies very near 0. What would be
    less than 1e-300 is 0.
    """
    if not 0.0 < share < 1.0:
        raise ValueError(f"found the share {share:g}; expected one between 0 and 1")
    if below(shape, LEAST) >= share:
        return 0.0
    low, high = math.log(LEAST), math.log(shape + 1.0)
    while below(shape, math.exp(high)) < share:
        high += 1.0
    while True:
        middle = (low + high) / 2.0
        if not low < middle < high:
            return math.exp(middle)
        if below(shape, math.exp(middle)) < share:
            low = middle
        else:
            high = middle
