"""Distributions as they are written, and their means."""

import math
from pathlib import Path

import pytest

from lines import Distribution, LineError, load, read
from lines.distributions import KINDS, constant, mixture
from lines.load import notes_of
from lines.scaled import scaled
from lines.source import read_text
from lines.words.chances import Chance
from lines.words.entry import Entry, Findings
from lines.words.shapes import gamma_function


def cycle(written: str, **more: str) -> Distribution:
    """The cycle of a line of one station."""
    text = f"line: one\nstations: {{a: {{cycle: {written}}}}}\nflow: ['source -> a -> sink']\n"
    return load(text).stations["a"].cycle["part"]


WRITTEN = {
    "42 s": (Distribution("constant", (42.0,)), 42.0),
    "{constant: 2 min}": (Distribution("constant", (120.0,)), 120.0),
    "{exponential: 25 s}": (Distribution("exponential", (25.0,)), 25.0),
    "{exponential: {mean: 25 s}}": (Distribution("exponential", (25.0,)), 25.0),
    "{normal: {mean: 20 s, sd: 2 s}}": (Distribution("normal", (20.0, 2.0)), 20.0),
    "{normal: {mean: 20 s, cv: 0.1}}": (Distribution("normal", (20.0, 2.0)), 20.0),
    "{lognormal: {mean: 20 s, cv: 0.1}}": (Distribution("lognormal", (20.0, 0.1)), 20.0),
    "{lognormal: {mean: 20 s, cv: 10 %}}": (Distribution("lognormal", (20.0, 0.1)), 20.0),
    "{lognormal: {mean: 20 s, cv: 0}}": (Distribution("constant", (20.0,)), 20.0),
    "{gamma: {mean: 20 s, cv: 0.5}}": (Distribution("gamma", (20.0, 0.5)), 20.0),
    "{weibull: {mean: 20 s, shape: 1.6}}": (Distribution("weibull", (20.0, 1.6)), 20.0),
    "{exponential: {rate: 12/h}}": (Distribution("exponential", (300.0,)), 300.0),
    "{exponential: {rate: 0.5 per min}}": (Distribution("exponential", (120.0,)), 120.0),
    "{exponential: {rate: 4/s}}": (Distribution("exponential", (0.25,)), 0.25),
    "{lognormal: {mean: 20 s, sd: 2 s}}": (Distribution("lognormal", (20.0, 0.1)), 20.0),
    "{gamma: {mean: 20 s, sd: 10 s}}": (Distribution("gamma", (20.0, 0.5)), 20.0),
    "{gamma: {shape: 4, scale: 5 s}}": (Distribution("gamma", (20.0, 0.5)), 20.0),
    "{gamma: {mean: 20 s, cv: 1e-300}}": (Distribution("constant", (20.0,)), 20.0),
    "{weibull: {scale: 20 s, shape: 1}}": (Distribution("weibull", (20.0, 1.0)), 20.0),
    "{weibull: {scale: 20 s, shape: 0.5}}": (Distribution("weibull", (40.0, 0.5)), 40.0),
    "{erlang: {mean: 20 s, k: 3}}": (Distribution("erlang", (20.0, 3.0)), 20.0),
    "{triangular: [1 s, 2 s, 6 s]}": (Distribution("triangular", (1.0, 2.0, 6.0)), 3.0),
    "{triangular: {low: 1 s, mode: 2 s, high: 6 s}}": (
        Distribution("triangular", (1.0, 2.0, 6.0)),
        3.0,
    ),
    "{uniform: [1 s, 2 s]}": (Distribution("uniform", (1.0, 2.0)), 1.5),
    "{beta-pert: [1 s, 2 s, 9 s]}": (Distribution("beta-pert", (1.0, 2.0, 9.0)), 3.0),
    "{hyperexponential: {means: [2 s, 6 s], weights: [3, 1]}}": (
        Distribution("hyperexponential", (2.0, 6.0), (0.75, 0.25)),
        3.0,
    ),
    "{empirical: {values: [1 s, 3 s]}}": (
        Distribution("empirical", (1.0, 3.0), (0.5, 0.5)),
        2.0,
    ),
    "{mixture: [{weight: 1, of: 2 s}, {weight: 3, of: {exponential: 6 s}}]}": (
        Distribution(
            "mixture",
            (),
            (0.25, 0.75),
            (Distribution("constant", (2.0,)), Distribution("exponential", (6.0,))),
        ),
        5.0,
    ),
    "{exponential: 25 s, source: measured, grade: A}": (
        Distribution("exponential", (25.0,)),
        25.0,
    ),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_distribution_is_read_into_its_numbers_and_has_its_mean(written):
    distribution, mean = WRITTEN[written]
    read = cycle(written)
    assert read == distribution
    assert read.mean() == pytest.approx(mean)
    assert read.is_constant == (distribution.kind == "constant")


def test_counts_may_be_poisson_or_geometric():
    text = (
        "line: one\nstations: {a: {cycle: 1 s}}\nflow: ['source -> a -> sink']\n"
        "arrivals: {every: 9 s, batch: {BATCH}}\n"
    )
    poisson = load(text.replace("{BATCH}", "{poisson: 3}")).sources["source"].batch
    geometric = load(text.replace("{BATCH}", "{geometric: {mean: 2}}")).sources["source"].batch
    assert (poisson, geometric) == (
        Distribution("poisson", (3.0,)),
        Distribution("geometric", (2.0,)),
    )
    with pytest.raises(LineError, match="at least 1"):
        load(text.replace("{BATCH}", "{geometric: 0.5}"))


def test_every_kind_of_the_format_can_be_written():
    kinds = {distribution.kind for distribution, _ in WRITTEN.values()}
    assert kinds | {"poisson", "geometric"} == set(KINDS)


def test_a_mixture_of_mixtures_is_one_mixture():
    inner = mixture((0.5, 0.5), (constant(1.0), constant(3.0)))
    outer = mixture((0.5, 0.5), (inner, constant(6.0)))
    assert outer.weights == (0.25, 0.25, 0.5)
    assert all(part.kind == "constant" for part in outer.parts)
    assert outer.mean() == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "{gamma: {mean: 20 s, shape: 2}}",
            "mean and cv, or mean and sd, or shape and scale, such",
        ),
        ("{weibull: {shape: 2}}", "found shape; 'weibull' is written by mean and shape, or scale"),
        ("{exponential: {mean: 2 s, rate: 3/h}}", "'exponential' is written by mean, or rate"),
        ("{exponential: {rate: 12 s}}", "expected so many in a time in per s, per min, per h"),
        ("{exponential: {rate: 1e-9/day}}", "expected a mean of at most 100 years"),
        ("{lognormal: {mean: 1 s, sd: 200 s}}", "found an sd above 100 times the mean"),
        ("{weibull: {scale: 90 years, shape: 0.1}}", "expected a mean of at most 100 years"),
    ],
)
def test_numbers_that_make_no_shape_are_told(written: str, told: str):
    with pytest.raises(LineError) as error:
        cycle(written)
    assert told in str(error.value)


def test_a_rate_is_one_of_times_and_not_of_parts():
    text = "line: one\nstations: {a: {cycle: 3 s}}\narrivals: {every: 3 s, batch: BATCH}\n"
    text += "flow: ['source -> a -> sink']\n"
    with pytest.raises(LineError, match="no such field for 'exponential'"):
        load(text.replace("BATCH", "{exponential: {rate: 3/h}}"))
    with pytest.raises(LineError, match="above 0 and up to 1000000"):
        load(text.replace("BATCH", "{poisson: 1e9}"))


def test_the_gamma_function_is_that_of_the_books():
    for x in (1.0, 1.01, 1.5, 2.0, 2.5, 3.0, 5.5, 11.0):
        assert gamma_function(x) == pytest.approx(math.gamma(x), rel=2e-15)


def test_a_weibull_by_scale_has_the_mean_of_the_books():
    weibull = cycle("{weibull: {scale: 100 h, shape: 1.6}}")
    assert weibull.mean() == pytest.approx(360_000 * math.gamma(1.625), rel=1e-14)


def test_a_normal_that_is_cut_at_zero_is_noted_with_its_share_and_mean():
    text = "line: a\nstations:\n  a: {cycle: {normal: {mean: 30 s, sd: 60 s}}}\n"
    text += "  b: {cycle: {normal: {mean: 30 s, cv: 0.3}}}\nflow: ['source -> a -> b -> sink']\n"
    (note,) = notes_of(read(text))
    assert (note.line, note.path) == (3, "stations.a.cycle")
    # Phi(-1/2) = 30.85 %, and 30 + 60 phi(1/2) / Phi(1/2) = 60.55
    assert note.message.startswith("31 % of this normal lie below 0 and are cut off")
    assert "is 60.55 s and not 30 s" in note.message


@pytest.mark.parametrize(
    ("written", "by", "mean"),
    [
        ("{exponential: {rate: 12/h}}", 2.0, 600.0),
        ("{gamma: {shape: 4, scale: 5 s}}", 3.0, 60.0),
        ("{weibull: {scale: 20 s, shape: 1}}", 0.5, 10.0),
        ("{lognormal: {mean: 20 s, sd: 2 s}}", 2.0, 40.0),
    ],
)
def test_a_factor_multiplies_the_mean_however_it_is_written(written: str, by: float, mean: float):
    node = read_text(f"cycle: {written}\n").root.child("cycle")
    changed = scaled(node, by, node)
    found = Chance("duration").read(Entry(changed, ("cycle",), Findings()))
    assert found.mean() == pytest.approx(mean)


def test_measured_times_come_from_a_column_of_a_file_beside_the_line(tmp_path: Path):
    (tmp_path / "times.csv").write_text("part,cycle [s]\n1,41\n2,43.5\n\n3,42\n", encoding="utf-8")
    file = tmp_path / "line.yaml"
    words = "{file: times.csv, column: 'cycle [s]', unit: s}"
    text = "line: one\nstations: {a: {cycle: {empirical: WORDS}}}\nflow: ['source -> a -> sink']\n"
    file.write_text(text.replace("WORDS", words), encoding="utf-8")
    assert load(file).stations["a"].cycle["part"].values == (41.0, 43.5, 42.0)
    for wrong, told in (
        ("{file: times.csv, column: cycle, unit: s}", "did you mean 'cycle \\[s\\]'"),
        ("{file: times.csv, column: 'cycle [s]'}", "times.csv:2:3: stations.a.cycle.cycle"),
        ("{file: ../times.csv, column: x}", "inside the folder"),
        ("{file: other.csv, column: x}", "no file 'other.csv'"),
        ("{file: ., column: x}", "no file"),
    ):
        file.write_text(text.replace("WORDS", wrong), encoding="utf-8")
        with pytest.raises(LineError, match=told):
            load(file)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    outside = tmp_path / "outside.csv"
    outside.write_text("x\n1 s\n", encoding="utf-8")
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "times.csv").symlink_to(outside)
    file = folder / "line.yaml"
    file.write_text(
        "line: one\nstations: {a: {cycle: {empirical: {file: times.csv, column: x}}}}\n"
        "flow: ['source -> a -> sink']\n",
        encoding="utf-8",
    )
    with pytest.raises(LineError, match="inside the folder"):
        load(file)


def test_no_written_number_is_infinite():
    for written in (
        ".inf",
        "{exponential: .inf}",
        "1e400 s",
        "{weibull: {mean: 3 s, shape: .nan}}",
    ):
        with pytest.raises(LineError):
            cycle(written)
    assert math.isfinite(cycle("99 years").mean())
