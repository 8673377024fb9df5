"""The random lines say every word of the line format, and what they leave out has a reason."""

import pytest
from random_walks import met_in_walks
from words_met import words_in, words_of_the_format

pytestmark = pytest.mark.same_path
ONLY_READ = "names, prices and factors: no engine sees them"
LEFT_OUT = {
    "title": ONLY_READ,
    "title/en": ONLY_READ,
    "title/ko": ONLY_READ,
    "sector": ONLY_READ,
    "currency": ONLY_READ,
    "costs": ONLY_READ,
    "costs/holding": ONLY_READ,
    "costs/overhead": ONLY_READ,
    "has": ONLY_READ,
    "energy/contract": ONLY_READ,
    "energy/grid": ONLY_READ,
    "energy/peaks": ONLY_READ,
    "energy/power-factor": ONLY_READ,
    "energy/tariff": ONLY_READ,
    "energy/tariff/flat": ONLY_READ,
    "people": ONLY_READ,
    "people/hours": ONLY_READ,
    "people/workers": ONLY_READ,
    "products/*/mass": ONLY_READ,
    "products/*/material": ONLY_READ,
    "study": "the test says how long and how often",
    "study/length": "the test says how long and how often",
    "study/replications": "the test says how long and how often",
    "study/seed": "the test says how long and how often",
    "study/warmup": "the test says how long and how often",
    "orders/file": "a text has no file beside it; tests/unit/test_engine_orders.py",
}


def test_the_random_lines_say_every_word() -> None:
    wanted = words_of_the_format() - LEFT_OUT.keys()
    said = met_in_walks(wanted)
    left = {word for word in words_of_the_format() if not said[word]}
    assert sorted(left ^ LEFT_OUT.keys()) == []


def test_words_are_found_where_they_stand() -> None:
    text = "{line: any, crews: {team: {count: 1}}, stations: {cut: {power: {off: 1 kW}}}}"
    under = {"stations", "stations/*/power", "stations/*/power/off"}
    assert words_in(text) == {"line", "crews", "crews/*/count"} | under
