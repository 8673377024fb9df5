"""Chains, rooms and single links as they are written."""

import pytest

from lines import LineError, check, load

STATIONS = "line: flow\nstations: {a: {cycle: 3 s}, b: {cycle: 2 s}, c: {cycle: 1 s}}\n"


def links(*entries: str, more: str = "") -> list[tuple[str, int | None]]:
    """The links of these entries, with their rooms."""
    line = load(STATIONS + more + "flow:\n" + "".join(f"  - {entry}\n" for entry in entries))
    return [(link.name, link.capacity) for link in line.flow]


def test_a_chain_is_as_many_links_as_it_has_arrows():
    assert links("source -> a -> [4] -> b -> [0] -> c -> sink") == [
        ("source->a", 0),
        ("a->b", 4),
        ("b->c", 0),
        ("c->sink", 0),
    ]


def test_rooms_are_a_number_unlimited_or_none():
    assert links("source -> a", "a -> [] -> b", "b -> c: {buffer: unlimited}", "c -> sink: {}") == [
        ("source->a", 0),
        ("a->b", None),
        ("b->c", None),
        ("c->sink", 0),
    ]


def test_blanks_around_arrows_do_not_matter():
    assert links('"source->a->[ 7 ]->b  ->  c ->sink"')[1] == ("a->b", 7)


def test_a_single_link_may_have_a_room_in_its_chain_and_options_behind():
    assert links("source -> a", "a -> [3] -> b: {share: 50 %}", "a -> c", "b -> sink", "c -> sink")[
        1
    ] == ("a->b", 3)


def test_a_named_buffer_is_written_like_a_station():
    more = "buffers: {rack: {capacity: 9}}\n"
    found = links("source -> a -> rack -> c", "source -> b -> rack", "c -> sink", more=more)
    assert ("a->rack", 0) in found
    assert ("rack->c", 0) in found


def test_a_name_in_a_chain_has_its_own_place():
    (problem,) = check(
        STATIONS + "flow:\n  - source -> a -> [4] -> bee -> sink\n  - a -> b -> c -> sink\n"
    )[:1]
    assert (problem.line, problem.column) == (4, 27)


def test_a_name_in_a_quoted_link_has_its_own_place():
    problems = check(
        STATIONS + "flow:\n  - 'source -> a -> b -> c -> sink'\n  - \"a -> x\": {buffer: 4}\n"
    )
    assert [(p.line, p.column) for p in problems] == [(5, 11)]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("a → b", "write '->' for '→'"),
        ("a => b", "write '->' for '=>'"),
        ("a -> ", "nothing beside an arrow"),
        ("a -> [4] -> [4] -> b", "behind another room"),
        ("a -> [four] -> b", "expected room such as"),
        ("a -> [9999999] -> b", "expected room such as"),
        ("'[4] -> b'", "at an end"),
        ("a", "expected places with arrows"),
        ("a -> b c", "expected the name of a place"),
        ("{}", "one link with its options"),
        ("a -> b: 4", "the options of the link"),
        ("a -> b -> c: {share: 4 %}", "options belong to one link"),
        ("a -> [4] -> b: {buffer: 3}", "given twice"),
    ],
)
def test_what_is_no_link_says_what_would_be(entry, told):
    with pytest.raises(LineError, match=told):
        links("source -> a -> b -> c -> sink", entry)
