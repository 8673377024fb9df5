"""Manners of the house that a program can check: sizes, names, what may not be written."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# A kernel that is an event loop, and the pieces inlined into it, may be longer.
EVENT_LOOPS = "twin/engine/"
CODE = sorted(
    path
    for folder in ("lines", "kpi", "twin", "tests", "examples", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
PACKAGES = [path for path in CODE if path.relative_to(ROOT).parts[0] in ("lines", "kpi", "twin")]
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
TEXTS = {".py", ".md", ".yaml", ".toml", ".html", ".j2", ".txt", ".json", ".out", ".c", ".csv"}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def written():
    """Every text of the project that a person wrote or a program keeps in step."""
    hidden = [ROOT / ".ci" / "run"]
    files = [path for path in ROOT.iterdir() if path.suffix in TEXTS]
    for folder in ("lines", "kpi", "twin", "tests", "examples", "benchmarks", "docs"):
        files += [path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS]
    return [path for path in files + hidden if path.is_file()]


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_file_is_longer_than_the_stop_sign(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_no_function_is_longer_than_a_screen(path):
    if name_of(path).startswith(EVENT_LOOPS):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
    lengths = {n.name: (n.end_lineno or n.lineno) - n.lineno + 1 for n in functions}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize(
    "path", [path for path in PACKAGES if path.name == "__init__.py"], ids=name_of
)
def test_a_package_file_only_imports_and_lists(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        documented = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        listed = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        assert documented or listed or isinstance(node, (ast.Import, ast.ImportFrom))


@pytest.mark.parametrize(
    "path", [path for path in PACKAGES if path.name == "__init__.py"], ids=name_of
)
def test_a_package_lists_what_it_imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    lists = [ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)]
    assert {name for listed in lists for name in listed} == imported


@pytest.mark.parametrize("path", PACKAGES, ids=name_of)
def test_only_the_command_speaks(path):
    calls = (
        n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)
    )
    said = [ast.unparse(call.func) for call in calls]
    assert "print" not in said
    if not name_of(path).startswith(("twin/command.py", "twin/commands/")):
        assert "typer.echo" not in said


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_file_is_named_after_what_it_holds(path):
    assert not NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)


def test_no_test_folder_hides_a_package():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
    assert {path.name for path in (ROOT / "tests").iterdir()}.isdisjoint({"lines", "kpi", "twin"})


def test_the_project_stands_alone():
    outside = "".join(("../", "shared"))
    absolute = "".join(("/work", "/"))
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in written()}
    assert [name_of(p) for p, text in texts.items() if outside in text or absolute in text] == []


def test_nothing_is_faster_by_being_less_exact():
    word = "".join(("fast", "math"))
    users = []
    for path in PACKAGES:
        calls = (
            n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.keyword)
        )
        users += [name_of(path) for keyword in calls if keyword.arg in (word, "parallel")]
    assert users == []


def test_compiled_code_has_one_decorator():
    users = [
        name_of(path)
        for path in PACKAGES
        if any(word in path.read_text(encoding="utf-8") for word in ("njit", "@jit", "jitclass"))
    ]
    assert users in ([], ["twin/engine/kernel.py"])
