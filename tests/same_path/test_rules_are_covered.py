"""The table of rules against exact answers, random lines and messages has no hole."""

import pytest
from rules_covered import MESSAGES, NAMES, NO_WORD, PAGE, REFUSED, aspects_of, exact_tests, page

pytestmark = pytest.mark.same_path


def test_the_table_of_coverage_is_printed_and_has_no_hole() -> None:
    print(page())  # noqa: T201
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
    assert holes == []
    assert not set(REFUSED) & set(NO_WORD)


def test_the_page_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", REFUSED)
def test_a_message_speaks_of_the_rules_words(name: str) -> None:
    file, word = REFUSED[name]
    told = (MESSAGES / f"{file}.txt").read_text(encoding="utf-8")
    said = [line for line in told.splitlines() if line.startswith(f"{file}.yaml:")]
    assert any(word in line for line in said)
