"""Every example tells its recorded story; the README's Python runs.

`python tests/stories/accept.py` records the stories anew; read the difference before you keep it.
"""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
# A first run on a fresh machine compiles the fast engine.
PATIENCE_S = 300


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Python with the house in its path and nothing else of the checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE_S,
    )


def told(script: Path, folder: Path = ROOT) -> str:
    """What a reader sees who runs this example."""
    done = run(str(script), folder=folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.stem)
def test_an_example_tells_its_recorded_story(script, tmp_path):
    assert told(script, tmp_path) == script.with_suffix(".out").read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_every_story_has_its_script_and_is_short():
    stories = sorted((ROOT / "examples").glob("*.out"))
    assert [story.stem for story in stories] == [script.stem for script in EXAMPLES]
    for story in stories:
        lines = story.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 30, story.name
        assert max(map(len, lines)) <= 100, story.name


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.stem)
def test_an_example_begins_with_its_story_and_a_picture(script):
    story = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8")))
    assert story is not None
    assert "->" in story
    assert len(story.splitlines()) >= 8


def test_examples_are_numbered_and_listed():
    numbers = [script.name[:2] for script in EXAMPLES]
    assert numbers == [f"{number:02d}" for number in range(1, len(EXAMPLES) + 1)]
    listed = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert [script.name for script in EXAMPLES if f"({script.name})" not in listed] == []


def test_the_python_of_the_readme_runs(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    program = "\n".join(re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL))
    done = run("-c", program, folder=tmp_path)
    assert done.returncode == 0, done.stderr
