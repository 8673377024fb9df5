"""Logarithm, exponential and what is built on them, the same on every processor.

The C library picks other code for `log` and `exp` on processors with fused multiply-add, and its
results differ in the last bit; a sample path would then depend on the machine. These versions
use only + - * / and exact scaling by powers of two, so every IEEE 754 machine agrees.
Accuracy: `log` and `exp` within 2 ulp, the normal quantile within 2e-15 relative.
"""

import math

import numpy as np

from twin.engine.kernel import inlined, kernel

LN2_HI = 6.93147180369123816490e-01
LN2_LO = 1.90821492927058770002e-10
LOG2_E = 1.44269504088896338700

_EXPONENT_SHIFT = np.uint64(52)
_FRACTION_MASK = np.uint64(0x000FFFFFFFFFFFFF)
_SQRT_HALF_BITS = np.uint64(0x3FE6A09E667F3BCD)
_TO_SQRT_HALF = np.uint64(0x3FF0000000000000 - 0x3FE6A09E667F3BCD)


@inlined
def log(x):
    """Natural logarithm of a normal positive number.

    x : float64 [-]   above 2**-1022
    Source: W. J. Cody's reduction to [sqrt(1/2), sqrt(2)) with the minimax series of Sun's fdlibm.
    """
    # Adding this offset moves the cut between exponents to sqrt(1/2), without a branch.
    bits = np.uint64(np.float64(x).view(np.uint64) + _TO_SQRT_HALF)
    exponent = np.int64(bits >> _EXPONENT_SHIFT) - 1023
    m = np.uint64((bits & _FRACTION_MASK) + _SQRT_HALF_BITS).view(np.float64)
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
    odd = z * (
        0.6666666666666735130
        + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591))
    )
    half = 0.5 * f * f
    k = np.float64(exponent)
    return k * LN2_HI - ((half - (s * (half + (even + odd)) + k * LN2_LO)) - f)


@kernel
def exp(x):
    """Exponential; 0 below -708 and infinity above 709.

    x : float64 [-]
    Source: reduction by ln 2 and the rational form of Sun's fdlibm.
    """
    if x > 709.0:
        return np.inf
    if x < -708.0:
        return 0.0
    n = math.floor(x * LOG2_E + 0.5)
    high = x - n * LN2_HI
    low = n * LN2_LO
    r = high - low
    t = r * r
    c = r - t * (
        0.16666666666666601904
        + t
        * (
            -0.0027777777777015593384
            + t
            * (
                6.6137563214379343612e-05
                + t * (-1.6533902205465251539e-06 + t * 4.1381367970572384604e-08)
            )
        )
    )
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    # 2**n in two exact factors: n may be -1022 .. 1024, one factor alone would overflow
    half = np.int64(n) >> np.int64(1)
    return y * _two_to(half) * _two_to(np.int64(n) - half)


@kernel
def _two_to(n):
    """Two to the power of n, exactly.

    n : int64 [-]   from -1022 to 1023
    """
    return np.uint64(np.uint64(n + 1023) << _EXPONENT_SHIFT).view(np.float64)


@kernel
def power(x, y):
    """Positive x to the power y, as exp(y log x).

    x : float64 [-]
    y : float64 [-]
    """
    return exp(y * log(x))


@kernel
def _ratio(r, top, below):
    """Quotient of two polynomials of degree 7.

    r : float64 [-]
    top : (8,) float64     coefficients, lowest first
    below : (8,) float64   coefficients, lowest first
    """
    a = top[7]
    b = below[7]
    for i in range(6, -1, -1):
        a = a * r + top[i]
        b = b * r + below[i]
    return a / b


_NEAR = np.array(
    [
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ]
)
_NEAR_BELOW = np.array(
    [
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ]
)
_MIDDLE = np.array(
    [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ]
)
_MIDDLE_BELOW = np.array(
    [
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ]
)
_FAR = np.array(
    [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ]
)
_FAR_BELOW = np.array(
    [
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ]
)


@kernel
def normal_quantile(p):
    """Standard normal deviate whose distribution function is p.

    p : float64 [-]   strictly between 0 and 1
    Source: M. J. Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(0.180625 - q * q, _NEAR, _NEAR_BELOW)
    tail = p if q < 0.0 else 1.0 - p
    r = math.sqrt(-log(tail))
    z = _ratio(r - 1.6, _MIDDLE, _MIDDLE_BELOW) if r <= 5.0 else _ratio(r - 5.0, _FAR, _FAR_BELOW)
    return -z if q < 0.0 else z


def normal_probability(z: float) -> float:
    """Share of the standard normal below z, by the series and continued fraction.

    Used while compiling a plan (for the cut of a normal at 0), not while running it.
    """
    if z < -38.0:
        return 0.0
    if abs(z) < 3.0:
        term = total = z
        k = 0
        while abs(term) > 1e-18 * abs(total):
            k += 1
            term = term * z * z / (2 * k + 1)
            total += term
        return 0.5 + total * float(exp(-0.5 * z * z)) * 0.3989422804014327
    x = abs(z)
    fraction = x
    for k in range(200, 0, -1):
        fraction = x + k / fraction
    upper = float(exp(-0.5 * x * x)) * 0.3989422804014327 / fraction
    return upper if z < 0 else 1.0 - upper


def gamma_function(x: float) -> float:
    """Gamma function of x > 0, by Stirling's series after shifting x above 12.

    Used while compiling a plan (for the scale of a Weibull from its mean).
    """
    shift = 1.0
    while x < 12.0:
        shift *= x
        x += 1.0
    t = 1.0 / (x * x)
    inner = 1.0 / 360.0 - t * (1.0 / 1260.0 - t * (1.0 / 1680.0 - t / 1188.0))
    series = (1.0 / 12.0 - t * inner) / x
    value: float = exp((x - 0.5) * log(x) - x + 0.9189385332046727 + series)
    return value / shift
