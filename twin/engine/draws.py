"""What chance says: numbers as pure functions of (seed, replication, name, purpose, k).

Both engines call these kernels and no other source of chance. The first uniform of draw k is word
`k mod 4` of the block with counter (k div 4, 0, replication, 0); what needs more uniforms takes
them from blocks with counter (k, i, replication, 1), i = 0, 1, ... in order. So no draw depends
on how many numbers an earlier draw used up.

Three arrays carry everything, so that a call stays cheap: `w` holds the number of draws made by
each stream from position `base` on; `x` holds seed, replication, the number N of streams, N keys
and N blocks of four words; `f` holds the number D of distributions, D rows of five numbers (see
`tabulate`) and the rows of weights, two numbers each.
"""

import math

import numpy as np

from twin.engine.kernel import inlined, kernel
from twin.engine.philox import U, block, uniform_of
from twin.engine.plan import Floats, Words
from twin.engine.portable import exp, log, normal_quantile, power

KINDS = (
    "constant",
    "exponential",
    "normal",
    "lognormal",
    "gamma",
    "weibull",
    "erlang",
    "triangular",
    "uniform",
    "beta-pert",
    "poisson",
    "geometric",
    "empirical",
    "mixture",
)
(
    CONSTANT,
    EXPONENTIAL,
    NORMAL,
    LOGNORMAL,
    GAMMA,
    WEIBULL,
    ERLANG,
    TRIANGULAR,
    UNIFORM,
    BETA_PERT,
    POISSON,
    GEOMETRIC,
    EMPIRICAL,
    MIXTURE,
) = range(len(KINDS))

_ZERO = U(0)
_ONE = U(1)
_TWO = U(2)
_THREE = U(3)
_CHUNK = 16.0
LONGEST = 2.0**60  # [tick] 36,000 years; clocks stay far from the end of an int64


X_SEED, X_REPLICATION, X_STREAMS, X_KEYS = range(4)
_KEYS = U(X_KEYS)
F_DISTS, F_ROWS = range(2)
ROW = 5


def pack_luck(keys: Words, seed: int, replication: int, room: int = 0) -> Words:
    """The array `x` of a run, with room for so many more words behind."""
    head = np.array([seed, replication, keys.size], np.uint64)
    return np.concatenate([head, keys, np.zeros(4 * keys.size + room, np.uint64)])


def pack_floats(dist: Floats, table: Floats) -> Floats:
    """The array `f`: distributions and rows of weights."""
    return np.concatenate([[float(dist.shape[0])], dist.ravel(), table.ravel()])


@inlined
def next_uniform(stream, w, base, x):
    """The first uniform of a stream's next draw; moves the stream's count on.

    stream : int64 [-]      which stream
    w : (W,) int64          draws made, from `base` on; written
    base : int64 [-]
    x : (X,) uint64         luck; the block in use is written
    """
    own = U(base + stream)
    k = w[own]
    w[own] = k + 1
    word = U(k) & _THREE
    at = _KEYS + x[X_STREAMS] + U(4 * stream)
    if word == _ZERO:
        key = x[_KEYS + U(stream)]
        a, b, c, d = block(U(k) >> _TWO, _ZERO, x[X_REPLICATION], _ZERO, key, x[X_SEED])
        x[at + _ONE] = b
        x[at + _TWO] = c
        x[at + _THREE] = d
        return uniform_of(a)
    return uniform_of(x[at + word])


@kernel
def more(k, i, stream, x):
    """Further uniform number i of draw k.

    k : int64 [-]         the draw
    i : int64 [-]         which further number
    stream : int64 [-]    which stream
    x : (X,) uint64       luck
    """
    key = x[X_KEYS + stream]
    a, b, c, d = block(U(k), U(i) >> _TWO, x[X_REPLICATION], _ONE, key, x[X_SEED])
    word = i & 3
    if word == 0:
        return uniform_of(a)
    if word == 1:
        return uniform_of(b)
    if word == 2:
        return uniform_of(c)
    return uniform_of(d)


@kernel
def pick(u, f, first, size):
    """Index of the weight into which u falls.

    u : float64 [-]         between 0 and 1
    f : (F,) float64        distributions and weights
    first : int64 [-]       first row of weights
    size : int64 [-]        number of rows
    """
    at = F_ROWS + ROW * int(f[F_DISTS]) + 2 * first
    for i in range(size - 1):
        if u < f[at + 2 * i + 1]:
            return at + 2 * i
    return at + 2 * (size - 1)


@kernel
def _gamma(shape, k, at, stream, x):
    """A gamma deviate of mean `shape` and scale 1, and the next unused further uniform.

    shape : float64 [-]   above 0
    k : int64 [-]         the draw
    at : int64 [-]        first further uniform to use
    stream : int64 [-]    which stream
    x : (X,) uint64       luck
    Source: Marsaglia and Tsang, ACM TOMS 26 (2000); for shape < 1 their boost by u**(1/shape).
    """
    boost = 1.0
    a = shape
    if a < 1.0:
        boost = power(more(k, at, stream, x), 1.0 / a)
        at += 1
        a = a + 1.0
    d = a - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        z = normal_quantile(more(k, at, stream, x))
        u = more(k, at + 1, stream, x)
        at += 2
        v = 1.0 + c * z
        if v > 0.0:
            v = v * v * v
            if log(u) < 0.5 * z * z + d - d * v + d * log(v):
                return boost * d * v, at


@kernel
def _poisson(mean, k, at, stream, x):
    """A Poisson count, as the sum of counts of mean at most 16, each by inversion.

    mean : float64 [-]    above 0
    k : int64 [-]         the draw
    at : int64 [-]        first further uniform to use
    stream : int64 [-]    which stream
    x : (X,) uint64       luck
    """
    total = 0.0
    rest = mean
    while rest > 0.0:
        m = min(rest, _CHUNK)
        rest -= m
        u = more(k, at, stream, x)
        at += 1
        p = exp(-m)
        below = p
        n = 0.0
        while u > below and p > 1e-300:
            n += 1.0
            p = p * m / n
            below += p
        total += n
    return total


@kernel
def rare(at, u, k, i, f, stream, x):
    """The value of a draw of every kind but constant, exponential and mixture.

    at : int64 [-]          position of the distribution's row
    u : float64 [-]         first uniform of the draw
    k : int64 [-]           the draw
    i : int64 [-]           first further uniform to use
    f : (F,) float64        distributions and weights
    stream : int64 [-]      which stream
    x : (X,) uint64         luck
    """
    kind = f[at]
    a = f[at + _ONE]
    b = f[at + _TWO]
    c = f[at + _THREE]
    d = f[at + _TWO + _TWO]
    if kind == NORMAL:
        # cut at 0: d is the share below 0, the rest is stretched over (0, 1)
        return max(a + b * normal_quantile(d + (1.0 - d) * u), 0.0)
    if kind == LOGNORMAL:
        return exp(a + b * normal_quantile(u))
    if kind == GAMMA:
        value, _ = _gamma(a, k, i, stream, x)
        return b * value
    if kind == WEIBULL:
        return a * power(-log(u), b)
    if kind == ERLANG:
        total = log(u)
        for phase in range(int(b) - 1):
            total += log(more(k, i + phase, stream, x))
        return -a * total
    if kind == TRIANGULAR:
        if u < c:
            return a + math.sqrt(u * c) * (b - a)
        return b - math.sqrt((1.0 - u) * (1.0 - c)) * (b - a)
    if kind == UNIFORM:
        return a + (b - a) * u
    if kind == BETA_PERT:
        one, i = _gamma(c, k, i, stream, x)
        two, i = _gamma(d, k, i, stream, x)
        return a + (b - a) * (one / (one + two))
    if kind == POISSON:
        return _poisson(a, k, i, stream, x)
    if kind == GEOMETRIC:
        return 1.0 if b == 0.0 else math.floor(log(u) / b) + 1.0
    return f[pick(u, f, int(a), int(b))]


@kernel
def composed(at, u, k, f, stream, x):
    """The value of a draw of a kind that is not constant or exponential.

    at : int64 [-]          position of the distribution's row
    u : float64 [-]         first uniform of the draw
    k : int64 [-]           the draw
    f : (F,) float64        distributions and weights
    stream : int64 [-]      which stream
    x : (X,) uint64         luck
    """
    i = 0
    if f[at] == MIXTURE:
        row = int(f[pick(u, f, int(f[at + _ONE]), int(f[at + _TWO]))])
        at = U(F_ROWS + ROW * row)
        u = more(k, 0, stream, x)
        i = 1
        if f[at] == CONSTANT:
            return f[at + _ONE]
        if f[at] == EXPONENTIAL:
            return -f[at + _ONE] * log(u)
    return rare(at, u, k, i, f, stream, x)


@inlined
def to_ticks(value):
    """A drawn duration as whole ticks: the nearest, at least 0, at most LONGEST (rule T1).

    value : float64 [tick]
    """
    return np.int64(min(max(value, 0.0), LONGEST) + 0.5)


@inlined
def draw(stream, d, w, base, x, f):
    """The next value of a stream under a distribution; moves the stream's count on.

    stream : int64 [-]      which stream
    d : int64 [-]           which distribution
    w : (W,) int64          draws made, from `base` on; written
    base : int64 [-]
    x : (X,) uint64         luck; written
    f : (F,) float64        distributions and weights
    """
    at = U(F_ROWS + ROW * d)
    kind = f[at]
    if kind == CONSTANT:
        return f[at + _ONE]
    k = w[U(base + stream)]
    u = next_uniform(stream, w, base, x)
    if kind == EXPONENTIAL:
        return -f[at + _ONE] * log(u)
    return composed(at, u, k, f, stream, x)


@kernel
def draw_value(stream, d, w, base, x, f):
    """The same as `draw`, for callers off the hot path and for the reference engine.

    stream, d : int64 [-]   which stream, which distribution
    w : (W,) int64          draws made, from `base` on; written
    base : int64 [-]
    x : (X,) uint64         luck; written
    f : (F,) float64        distributions and weights
    """
    return draw(stream, d, w, base, x, f)


@inlined
def draw_four(stream, d, w, base, x, f, to):
    """The next four values of a stream whose draws all come by fours, in ticks (rule T1).

    The same as four times `draw`; but four logarithms at once take little longer than one.

    stream, d : int64 [-]   which stream, which distribution
    w : (W,) int64          draws made, from `base` on, and room for four values at `to`; written
    base : int64 [-]
    x : (X,) uint64         luck; written
    f : (F,) float64        distributions and weights
    to : uint64 [-]         where the values go
    """
    at = U(F_ROWS + ROW * d)
    if f[at] == EXPONENTIAL:
        own = U(base + stream)
        k = w[own]
        w[own] = k + 4
        key = x[_KEYS + U(stream)]
        one, two, three, four = block(U(k) >> _TWO, _ZERO, x[X_REPLICATION], _ZERO, key, x[X_SEED])
        scale = -f[at + _ONE]
        w[to] = to_ticks(scale * log(uniform_of(one)))
        w[to + _ONE] = to_ticks(scale * log(uniform_of(two)))
        w[to + _TWO] = to_ticks(scale * log(uniform_of(three)))
        w[to + _THREE] = to_ticks(scale * log(uniform_of(four)))
    else:
        for i in range(4):
            w[to + U(i)] = to_ticks(draw_value(stream, d, w, base, x, f))


@kernel
def draw_uniform(stream, w, base, x):
    """The next uniform of a stream, for chances and choices.

    stream : int64 [-]      which stream
    w : (W,) int64          draws made, from `base` on; written
    base : int64 [-]
    x : (X,) uint64         luck; written
    """
    return next_uniform(stream, w, base, x)
