"""What chance says: numbers as pure functions of (seed, replication, name, purpose, k).

Both engines call these kernels and no other source of chance. The first uniform of draw k is word
`k mod 4` of the block with counter (k div 4, 0, replication, 0); what needs more uniforms takes
them from blocks with counter (k, i, replication, 1), i = 0, 1, ... in order. So no draw depends
on how many numbers an earlier draw used up.

Columns of the distribution table are explained in `plan`.
"""

import math

import numpy as np

from twin.engine.kernel import inlined, kernel
from twin.engine.philox import U, block, uniform_of
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

_TWO = U(2)
_THREE = U(3)
_ZERO = U(0)
_ONE = U(1)
_CHUNK = 16.0


@inlined
def next_uniform(stream, count, words, keys, luck):
    """The first uniform of a stream's next draw; moves the stream's count on.

    stream : int64 [-]            which stream
    count : (N,) int64            draws made so far by each stream; written
    words : (N, 4) uint64         the block that each stream is using up; written
    keys : (N,) uint64            key of each stream
    luck : (2,) uint64            seed and replication
    """
    k = count[stream]
    count[stream] = k + 1
    word = k & 3
    if word == 0:
        a, b, c, d = block(U(k) >> _TWO, _ZERO, luck[1], _ZERO, keys[stream], luck[0])
        words[stream, 1] = b
        words[stream, 2] = c
        words[stream, 3] = d
        return uniform_of(a)
    return uniform_of(words[stream, word])


@kernel
def more(k, i, key, luck):
    """Further uniform number i of draw k.

    k : int64 [-]         the draw
    i : int64 [-]         which further number
    key : uint64 [-]      key of the stream
    luck : (2,) uint64    seed and replication
    """
    a, b, c, d = block(U(k), U(i) >> _TWO, luck[1], _ONE, key, luck[0])
    word = i & 3
    if word == 0:
        return uniform_of(a)
    if word == 1:
        return uniform_of(b)
    if word == 2:
        return uniform_of(c)
    return uniform_of(d)


@kernel
def pick(u, table, first, size):
    """Index of the weight into which u falls.

    u : float64 [-]           between 0 and 1
    table : (T, 2) float64    cumulative weights in column 1
    first : int64 [-]         first row
    size : int64 [-]          number of rows
    """
    for i in range(size - 1):
        if u < table[first + i, 1]:
            return i
    return size - 1


@kernel
def _gamma(shape, k, at, key, luck):
    """A gamma deviate of mean `shape` and scale 1, and the next unused further uniform.

    shape : float64 [-]   above 0
    k : int64 [-]         the draw
    at : int64 [-]        first further uniform to use
    key : uint64 [-]      key of the stream
    luck : (2,) uint64    seed and replication
    Source: Marsaglia and Tsang, ACM TOMS 26 (2000); for shape < 1 their boost by u**(1/shape).
    """
    boost = 1.0
    a = shape
    if a < 1.0:
        boost = power(more(k, at, key, luck), 1.0 / a)
        at += 1
        a = a + 1.0
    d = a - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal_quantile(more(k, at, key, luck))
        u = more(k, at + 1, key, luck)
        at += 2
        v = 1.0 + c * x
        if v > 0.0:
            v = v * v * v
            if log(u) < 0.5 * x * x + d - d * v + d * log(v):
                return boost * d * v, at


@kernel
def _poisson(mean, k, at, key, luck):
    """A Poisson count, as the sum of counts of mean at most 16, each by inversion.

    mean : float64 [-]    above 0
    k : int64 [-]         the draw
    at : int64 [-]        first further uniform to use
    key : uint64 [-]      key of the stream
    luck : (2,) uint64    seed and replication
    """
    total = 0.0
    rest = mean
    while rest > 0.0:
        m = min(rest, _CHUNK)
        rest -= m
        u = more(k, at, key, luck)
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
def rare(kind, d, u, k, at, dist, table, key, luck):
    """The value of a draw of every kind but constant, exponential and mixture.

    kind : int64 [-]            one of the numbers above
    d : int64 [-]               row of the distribution
    u : float64 [-]             first uniform of the draw
    k : int64 [-]               the draw
    at : int64 [-]              first further uniform to use
    dist : (D, 5) float64       distributions
    table : (T, 2) float64      values and cumulative weights
    key : uint64 [-]            key of the stream
    luck : (2,) uint64          seed and replication
    """
    a = dist[d, 1]
    b = dist[d, 2]
    c = dist[d, 3]
    if kind == NORMAL:
        # cut at 0: column 4 is the share below 0, the rest is stretched over (0, 1)
        z = normal_quantile(dist[d, 4] + (1.0 - dist[d, 4]) * u)
        return max(a + b * z, 0.0)
    if kind == LOGNORMAL:
        return exp(a + b * normal_quantile(u))
    if kind == GAMMA:
        value, _ = _gamma(a, k, at, key, luck)
        return b * value
    if kind == WEIBULL:
        return a * power(-log(u), b)
    if kind == ERLANG:
        total = log(u)
        for i in range(int(b) - 1):
            total += log(more(k, at + i, key, luck))
        return -a * total
    if kind == TRIANGULAR:
        if u < c:
            return a + math.sqrt(u * dist[d, 4]) * (b - a)
        return b - math.sqrt((1.0 - u) * (1.0 - dist[d, 4])) * (b - a)
    if kind == UNIFORM:
        return a + (b - a) * u
    if kind == BETA_PERT:
        x, at = _gamma(c, k, at, key, luck)
        y, at = _gamma(dist[d, 4], k, at, key, luck)
        return a + (b - a) * (x / (x + y))
    if kind == POISSON:
        return _poisson(a, k, at, key, luck)
    if kind == GEOMETRIC:
        return 1.0 if b == 0.0 else math.floor(log(u) / b) + 1.0
    return table[int(a) + pick(u, table, int(a), int(b)), 0]


@kernel
def composed(d, u, k, dist, table, key, luck):
    """The value of a draw of a kind that is not constant or exponential.

    d : int64 [-]               row of the distribution
    u : float64 [-]             first uniform of the draw
    k : int64 [-]               the draw
    dist : (D, 5) float64       distributions
    table : (T, 2) float64      values and cumulative weights
    key : uint64 [-]            key of the stream
    luck : (2,) uint64          seed and replication
    """
    kind = int(dist[d, 0])
    at = 0
    if kind == MIXTURE:
        first = int(dist[d, 1])
        d = int(table[first + pick(u, table, first, int(dist[d, 2])), 0])
        kind = int(dist[d, 0])
        u = more(k, 0, key, luck)
        at = 1
        if kind == CONSTANT:
            return dist[d, 1]
        if kind == EXPONENTIAL:
            return -dist[d, 1] * log(u)
    return rare(kind, d, u, k, at, dist, table, key, luck)


@inlined
def draw(stream, d, count, words, keys, luck, dist, table):
    """The next value of a stream under a distribution; moves the stream's count on.

    stream : int64 [-]          which stream
    d : int64 [-]               row of the distribution
    count : (N,) int64          draws made so far by each stream; written
    words : (N, 4) uint64       the block that each stream is using up; written
    keys : (N,) uint64          key of each stream
    luck : (2,) uint64          seed and replication
    dist : (D, 5) float64       distributions
    table : (T, 2) float64      values and cumulative weights
    """
    kind = dist[d, 0]
    if kind == CONSTANT:
        return dist[d, 1]
    k = count[stream]
    u = next_uniform(stream, count, words, keys, luck)
    if kind == EXPONENTIAL:
        return -dist[d, 1] * log(u)
    return composed(d, u, k, dist, table, keys[stream], luck)


@kernel
def draw_value(stream, d, count, words, keys, luck, dist, table):
    """The same as `draw`, for callers off the hot path and for the reference engine.

    stream, d : int64 [-]       which stream, row of the distribution
    count : (N,) int64          draws made so far by each stream; written
    words : (N, 4) uint64       the block that each stream is using up; written
    keys : (N,) uint64          key of each stream
    luck : (2,) uint64          seed and replication
    dist : (D, 5) float64       distributions
    table : (T, 2) float64      values and cumulative weights
    """
    return draw(stream, d, count, words, keys, luck, dist, table)


@kernel
def draw_uniform(stream, count, words, keys, luck):
    """The next uniform of a stream, for chances and choices.

    stream : int64 [-]          which stream
    count : (N,) int64          draws made so far by each stream; written
    words : (N, 4) uint64       the block that each stream is using up; written
    keys : (N,) uint64          key of each stream
    luck : (2,) uint64          seed and replication
    """
    return next_uniform(stream, count, words, keys, luck)


@inlined
def to_ticks(value):
    """A drawn duration as whole ticks: the nearest, at least 0 (rule T1).

    value : float64 [tick]
    """
    return np.int64(max(value, 0.0) + 0.5)
