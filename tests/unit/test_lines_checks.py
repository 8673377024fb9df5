"""Every rule is met by a recorded message, and a right line meets none."""

from pathlib import Path

import pytest

import lines
from lines.checks import RULES, size
from lines.compose import compose
from lines.errors import LineError
from lines.sections import LINE, currency_of
from lines.source import read_file
from lines.words.entry import Entry, Findings

MESSAGES = sorted((Path(__file__).parents[1] / "messages").glob("*.yaml"))


def rules_met(path: Path) -> set[str]:
    """The rules that tell a problem of this file."""
    try:
        source = read_file(path)
    except LineError:
        return set()
    findings = Findings()
    entry = Entry(source.root, (), findings)
    values = LINE.read(Entry(source.root, (), findings, currency_of(entry)))
    if values is None:
        return set()
    draft = compose(values, source.root, findings)
    met = set()
    for rule in RULES:
        before = len(findings.problems)
        rule(draft)
        if len(findings.problems) > before:
            met.add(rule.__name__)
    return met


def test_every_rule_is_met_by_some_recorded_message():
    met = set().union(*(rules_met(path) for path in MESSAGES))
    assert {rule.__name__ for rule in RULES} - met == {"line_has_a_size", "line_has_few_kinds"}


def test_no_rule_is_met_by_a_bundled_line():
    for path in lines.bundled_lines().values():
        assert rules_met(path) == set()


def test_a_line_has_at_most_so_many_machines():
    stations = "".join(f"  s{n}: {{cycle: 1 h, machines: 1000}}\n" for n in range(101))
    chain = " -> ".join(f"s{n}" for n in range(101))
    text = f"line: big\nstations:\n{stations}flow:\n  - source -> {chain} -> sink\n"
    with pytest.raises(LineError, match="found 101000 machines in all"):
        lines.load(text)


def test_a_line_has_at_most_so_many_kinds_of_defects_and_failures():
    kinds = ", ".join(f"k{n}: 1 %" for n in range(61))
    text = f"line: odd\nstations: {{cut: {{cycle: 1 s, quality: {{defects: {{{kinds}}}}}}}}}\n"
    with pytest.raises(LineError, match="found 61 kinds of defects in all"):
        lines.load(f"{text}flow: [source -> cut -> sink]\n")
    ways = ", ".join(f"f{n}: {{every: 1 h, repair: 1 s}}" for n in range(61))
    text = f"line: odd\nstations: {{cut: {{cycle: 1 s, failures: {{{ways}}}}}}}\n"
    with pytest.raises(LineError, match="found 61 failures"):
        lines.load(f"{text}flow: [source -> cut -> sink]\n")


def test_a_study_asked_for_on_the_command_line_is_judged_alike():
    line = lines.load("two-machines")
    assert size.too_large(line, 0.0, 86_400.0, 10) is None
    assert "years" in (size.too_large(line, 0.0, 1e9, 1) or "")
    assert "cycles" in (size.too_large(line, 0.0, 6e8, 10_000) or "")


def test_every_rule_says_in_one_sentence_what_it_holds():
    for rule in RULES:
        assert (rule.__doc__ or "").strip().endswith(".")
