"""`down: releases`: two unreliable machines solved as a Markov chain, with and without it (B8).

Without it the chain gives the published value of case C07, with it what C07 is compared with: both
machines fail by the clock (mean 20) and are repaired in 4; both work 1 a part; five rooms between.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from chain import Chain
from known_answers import content
from plain_lines import assert_meets, study
from test_chains import throughput


class Rates(NamedTuple):
    """The room between the machines, and how often they fail and are mended."""

    room: int
    fail: float
    mend: float


C07 = Rates(5, 1 / 20, 1 / 4)
TIGHT = Rates(1, 1 / 20, 1 / 20)  # where the word matters most


class Pair(NamedTuple):
    """Which machine is up, what the first holds, how many parts wait, whether the second works."""

    first_up: bool
    first: str  # 'working', 'done' or 'empty'
    waiting: int
    second_up: bool
    second_works: bool


def settled(pair: Pair, room: int, releases: bool) -> Pair:
    """Hand over and take until nothing moves."""
    while True:
        gives = pair.first_up or releases
        if pair.first == "done" and pair.waiting < room and gives:
            pair = pair._replace(first="empty", waiting=pair.waiting + 1)
        elif pair.first == "empty" and pair.first_up:
            pair = pair._replace(first="working")
        elif pair.second_up and not pair.second_works and pair.waiting > 0:
            pair = pair._replace(second_works=True, waiting=pair.waiting - 1)
        else:
            return pair


def chain(rates: Rates, releases: bool) -> Chain[Pair]:
    def moves(pair: Pair) -> Iterator[tuple[float, Pair]]:
        after = [
            (
                rates.fail if pair.first_up else rates.mend,
                pair._replace(first_up=not pair.first_up),
            ),
            (
                rates.fail if pair.second_up else rates.mend,
                pair._replace(second_up=not pair.second_up),
            ),
        ]
        if pair.first_up and pair.first == "working":
            after.append((1.0, pair._replace(first="done")))
        if pair.second_up and pair.second_works:
            after.append((1.0, pair._replace(second_works=False)))
        for rate, state in after:
            yield rate, settled(state, rates.room, releases)

    return Chain(Pair(True, "working", 0, True, False), moves)


def made_by(pair: Pair) -> float:
    return float(pair.second_up and pair.second_works)


def test_the_chain_without_the_word_gives_the_published_value() -> None:
    held = chain(C07, releases=False)
    assert held.mean(made_by) == pytest.approx(0.6692081579953223, rel=1e-9)
    assert held.mean(lambda pair: pair.waiting) == pytest.approx(2.5, rel=1e-9)


@pytest.mark.parametrize("rates", [C07, TIGHT], ids=["C07", "tight"])
@pytest.mark.parametrize("word", ["holds", "releases"])
def test_a_line_meets_the_chain_with_and_without_the_word(word: str, rates: Rates) -> None:
    failing = (
        f"failures: {{breakdown: {{every: {{exponential: {1 / rates.fail} s}}, clock: calendar, "
        f"repair: {{exponential: {1 / rates.mend} s}}}}}}, down: {word}"
    )
    text = f"""
line: pair
stations:
  one: {{cycle: {{exponential: 1 s}}, {failing}}}
  two: {{cycle: {{exponential: 1 s}}, {failing}}}
flow: ["source -> one -> [{rates.room}] -> two -> sink"]
"""
    books = study(text, length_s=400_000, warmup_s=2_000).books
    exact = chain(rates, releases=word == "releases")
    assert_meets(throughput(books), exact.mean(made_by))
    assert_meets([content(one, "one->two") for one in books], exact.mean(lambda pair: pair.waiting))
