"""How each rule is held: by exact answers, on random lines, and by messages for wrong words.

`python tests/rules_covered.py` writes the table as `docs/coverage.md`; a test holds the page to it
and finds no hole.
"""

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

from aspects import ASPECTS

from twin.engine.rules import RULES

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "coverage.md"
MESSAGES = TESTS / "messages"
NAMES = [rule.name for rule in RULES]

# Of each rule a file of wrong words, and a word that its message has to speak of.
REFUSED: dict[str, tuple[str, str]] = {
    "T1": ("bare_number", "duration"),
    "T4": ("study_too_long", "warm-up and length"),
    "B1": ("negative_mean", "cycle"),
    "B2": ("drift", "drift"),
    "B3": ("finds_what_nobody_causes", "finds"),
    "B4": ("shares_do_not_sum", "share"),
    "B5": ("failures", "clock"),
    "B6": ("failures", "clock"),
    "B7": ("failures", "parts"),
    "B8": ("failures", "repair"),
    "B9": ("failures", "scrap"),
    "B10": ("skills", "crew"),
    "B11": ("failures", "every"),
    "B12": ("setup_changes", "setup"),
    "B13": ("mix", "mix"),
    "B14": ("break_even", "standby"),
    "B15": ("break_even", "wake"),
    "B16": ("calendars", "calendars"),
    "B17": ("on_and_eight_thirty", "from"),
    "B18": ("maintenance", "maintenance"),
    "B19": ("by_hand", "load"),
    "B20": ("stay", "stay"),
    "B21": ("stay", "max"),
    "B22": ("conveyors", "conveyor"),
    "B23": ("conveyors", "conveyor"),
    "B24": ("orders", "orders"),
    "B25": ("orders_made", "orders"),
    "B26": ("transport", "speed"),
    "B27": ("transport", "failures"),
    "B28": ("transport", "battery"),
    "B29": ("transport", "skill"),
    "B30": ("break_even", "break-even"),
    "B31": ("warm_up", "warm-up"),
    "B32": ("warm_up", "stagger"),
    "B33": ("plant_loads", "base"),
    "B34": ("dispatch", "due"),
    "B35": ("wear", "drift"),
    "B36": ("predict", "predict"),
    "B37": ("wear", "tires"),
    "B38": ("disassembly", "makes"),
    "C1": ("dispatch_of_nothing", "dispatch"),
    "C2": ("choose_nothing", "choose"),
    "C3": ("endless_source", "source"),
    "C4": ("break_even", "standby"),
    "C5": ("skills_without_crews", "crew"),
    "C6": ("doors", "lost"),
    "C7": ("room_of_a_buffer", "capacity"),
    "C8": ("setup_changes", "setup"),
    "C9": ("assembly", "needs"),
    "C11": ("maintenance", "renews"),
    "C12": ("batches", "batch"),
    "C13": ("release", "conwip"),
    "C14": ("release", "kanban"),
    "C15": ("transport_ways", "drive"),
    "C16": ("transport", "capacity"),
    "C17": ("limit", "limit"),
    "C18": ("dispatch_tells_nothing_apart", "dispatch"),
    "C19": ("fork_that_leads_back", "back"),
}
# Rules that no word of a file steers, and why no message can stand for them.
NO_WORD: dict[str, str] = {
    "T2": "the order of an instant is not written",
    "T3": "the order of settling is not written",
    "C10": "told while it runs, by name and tick",
}


def exact_tests(name: str) -> list[str]:
    """Files with exact or hand-computed answers in a test that names a rule, theory first."""
    return [
        path.stem.removeprefix("test_")
        for folder in ("theory", "unit")
        for path in sorted((TESTS / folder).glob("*.py"))
        if name in named_in(path)
    ]


@cache
def named_in(path: Path) -> frozenset[str]:
    """The rules that the tests of a file name, each in its docstring or in its comments."""
    source = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {at.start[0]: at.string for at in tokens if at.type == tokenize.COMMENT}
    said: list[str] = []
    for test in ast.parse(source).body:
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
            span = range(test.lineno, (test.end_lineno or test.lineno) + 1)
            said += [ast.get_docstring(test) or "", *(comments.get(line, "") for line in span)]
    return frozenset(re.findall(r"\b[TBC]\d+\b", "\n".join(said))) & set(NAMES)


def aspects_of(name: str) -> list[str]:
    """What of a rule the random lines must meet."""
    return [aspect.removeprefix(f"{name} ") for aspect in ASPECTS if aspect.split()[0] == name]


def refused(name: str) -> str:
    """The message that refuses what is wrong about a rule's words, or why there is none."""
    return f"`{REFUSED[name][0]}`" if name in REFUSED else NO_WORD.get(name, "")


def page() -> str:
    """The table of coverage, in Markdown."""
    lines = [
        "# How each rule is held",
        "",
        "Of every rule in `docs/rules.md`: files under `tests/theory` and `tests/unit` of which a",
        "test with exact or hand-computed answers names it in its docstring or comments; what of",
        "it random lines must meet while both engines walk one path; the message that refuses its",
        "words where they are wrong. Generated by `tests/rules_covered.py`; do not edit.",
        "",
        "| rule | exact answers | random lines meet | messages |",
        "|---|---|---|---|",
    ]
    for name in NAMES:
        exact, met = ", ".join(exact_tests(name)), "; ".join(aspects_of(name))
        lines.append(f"| {name} | {exact} | {met} | {refused(name)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
