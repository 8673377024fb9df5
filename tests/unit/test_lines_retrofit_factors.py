"""What a retrofit multiplies: times, powers, rates and shares that the line has."""

import pytest

from lines.distributions import Distribution
from lines.errors import LineError
from lines.model import Line
from lines.retrofit import Retrofit, apply, landings, load_retrofit
from lines.source import LineSource, read_text

LINE = """\
line: small
products: {k: {price: 10 KRW}, file: {price: 20 KRW}}
crews: {hands: {count: 2, skills: [trim, repair]}}
stations:
  cast:
    cycle: {k: 40 s, file: {lognormal: {mean: 50 s, cv: 20 %}}}
    setup: {time: {gamma: {mean: 1 h 30 min, cv: 0.25}}, crew: {skill: repair}, hazard: reaching}
    failures:
      jam: {every: {exponential: 3 h}, repair: {triangular: [2 min, 4 min, 9 min]},
            crew: {skill: repair}, hazard: reaching}
      tap: {every: 400 parts, clock: parts, repair: 6 min, crew: {skill: repair}, hazard: lifting}
    power: {busy: 38 kW, idle: 10 kW}
    quality: {defects: {burr: 4 %, hole: 1000 ppm}}
    hazards:
      reaching: {rate: 40 per million h, severity: {days: {lognormal: {mean: 20 days, cv: 1.5}}}}
      lifting: {rate: 2 per million h, severity: {days: 10}}
  trim: {cycle: {mixture: [{weight: 1, of: 17 s}, {weight: 3, of: {uniform: [10 s, 30 s]}}]}}
arrivals: {mix: {k: 60 %, file: 40 %}}
flow:
  - source -> cast -> [4] -> trim -> sink
energy: {tariff: 160 KRW/kWh, compressed-air: {supply: 6.5 kW per m3/min, leaks: 4 m3/min}}
"""


@pytest.fixture
def small() -> LineSource:
    return read_text(LINE, "small.yaml")


def retrofit(path: str, value: str, fits: str = "for: {stations: [cast]}") -> Retrofit:
    return load_retrofit(f"retrofit: idea\nfield: controller\n{fits}\nset: {{{path}: {value}}}\n")


def halved(source: LineSource, path: str) -> Line:
    return apply(source, [retrofit(path, "{times: 50 %}")])


def complaint(source: LineSource, path: str, value: str, fits: str = "") -> str:
    with pytest.raises(LineError) as caught:
        apply(source, [retrofit(path, value, fits or "for: {stations: [cast]}")])
    return str(caught.value)


def test_a_set_up_takes_half_as_long_and_varies_as_much(small: LineSource) -> None:
    setup = halved(small, "setup.time").stations["cast"].setup
    assert setup is not None
    assert setup.time == Distribution("gamma", (2700.0, 0.25))
    assert setup.crew == "repair"


def test_cycles_by_product_are_multiplied_whatever_the_products_are_called(
    small: LineSource,
) -> None:
    cycle = halved(small, "cycle").stations["cast"].cycle
    assert cycle["k"].mean() == 20
    assert cycle["file"] == Distribution("lognormal", (25.0, 0.2))


def test_the_weights_of_a_mixture_stay(small: LineSource) -> None:
    line = apply(small, [retrofit("cycle", "{times: 2}", "for: {stations: [trim]}")])
    cycle = line.stations["trim"].cycle["k"]
    assert cycle.weights == (0.25, 0.75)
    assert [one.values for one in cycle.parts] == [(34.0,), (20.0, 60.0)]


def test_powers_shares_and_air_are_multiplied(small: LineSource) -> None:
    assert halved(small, "power.busy").stations["cast"].power_w == {"busy": 19e3, "idle": 10e3}
    assert halved(small, "quality.defects").stations["cast"].defects == {
        "burr": pytest.approx(0.02),
        "hole": pytest.approx(0.0005),
    }
    air = halved(small, "energy.compressed-air.leaks").energy.air
    assert air is not None
    assert air.leaks == pytest.approx(2)


def test_a_star_stands_for_every_name(small: LineSource) -> None:
    before, after = apply(small, []), halved(small, "hazards.*.rate")
    for name, hazard in before.stations["cast"].hazards.items():
        changed = after.stations["cast"].hazards[name]
        assert changed.rate_per_h == pytest.approx(hazard.rate_per_h / 2)
        assert changed.severity_days == hazard.severity_days


def test_days_lost_stay_days(small: LineSource) -> None:
    hazards = halved(small, "hazards.*.severity.days.lognormal.mean").stations["cast"].hazards
    assert hazards["reaching"].severity_days.mean() == 10


def test_clocks_of_time_and_of_parts_are_multiplied_alike(small: LineSource) -> None:
    jam, tap = halved(small, "failures.*.every").stations["cast"].failures
    assert (jam.every.mean(), tap.every.mean()) == (5400, 200)


def test_an_uncertain_factor_is_drawn_once_for_all_that_it_multiplies(small: LineSource) -> None:
    idea = retrofit("failures.*.repair", "{times: {uniform: [20 %, 40 %]}, source: x, grade: D}")
    (effect,) = idea.effects
    assert (effect.uncertain, effect.source, effect.grade) == (True, "x", "D")
    assert effect.text == "times: {uniform: [20 %, 40 %]}"
    asked = []

    def draw(name: str, chance: Distribution) -> float:
        asked.append((name, chance.values))
        return 0.25

    jam, tap = apply(small, [idea], draw=draw).stations["cast"].failures
    assert asked == [("idea: failures.*.repair", (0.2, 0.4))]
    assert (jam.repair.values, tap.repair.values) == ((30.0, 60.0, 135.0), (90.0,))
    (jam, _) = apply(small, [idea]).stations["cast"].failures
    assert jam.repair.values == pytest.approx((36.0, 72.0, 162.0))


def test_two_factors_multiply(small: LineSource) -> None:
    twice = [retrofit("power.busy", f"{{times: {one}}}") for one in ("50 %", "{uniform: [0, 1]}")]
    assert apply(small, twice).stations["cast"].power_w["busy"] == 9500
    assert apply(small, twice[::-1]).stations["cast"].power_w["busy"] == 9500


def test_what_a_station_does_not_have_is_left_out(small: LineSource) -> None:
    idea = retrofit("power.busy", "{times: 50 %}", "for: {type: machine}")
    assert landings(small, [idea])[0].places() == ("cast",)
    assert apply(small, [idea]).stations["cast"].power_w["busy"] == 19e3


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("setup.from", "{times: 50 %}", "nothing to multiply: no 'setup.from' at cast"),
        ("energy.base", "{times: 50 %}", "nothing to multiply: the line has no 'energy.base'"),
        ("power.busy", "{times: 2 kW}", "found 2 kW; expected a share in %, ppm"),
        ("power.busy", "{times: 0}", "found 0; expected a plain number above 0 and up to 100"),
        ("power.busy", "{times: {uniform: [1 kW, 2 kW]}}", "a factor is a share or a plain number"),
        ("power", "{busy: {times: 50 %}}", "'times' stands at the end of a path below 'set'"),
        ("failures.jam", "{times: 50 %}", "distribution, or values by name; there is '"),
        ("quality.defects", "{times: 30}", "quality.defects.burr: found 120 %; expected a share"),
        ("power.busy", "{times: {uniform: [1, 2], half: 1}}", "'half' cannot stand beside"),
        ("flow.cast->trim.buffer", "{times: 2}", "nothing to multiply: the line has no 'flow"),
        ("failures.*.repair", "5 min", "'*' is no failure mode here"),
        ("cycle.file.lognormal.cv", "{times: -1}", "found -1; expected a plain number above 0"),
    ],
)
def test_a_factor_that_cannot_be_is_told(
    small: LineSource, path: str, value: str, told: str
) -> None:
    assert told in complaint(small, path, value)


def test_a_number_without_a_unit_is_no_value_to_multiply(small: LineSource) -> None:
    counted = complaint(small, "crews.hands.count", "{times: 2}")
    assert "'times' multiplies a value with a unit" in counted
    assert "there is 2" in counted


def test_a_column_of_a_file_is_not_multiplied() -> None:
    text = LINE.replace("exponential: 3 h", "empirical: {file: jams.csv}")
    idea = retrofit("failures.jam.every", "{times: 2}")
    with pytest.raises(LineError, match="cannot multiply a column of a file"):
        landings_of(text, idea)


def landings_of(text: str, idea: Retrofit) -> None:
    """Apply, without the file of the column at hand."""
    from lines.retrofit.apply import patched, values_for

    source = read_text(text, "small.yaml")
    problems = patched(source, [idea], None, values_for(source))[1]
    if problems:
        raise LineError(problems)


@pytest.mark.parametrize("factor", ["{uniform: [110 %, 130 %]}", "{uniform: [1.1, 1.3]}"])
def test_an_uncertain_factor_may_lie_above_one(small: LineSource, factor: str) -> None:
    idea = retrofit("power.busy", f"{{times: {factor}}}")
    assert apply(small, [idea]).stations["cast"].power_w["busy"] == pytest.approx(1.2 * 38000)
    drawn = apply(small, [idea], draw=lambda _name, _known: 1.25)
    assert drawn.stations["cast"].power_w["busy"] == pytest.approx(1.25 * 38000)
