"""Manners of the house that a program can check: sizes, names, what may not be written."""

import ast
from pathlib import Path

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
DOORS = [path for path in PACKAGES if path.name == "__init__.py"]
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


def offenders(paths, offends):
    """The files that offend, and how."""
    found = {name_of(path): offends(ast.parse(path.read_text(encoding="utf-8"))) for path in paths}
    return {name: how for name, how in found.items() if how}


def test_no_file_is_longer_than_the_stop_sign():
    lengths = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in CODE}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    def too_long(tree):
        functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
        lengths = {n.name: n.end_lineno - n.lineno + 1 for n in functions}
        return {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}

    kept = [path for path in PACKAGES if not name_of(path).startswith(EVENT_LOOPS)]
    assert offenders(kept, too_long) == {}


def test_a_package_file_only_imports_and_lists():
    def does_more(tree):
        def may_stand(node):
            documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            lists = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            return documents or lists or isinstance(node, (ast.Import, ast.ImportFrom))

        return [ast.unparse(node) for node in tree.body if not may_stand(node)]

    assert offenders(DOORS, does_more) == {}


def test_a_package_lists_what_it_imports():
    def unlisted(tree):
        aliases = (n.names for n in tree.body if isinstance(n, ast.ImportFrom))
        imported = {one.asname or one.name for names in aliases for one in names}
        lists = [ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign)]
        return imported ^ {name for names in lists for name in names}

    assert offenders(DOORS, unlisted) == {}


def test_only_the_command_speaks():
    def speaks(tree):
        calls = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        return calls & {"print", "typer.echo", "sys.stdout.write"}

    silent = [
        p for p in PACKAGES if not name_of(p).startswith(("twin/command.py", "twin/commands/"))
    ]
    assert offenders(silent, speaks) == {}


def test_a_file_is_named_after_what_it_holds():
    names = {name_of(path): set(path.relative_to(ROOT).with_suffix("").parts) for path in CODE}
    assert [name for name, parts in names.items() if parts & NAMELESS] == []


def test_no_test_folder_hides_a_package():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
    assert {path.name for path in (ROOT / "tests").iterdir()}.isdisjoint({"lines", "kpi", "twin"})


def test_the_project_stands_alone():
    outside = "".join(("../", "shared"))
    absolute = "".join(("/work", "/"))
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in written()}
    assert [name_of(p) for p, text in texts.items() if outside in text or absolute in text] == []


def test_nothing_is_faster_by_being_less_exact():
    inexact = {"".join(("fast", "math")), "parallel"}

    def hurries(tree):
        return {n.arg for n in ast.walk(tree) if isinstance(n, ast.keyword)} & inexact

    assert offenders(PACKAGES, hurries) == {}


def test_compiled_code_has_one_decorator():
    decorators = ("njit", "@jit", "jitclass")
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in PACKAGES}
    users = [name for name, text in texts.items() if any(word in text for word in decorators)]
    assert users == ["twin/engine/kernel.py"]
