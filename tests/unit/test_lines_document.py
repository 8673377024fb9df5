"""The page of the line format is written from the words."""

from lines.document import PAGE, text
from lines.stations import STATION_TYPES


def test_the_page_is_in_step_with_the_words():
    assert PAGE.read_text(encoding="utf-8") == text(), "run: python -m lines.document"


def test_every_word_of_every_station_is_on_the_page():
    page = text()
    for kind in STATION_TYPES.values():
        for word in kind.words:
            assert f"`{word.name}`" in page, word.name


def test_every_word_that_is_built_is_explained():
    for kind in STATION_TYPES.values():
        for word in kind.words:
            assert word.form is None or word.doc.endswith("."), word.name
