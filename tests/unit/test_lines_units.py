"""Numbers and their units."""

import re

import pytest

from lines.units import DIMENSIONS, UnitError, example, measure, pattern, shown


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("42 s", "duration", 42.0),
        ("3.5 min", "duration", 210.0),
        ("1e3 s", "duration", 1000.0),
        (".5h", "duration", 1800.0),
        ("2 weeks", "duration", 1_209_600.0),
        ("1분 20초", "duration", 80.0),
        ("1시간30분", "duration", 5400.0),
        ("1 day 8 h 0.5 s", "duration", 115_200.5),
        ("1 year", "duration", 31_536_000.0),
        ("30초", "duration", 30.0),
        ("3 분", "duration", 180.0),
        ("2시간", "duration", 7200.0),
        ("1 일", "duration", 86_400.0),
        ("2 주", "duration", 1_209_600.0),
        ("7 %", "share", 0.07),
        ("120 ppm", "share", 0.00012),
        ("38 kW", "power", 38_000.0),
        ("0.05 kWh", "energy", 180_000.0),
        ("0.8 kg", "mass", 0.8),
        ("2100 KRW", "money", 2100.0),
        ("3 만원", "money", 30_000.0),
        ("14335 KRW/h", "wage", 14_335.0),
        ("9000 원/월", "monthly cost", 9000.0),
        ("160 KRW / kWh", "energy price", 160.0),
        ("90000 KRW/MWh", "energy price", 90.0),
        ("40 per million h", "rate", 4e-5),
        ("0.4173 tCO2/MWh", "emission", 0.4173),
        ("417.3 g CO2/kWh", "emission", 0.4173),
        ("12 %/year", "share a year", 0.12),
        ("2000 h/year", "hours a year", 2000.0),
        ("8000 parts", "parts", 8000.0),
        ("1.2 m3/min", "air flow", 1.2),
        ("300 L/min", "air flow", 0.3),
        ("12 Nm3/h", "gas flow", 12.0),
        ("0.2 Nm³/min", "gas flow", 12.0),
        ("800 KRW/Nm3", "gas price", 800.0),
        ("800 원 / Nm³", "gas price", 800.0),
        ("2.176 kgCO2/Nm3", "gas emission", 2.176),
        ("6.5 kW per m3/min", "specific power", 6500.0),
        ("6.5 kW/(m3/min)", "specific power", 6500.0),
        ("14 months", "months", 14.0),
        ("2 years", "months", 24.0),
        ("0.3", "number", 0.3),
        ("8 %", "number", 0.08),
    ],
)
def test_a_value_is_worth_its_number_times_its_unit(text, dimension, value):
    assert measure(text, dimension) == value


@pytest.mark.parametrize(
    ("text", "dimension", "told"),
    [
        ("30", "duration", "with its unit .* such as '30 s'"),
        ("0.03", "share", "such as '3 %'"),
        ("30 sek", "duration", "did you mean 'sec'"),
        ("1 month", "duration", "a month has no fixed length"),
        ("20초 1분", "duration", "a duration in ms, s, min"),
        ("1 min 1 min", "duration", "a duration in ms, s, min"),
        ("-1 min 20 s", "duration", "a duration in ms, s, min"),
        ("1 h 30", "duration", "a duration in ms, s, min"),
        ("100 years 1 day", "duration", "a duration in ms, s, min"),
        ("38 KW", "power", "did you mean 'kW'"),
        ("5 EUR", "money", "the line's currency is KRW"),
        ("1,000 s", "duration", "without commas, 1000"),
        ("1,000,000 KRW", "money", "without commas, 1000000"),
        ("0,5 s", "duration", "write 0.5 for 0,5"),
        ("0,125 s", "duration", "write 0.125 for 0,125"),
        ("12,50 KRW", "money", "write 12.50 for 12,50"),
        ("s", "duration", "a duration, such as"),
        ("1e999 s", "duration", "at most 100 years"),
        ("9" * 200, "duration", "a duration, such as"),
        ("14335 KRW", "wage", "KRW/h"),
        ("nan s", "duration", "a duration"),
        ("inf", "number", "a plain number"),
    ],
)
def test_what_is_no_value_says_what_would_be(text, dimension, told):
    with pytest.raises(UnitError, match=told):
        measure(text, dimension)


def test_money_is_written_in_the_currency_of_the_line():
    assert measure("12.5 EUR", "money", "EUR") == 12.5
    assert measure("12.5 €", "money", "EUR") == 12.5
    with pytest.raises(UnitError, match="the line's currency is EUR"):
        measure("12 원", "money", "EUR")


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_reads_its_own_example_and_its_pattern_fits(dimension):
    text = example(dimension)
    assert measure(text, dimension) > 0
    assert re.search(pattern(dimension), text)
    assert not re.search(pattern(dimension), "fast")
    assert shown(measure(text, dimension), dimension)


def test_the_shares_of_a_hundred_are_exact():
    written = [measure(f"{n} %", "share") for n in range(101)]
    assert written == [n / 100 for n in range(101)]
