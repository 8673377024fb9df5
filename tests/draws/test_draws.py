"""What chance says: shapes against SciPy, streams that know nothing of each other (rule T1)."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy import special, stats

from lines.distributions import Distribution, constant, mixture
from twin.engine import draw_uncertain, draws
from twin.engine.philox import block, stream_key, uniform_of
from twin.engine.plan import Floats, Ints, Words
from twin.engine.tabulate import Tabulator

U = np.uint64
SIZE = 20_000
Kind = Distribution


class Stream:
    """Streams that draw from distributions, one of each number."""

    def __init__(self, *kinds: Kind, seed: int = 1, replication: int = 0, name: str = "a") -> None:
        tabulator = Tabulator()
        self.rows = [tabulator.row(kind, 1.0) for kind in kinds]
        keys = np.array([stream_key(name, f"purpose {i}") for i, _ in enumerate(kinds)], U)
        self.count: Ints = np.zeros(len(kinds), np.int64)
        self.luck: Words = draws.pack_luck(keys, seed, replication)
        self.floats: Floats = draws.pack_floats(*tabulator.arrays())

    def next(self, which: int = 0) -> float:
        row = self.rows[which]
        return float(draws.draw_value(which, row, self.count, 0, self.luck, self.floats))

    def uniform(self, which: int = 0) -> float:
        return float(draws.draw_uniform(which, self.count, 0, self.luck))

    def many(self, size: int = SIZE) -> np.ndarray:
        return np.array([self.next() for _ in range(size)])


def cut_normal(mean: float, sd: float) -> Callable[[np.ndarray], np.ndarray]:
    law = stats.truncnorm(-mean / sd, math.inf, loc=mean, scale=sd)
    return lambda x: np.asarray(law.cdf(x))


def weibull(mean: float, shape: float) -> Callable[[np.ndarray], np.ndarray]:
    return stats.weibull_min(shape, scale=mean / special.gamma(1 + 1 / shape)).cdf


def lognormal(mean: float, cv: float) -> Callable[[np.ndarray], np.ndarray]:
    variance = math.log(1 + cv * cv)
    return stats.lognorm(math.sqrt(variance), scale=mean * math.exp(-variance / 2)).cdf


def pert(low: float, mode: float, high: float) -> Callable[[np.ndarray], np.ndarray]:
    middle = (mode - low) / (high - low)
    return stats.beta(1 + 4 * middle, 5 - 4 * middle, low, high - low).cdf


def mixed(*laws: tuple[float, Callable[[np.ndarray], np.ndarray]]) -> Callable[..., np.ndarray]:
    return lambda x: sum(weight * law(x) for weight, law in laws)


SHAPES = [
    (Kind("exponential", (25.0,)), stats.expon(scale=25).cdf),
    (Kind("normal", (10.0, 2.0)), cut_normal(10, 2)),
    (Kind("normal", (1.0, 3.0)), cut_normal(1, 3)),
    (Kind("lognormal", (42.0, 0.08)), lognormal(42, 0.08)),
    (Kind("lognormal", (6.0, 1.5)), lognormal(6, 1.5)),
    (Kind("gamma", (5.0, 0.4)), stats.gamma(6.25, scale=0.8).cdf),
    (Kind("gamma", (5.0, 2.0)), stats.gamma(0.25, scale=20).cdf),
    (Kind("gamma", (5.0, 1.0)), stats.expon(scale=5).cdf),
    (Kind("weibull", (120.0, 1.6)), weibull(120, 1.6)),
    (Kind("weibull", (3.0, 0.5)), weibull(3, 0.5)),
    (Kind("erlang", (9.0, 3.0)), stats.gamma(3, scale=3).cdf),
    (Kind("triangular", (2.0, 3.0, 9.0)), stats.triang(1 / 7, 2, 7).cdf),
    (Kind("triangular", (2.0, 2.0, 9.0)), stats.triang(0, 2, 7).cdf),
    (Kind("uniform", (4.0, 6.0)), stats.uniform(4, 2).cdf),
    (Kind("beta-pert", (0.0, 1.0, 5.0)), pert(0, 1, 5)),
    (Kind("beta-pert", (2.0, 9.0, 9.0)), pert(2, 9, 9)),
    (
        Kind("hyperexponential", (2.0, 20.0), (0.7, 0.3)),
        mixed((0.7, stats.expon(scale=2).cdf), (0.3, stats.expon(scale=20).cdf)),
    ),
    (
        mixture((0.25, 0.75), (Kind("uniform", (0.0, 1.0)), Kind("gamma", (5.0, 0.4)))),
        mixed((0.25, stats.uniform(0, 1).cdf), (0.75, stats.gamma(6.25, scale=0.8).cdf)),
    ),
]
COUNTS = [
    (Kind("poisson", (0.3,)), stats.poisson(0.3).pmf),
    (Kind("poisson", (7.5,)), stats.poisson(7.5).pmf),
    (Kind("poisson", (40.0,)), stats.poisson(40).pmf),
    (Kind("geometric", (4.0,)), stats.geom(0.25).pmf),
    (Kind("geometric", (1.0,)), stats.geom(1.0).pmf),
    (
        Kind("empirical", (2.0, 5.0, 9.0), (0.5, 0.2, 0.3)),
        lambda x: np.select([x == 2, x == 5, x == 9], [0.5, 0.2, 0.3]),
    ),
]


@pytest.mark.parametrize(("kind", "law"), SHAPES, ids=lambda v: getattr(v, "kind", ""))
def test_a_shape_is_that_of_scipy(kind: Kind, law: Callable[..., np.ndarray]) -> None:
    values = Stream(kind).many()
    assert stats.kstest(values, law).pvalue > 1e-3
    assert (values >= 0).all()


@pytest.mark.parametrize(("kind", "law"), COUNTS, ids=lambda v: getattr(v, "kind", ""))
def test_a_count_is_that_of_scipy(kind: Kind, law: Callable[..., np.ndarray]) -> None:
    values, found = np.unique(Stream(kind).many(), return_counts=True)
    expected = SIZE * np.asarray(law(values))
    usual = expected >= 5
    rest = [SIZE - found[usual].sum()], [SIZE - expected[usual].sum()]
    assert (values == np.round(values)).all()
    terms = (found[usual] - expected[usual]) ** 2 / expected[usual]
    freedom = max(usual.sum() - 1, 1)
    assert stats.chi2(freedom).sf(terms.sum()) > 1e-3
    assert abs(rest[0][0] - rest[1][0]) <= 4 * math.sqrt(rest[1][0] + 1) + 1


@pytest.mark.parametrize("kind", [kind for kind, _ in SHAPES + COUNTS], ids=lambda kind: kind.kind)
def test_the_mean_is_the_one_written(kind: Kind) -> None:
    values = Stream(kind, seed=5).many()
    spread = 4 * values.std() / math.sqrt(SIZE)
    if kind.kind == "normal":
        # cut at 0, which moves the mean of a wide one
        mean, sd = kind.values
        expected = stats.truncnorm(-mean / sd, math.inf, loc=mean, scale=sd).mean()
    else:
        expected = kind.mean()
    assert values.mean() == pytest.approx(expected, abs=spread + 1e-9)


def test_a_constant_uses_no_chance() -> None:
    stream = Stream(constant(4.0))
    assert [stream.next() for _ in range(3)] == [4.0] * 3
    assert stream.count.tolist() == [0]


def test_the_words_of_a_block_are_used_one_after_the_other() -> None:
    stream = Stream(constant(1.0), seed=9, replication=3)
    key = U(stream_key("a", "purpose 0"))
    zero = U(0)
    for number in range(3):
        words = block(U(number), zero, U(3), zero, key, U(9))
        assert [stream.uniform() for _ in range(4)] == [uniform_of(U(word)) for word in words]


def test_further_numbers_come_from_blocks_of_their_own() -> None:
    stream = Stream(constant(1.0), seed=9, replication=3)
    key = U(stream_key("a", "purpose 0"))
    for k, i in ((0, 0), (7, 3), (7, 4), (2, 9)):
        words = block(U(k), U(i // 4), U(3), U(1), key, U(9))
        assert draws.more(k, i, 0, stream.luck) == uniform_of(U(words[i % 4]))


@pytest.mark.parametrize("kind", [kind for kind, _ in SHAPES], ids=lambda kind: kind.kind)
def test_a_draw_does_not_depend_on_how_many_numbers_earlier_ones_used(kind: Kind) -> None:
    # streams draw under another law before; draw number k is the same all the same
    whole = Stream(kind)
    expected = [whole.next() for _ in range(12)]
    for before in (Kind("gamma", (5.0, 2.0)), Kind("exponential", (1.0,))):
        stream = Stream(kind, before)
        for k in range(12):
            stream.count[0] = k
            draws.draw_value(0, stream.rows[1], stream.count, 0, stream.luck, stream.floats)
            fresh = Stream(kind, before)
            for _ in range(k):
                draws.draw_value(0, fresh.rows[1], fresh.count, 0, fresh.luck, fresh.floats)
            assert fresh.next() == expected[k]


def test_streams_of_other_names_purposes_seeds_and_replications_are_independent() -> None:
    kind = Kind("uniform", (0.0, 1.0))
    streams = [
        Stream(kind, name="press.1"),
        Stream(kind, name="press.2"),
        Stream(kind, name="press.1", seed=2),
        Stream(kind, name="press.1", replication=1),
    ]
    values = np.array([stream.many(5_000) for stream in streams])
    correlation = np.corrcoef(values)[np.triu_indices(4, 1)]
    assert np.abs(correlation).max() < 4 / math.sqrt(5_000)
    both = Stream(kind, kind)
    pairs = np.array([(both.next(0), both.next(1)) for _ in range(5_000)])
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4 / math.sqrt(5_000)
    assert pairs[:100, 0].tolist() == Stream(kind).many(100).tolist()


def test_draws_of_one_stream_are_independent_of_each_other() -> None:
    values = Stream(Kind("uniform", (0.0, 1.0))).many()
    for lag in (1, 2, 3, 4, 5, 8):
        assert abs(np.corrcoef(values[:-lag], values[lag:])[0, 1]) < 4 / math.sqrt(SIZE)
    pairs, _, _ = np.histogram2d(values[::2], values[1::2], bins=10)
    assert stats.chisquare(pairs.ravel()).pvalue > 1e-3


def test_times_scale_with_their_unit() -> None:
    tabulator = Tabulator()
    kinds = [kind for kind, _ in SHAPES]
    rows = [(tabulator.row(kind, 1.0), tabulator.row(kind, 1e6)) for kind in kinds]
    keys = np.array([stream_key("a", "b")], U)
    floats = draws.pack_floats(*tabulator.arrays())
    for plain, scaled in rows:
        for k in range(5):
            one, other = (
                draws.draw_value(0, row, np.full(1, k), 0, draws.pack_luck(keys, 1, 0), floats)
                for row in (plain, scaled)
            )
            # near 0 a cut normal is a difference of large numbers
            assert other == pytest.approx(1e6 * one, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize(("value", "ticks"), [(0.49, 0), (0.5, 1), (1.499, 1), (-3.0, 0), (7.0, 7)])
def test_a_duration_is_rounded_once_to_the_nearest_tick(value: float, ticks: int) -> None:
    assert draws.to_ticks(value) == ticks


def test_an_uncertain_parameter_has_a_stream_of_its_own() -> None:
    kind = Kind("beta-pert", (0.93, 0.97, 0.99))
    first = draw_uncertain(1, 0, "test.finds", kind)
    assert first == draw_uncertain(1, 0, "test.finds", kind)
    others = {
        draw_uncertain(1, 1, "test.finds", kind),
        draw_uncertain(2, 0, "test.finds", kind),
        draw_uncertain(1, 0, "test.cycle", kind),
    }
    assert len(others | {first}) == 4
    assert all(0.93 <= value <= 0.99 for value in others)
