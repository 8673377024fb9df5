"""The file of answers: levels and notes, everything wrong told at its place, blanks to fill."""

import datetime
from pathlib import Path

import pytest

from lines import LineError
from lines.assessment import Answer, Questionnaire, blank_text, load_assessment
from lines.packs import pack_of

SCHEME = pack_of("level", ())
HEAD = "assessment: plant\npack: level-kr-2025\n"


def read(tmp_path: Path, text: str) -> Questionnaire:
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    return load_assessment(file)


def told(tmp_path: Path, text: str) -> list[tuple[int, int, str, str]]:
    with pytest.raises(LineError) as error:
        read(tmp_path, text)
    return [(one.line, one.column, one.path, one.message) for one in error.value.problems]


def test_an_answer_is_a_level_or_unknown_with_words_beside_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"{HEAD}date: 2026-03-02\nitems:\n  1.1.1: 0\n  1.1.2: 5\n  1.1.3: unknown\n"
        "  2.4.3: {level: 2, note: since May, evidence: 검사 기록지}\n  3.1.3: {level: unknown}\n",
    )
    assert (found.name, found.pack.name) == ("plant", "level-kr-2025")
    assert found.date == datetime.date(2026, 3, 2)
    assert found.answers == {
        "1.1.1": Answer(0),
        "1.1.2": Answer(5),
        "1.1.3": Answer(None),
        "2.4.3": Answer(2, "since May", "검사 기록지"),
        "3.1.3": Answer(None),
    }


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("6", "found 6; expected a level from 0 to 5, or 'unknown'"),
        ("-1", "found -1; expected a level from 0 to 5, or 'unknown'"),
        ("2.5", "found 2.5; expected a level from 0 to 5, or 'unknown'"),
        ("true", "found true; expected a level from 0 to 5, or 'unknown'"),
        ("'2'", "found '2'; expected a level from 0 to 5, or 'unknown'"),
        ("", "found nothing; expected a level from 0 to 5, or 'unknown'"),
        ("[2]", "found a list of 1; expected a level from 0 to 5, or 'unknown'"),
        (
            "unknwon",
            "found 'unknwon'; expected a level from 0 to 5, or 'unknown'; did you mean 'unknown'?",
        ),
    ],
)
def test_a_level_is_whole_and_within_reach(tmp_path: Path, written: str, found: str) -> None:
    ((line, _, path, message),) = told(tmp_path, f"{HEAD}items:\n  2.4.3: {written}\n")
    assert (line, path, message) == (4, "items.2.4.3", found)


def test_an_unknown_item_a_repeated_one_and_a_stray_word_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, f"{HEAD}items:\n  2.4.33: 3\n  9.9.9: 3\n  2.4.3: {{leve: 2}}\n") == [
        (4, 3, "items.2.4.33", "no such item; did you mean '2.4.3'?"),
        (5, 3, "items.9.9.9", "no such item; 'level-kr-2025' has 1.1.1 to 4.1.6"),
        (6, 11, "items.2.4.3.leve", "no such field for an answer; did you mean 'level'?"),
    ]
    assert told(tmp_path, f"{HEAD}items:\n  1.1.1: 2\n  1.1.1: 3\n") == [
        (5, 3, "items.1.1.1", "'1.1.1' stands here twice, first in line 4")
    ]


def test_a_note_is_a_text(tmp_path: Path) -> None:
    messages = told(tmp_path, f"{HEAD}items:\n  1.1.1: {{level: 2, note: '', evidence: [a]}}\n")
    assert [(path, message) for _, _, path, message in messages] == [
        ("items.1.1.1.note", "found ''; expected a note of 1 to 500 characters"),
        ("items.1.1.1.evidence", "found a list of 1; expected evidence, a short text"),
    ]


def test_the_scheme_and_the_items_are_named(tmp_path: Path) -> None:
    ((_, _, _, message),) = told(tmp_path, "assessment: plant\nitems: {1.1.1: 2}\n")
    assert message == "'pack' is missing; an assessment needs it, such as 'pack: level-kr-2025'"
    ((line, column, path, message),) = told(tmp_path, "assessment: a\npack: level-kr-2024\n")
    assert (line, column, path) == (2, 7, "pack")
    assert message.startswith("no data pack 'level-kr-2024' of kind level; there are level-kr-2025")
    ((_, _, path, message),) = told(tmp_path, f"{HEAD}items:\n")
    assert (path, message) == (
        "items",
        "found nothing; expected items with a level under each, such as {1.1.1: 2}",
    )


def test_a_line_is_no_assessment(tmp_path: Path) -> None:
    ((_, _, _, message),) = told(tmp_path, "line: a\nstations: {b: {cycle: 1 s}}\n")
    assert message == "found a line; expected the answers of a level assessment; give it as LINE"
    messages = [one[3] for one in told(tmp_path, "stations: {b: {cycle: 1 s}}\n")]
    assert any("'assessment' is missing" in message for message in messages)
    assert any("no such field for an assessment" in message for message in messages)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_blank_has_every_item_unknown_and_says_what_the_levels_mean(
    tmp_path: Path, language: str
) -> None:
    text = blank_text(SCHEME, "my-plant", language)
    found = read(tmp_path, text)
    assert found.answers == dict.fromkeys(SCHEME.content.items, Answer(None))
    assert found.name == "my-plant"
    for anchors in SCHEME.content.kinds.values():
        assert all(f": {one.in_language(language)}" in text for one in anchors.levels)
    for item in SCHEME.content.items.values():
        assert f"# {item.title.in_language(language)} ({item.points.value:g};" in text
    assert SCHEME.content.notice.in_language(language) in text


def test_a_blank_can_be_called_like_a_number_and_not_like_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, blank_text(SCHEME, "2026", "en")).name == "2026"
    assert read(tmp_path, blank_text(SCHEME, "null", "en")).name == "null"
    with pytest.raises(LineError, match="found the name 'my plant' for an assessment"):
        blank_text(SCHEME, "my plant", "en")
