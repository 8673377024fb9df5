"""The pages are in step with the code: what is generated, what they name, what they link to."""

import importlib.util
import re
from pathlib import Path

import pytest

import kpi.document
import lines.document
import lines.schema
from lines import load, load_retrofit
from lines.assessment import load_assessment
from lines.source import read_text
from lines.stations import STATION_TYPES, StationForm
from lines.words.entry import Entry, Findings
from twin.command import app
from twin.engine import rulebook

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("*/README.md")])
GENERATED = {
    "docs/kpi.md": ("kpi.document", kpi.document.text),
    "docs/line-format.md": ("lines.document", lines.document.text),
    "docs/instant.svg": ("twin.engine.rulebook", rulebook.picture),
    "docs/rules.md": ("twin.engine.rulebook", rulebook.document),
    "lines/schema.json": ("lines.schema", lines.schema.text),
}
FOLDERS = ("lines", "kpi", "twin", "tests", "docs", "examples", "benchmarks", ".ci")
# Files that the pages tell a reader to write.
YET_TO_BE = {"lines/stations/bench.py"}
FENCE = re.compile(r"```.*?```", flags=re.DOTALL)
BY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def written(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The code of one language on a page."""
    return re.findall(rf"```{language}\n(.*?)```", written(page), flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    heads = re.findall(r"^#+ (.*)$", FENCE.sub("", written(page)), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_in_step(name):
    module, text = GENERATED[name]
    assert written(ROOT / name) == text(), f"run: python -m {module}"


@BY_PAGE
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", written(page))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@BY_PAGE
def test_every_file_that_is_named_is_there(page):
    named = re.findall(r"`([\w.-]+/[\w./-]*)`", FENCE.sub("", written(page)))
    ours = {name for name in named if name.split("/")[0] in FOLDERS}
    assert {name for name in ours if not (ROOT / name).exists()} <= YET_TO_BE


@BY_PAGE
def test_every_module_that_is_run_is_there(page):
    for name in re.findall(r"python3? -m ([\w.]+)", written(page)):
        assert importlib.util.find_spec(name) or name == "build", name
    for name in re.findall(r"python3? ([\w/]+\.py)", written(page)):
        assert (ROOT / name).exists(), name


@BY_PAGE
def test_every_command_that_is_named_is_one(page):
    known = {command.callback.__name__.replace("_", "-") for command in app.registered_commands}
    said = re.findall(r"(?:^ {0,4}|`|&& )twin ([a-z-]+)", written(page), flags=re.MULTILINE)
    assert {name for name in said if not name.startswith("-")} <= known


@BY_PAGE
def test_every_line_and_retrofit_that_is_shown_can_be_read(page, tmp_path):
    for text in blocks(page, "yaml"):
        if text.startswith("line:"):
            load(text)
        elif text.startswith("retrofit:"):
            file = tmp_path / "shown.yaml"
            file.write_text(text, encoding="utf-8")
            load_retrofit(file)
        elif text.startswith("assessment:"):
            file = tmp_path / "answers.yaml"
            file.write_text(text, encoding="utf-8")
            load_assessment(file)


def test_the_index_lists_every_page():
    listed = written(DOCS / "README.md")
    pages = {page.name for page in DOCS.glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name})" not in listed} == set()


def test_the_station_type_that_is_shown_reads_its_example():
    (program,) = blocks(DOCS / "how-to-add-a-station-type.md", "python")
    shown: dict[str, object] = {}
    exec(program, shown)
    bench = shown["BENCH"]
    form = StationForm({**STATION_TYPES, bench.name: bench})
    crewless = bench.example.replace(", crew: {skill: deburr}", "")
    told = []
    for example in (bench.example, crewless):
        root = read_text(f"line: shown\nstations:\n  {example}\n").root
        node, findings = root.child("stations").child("deburr"), Findings()
        form.read(Entry(node, ("stations", "deburr"), findings))
        told.append([problem.message for problem in findings.problems])
    assert told[0] == []
    assert ["'crew' is missing" in message for message in told[1]] == [True]
