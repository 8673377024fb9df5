"""The table of rules against exact answers, random lines and messages has no hole."""

import sys
from pathlib import Path

import pytest
from rules_covered import (
    MESSAGES,
    NAMES,
    NO_WORD,
    PAGE,
    REFUSED,
    aspects_of,
    exact_tests,
    named_in,
    page,
)

pytestmark = pytest.mark.same_path


def test_the_table_of_coverage_has_no_hole() -> None:
    holes = [
        (name, column)
        for name in NAMES
        for column, there in (
            ("exact answers", exact_tests(name)),
            ("random lines", aspects_of(name)),
            ("messages", name in REFUSED or name in NO_WORD),
        )
        if not there
    ]
    sys.stdout.write(page())  # `pytest -rP` shows it
    assert holes == []
    assert not set(REFUSED) & set(NO_WORD)


def test_only_what_a_test_says_of_itself_counts(tmp_path: Path) -> None:
    file = tmp_path / "test_cases.py"
    file.write_text(
        '"""Rule B3."""\n'
        'BUFFERS = {"B1": 4}  # B7\n'
        'def test_one() -> None:\n    """B5 and C13."""\n    assert BUFFERS["B1"]  # B8\n'
        'def help_one() -> None:\n    """B6."""\n',
        encoding="utf-8",
    )
    assert named_in(file) == {"B5", "C13", "B8"}


def test_the_page_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", REFUSED)
def test_a_message_speaks_of_the_rules_words(name: str) -> None:
    file, word = REFUSED[name]
    told = (MESSAGES / f"{file}.txt").read_text(encoding="utf-8")
    said = [line for line in told.splitlines() if line.startswith(f"{file}.yaml:")]
    assert any(word in line for line in said)
