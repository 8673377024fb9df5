"""A package in which one retrofit brings what another needs, and with stations named for each."""

import pytest

from lines import LineError, load_retrofit
from lines.source import read_text
from twin.package import package_card, package_object, take_apart

POWER = """
line: powers
study: {{warmup: 1 h, length: 10 h, replications: 2, seed: 1}}
{has}
stations:
  cut: {{cycle: 60 s, power: {{busy: 10 kW}}}}
  look: {{type: inspection, cycle: 60 s, finds: 50 %, power: {{busy: 10 kW}}}}
flow: [source -> cut -> look -> sink]
energy: {{tariff: 100 KRW/kWh}}
"""
NET = """
retrofit: net
field: communication
brings: [network]
set: {stations.cut.power.busy: 11 kW}
"""
IDEA = """
retrofit: idea
field: data-ai
for: {type: machine}
requires: [network]
set: {power.busy: {times: 50 %}}
"""
MODEL = """
retrofit: model
field: data-ai
for: {type: inspection}
requires: [machine-states]
set: {power.busy: 6 kW}
"""
STATES = "retrofit: states\nfield: communication\nrequires: [network]\nbrings: [machine-states]\n"


def powers(texts, has="has: []", at=None):
    retrofits = [load_retrofit(text) for text in texts]
    return take_apart(read_text(POWER.format(has=has)), retrofits, ["energy_kwh"], at=at)


def means(estimates):
    """Of ten hours, in kW."""
    return [pytest.approx(one.mean / 10, abs=1e-9) for one in estimates]


def test_a_retrofit_counts_nothing_where_what_it_needs_first_is_missing():
    """The net takes 1 kW more, the idea halves 11 kW, and without the net it is no use.

    Energy without either 10, with the net 11, with both 5.5, with the idea alone 10 kW at the cut:
    the Shapley values are (1 + (5.5 - 10)) / 2 and (0 + (5.5 - 11)) / 2.
    """
    found = powers([NET, IDEA])
    parts = found.effects["energy_kwh"].parts
    assert means(parts.single) == [1.0, 0.0]
    assert means(parts.sequential) == [1.0, -5.5]
    assert means(parts.shapley) == [-1.75, -2.75]
    assert parts.single[1][:3] == (0, 0, 0)
    assert found.studies[frozenset({1})] is found.bare
    assert [one.name for one in found.dependent] == ["idea"]
    told = package_object(found)
    assert told["not_used"] == {"idea": ["idea"]}
    assert told["digests"]["idea"] == told["digests"][""]
    for language, said in (("en", "counts as not used"), ("ko", "쓰지 못하는")):
        assert said in package_card(found, language, None)


def test_who_brings_something_must_be_usable_itself():
    """The model needs the states, the states need the net: alone with the states it is no use."""
    found = powers([NET, STATES, MODEL])
    used = {tuple(sorted(one)): sorted(two) for one, two in found.usable.items()}
    assert used[1, 2] == []
    assert used[0, 2] == [0]
    assert used[0, 1, 2] == [0, 1, 2]
    parts = found.effects["energy_kwh"].parts
    # the model's 4 kW come only with all three: a third of it each
    assert means(parts.shapley) == [1 - 4 / 3, -4 / 3, -4 / 3]


def test_a_line_that_is_silent_or_has_it_runs_every_subset_in_full():
    for has in ("", "has: [network]"):
        found = powers([NET, IDEA], has)
        assert means(found.effects["energy_kwh"].parts.single) == [1.0, -5.0]
        assert found.dependent == ()
        assert "not used" not in package_card(found, "en", None)


def test_a_prerequisite_that_comes_too_late_in_the_package_stays_an_error():
    with pytest.raises(LineError, match="name it before"):
        powers([IDEA, NET])


def test_progress_counts_a_subset_that_is_another_one_only_once():
    told = []
    take_apart(
        read_text(POWER.format(has="has: []")),
        [load_retrofit(NET), load_retrofit(IDEA)],
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (3 * 2, 6)


@pytest.mark.parametrize("at", ["idea:cut,model:look", "cut,look", "idea:cut", "look"])
def test_where_a_retrofit_is_put_holds_in_the_subsets_that_have_it(at):
    found = powers([IDEA, MODEL], "has: [network, machine-states]", at)
    assert means(found.effects["energy_kwh"].parts.single) == [-5.0, -4.0]
    assert found.studies[frozenset()].scenario.at is None


def test_a_subset_keeps_to_the_stations_named():
    """Both machines take the idea by themselves; --at puts it on one, in every subset."""
    line = (
        POWER.format(has="")
        .replace("sink]", "sink, source -> rest -> sink]")
        .replace("flow:", "  rest: {cycle: 60 s, power: {busy: 10 kW}}\nflow:")
    )
    retrofits = [load_retrofit(IDEA), load_retrofit(MODEL)]
    found = take_apart(read_text(line), retrofits, ["energy_kwh"], at="idea:rest,model:look")
    assert means(found.effects["energy_kwh"].parts.single) == [-5.0, -4.0]
