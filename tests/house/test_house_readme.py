"""The README shows what the program prints, and its line file can be run."""

import importlib.util
import re
from pathlib import Path

import pytest

import lines

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page():
    """The program that fills the README."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_what_the_demonstration_prints(page):
    assert page.filled(README) == README


def test_the_picture_is_what_the_report_draws(page):
    assert page.picture() == page.PICTURE.read_text(encoding="utf-8")


def test_the_line_in_the_readme_is_a_line():
    (text,) = re.findall(r"```yaml\n(.*?)```", README, flags=re.DOTALL)
    assert len(text.splitlines()) <= 21
    line = lines.load(text)
    assert list(line.stations) == ["press", "inspect", "pack"]


def test_the_two_commands_stand_in_the_readme_and_in_ci():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in (
        "python3 -m pip install . && twin demo",
        'python3 -m pip install ".[test]" && python3 -m pytest',
    ):
        assert command in README
        assert command in ci


def test_every_file_the_readme_names_is_there():
    named = re.findall(r"\]\(([^)#]+)\)", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_names_the_words_of_a_line_that_are_not_built():
    line = "line: a\nstations: {{p: {{cycle: 3 s{}}}}}\nflow: [source -> p -> sink]\n"
    limits = README[README.index("## Honest limits") :]
    for station, word in ((", labour: 2", "labour"),):
        with pytest.raises(lines.LineError, match=f"'{word}' is a word of the line format that"):
            lines.load(line.format(station))
        assert f"`{word}`" in limits
