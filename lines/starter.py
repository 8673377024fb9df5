"""A file to start from: a whole line of a sector, its comments saying what to measure and where.

A starter is a YAML file in the folder `starters`; its name is the sector. Dropping a file there
is all it takes: tests and `twin lines` pick it up.
"""

from __future__ import annotations

import re

from lines.errors import LineError, Problem, hint
from lines.library import starters
from lines.load import load
from lines.words.forms import NAME_RULE, is_name

GENERAL = "general"
_NAME = re.compile(r"^line: .*$", flags=re.MULTILINE)


def starter_of(name: str, sector: str = GENERAL) -> str:
    """Return the text of a starter under the name of the new line.

    Raises LineError where there is no such sector, or where a line cannot be called so.
    """
    shelf = starters()
    if sector not in shelf:
        told = f"no such sector; there are: {', '.join(shelf)}{hint(sector, shelf)}"
        raise LineError([Problem(f"sector '{sector}'", 0, 0, "", told)])
    text = shelf[sector].read_text(encoding="utf-8")
    if is_name(name):
        named = _NAME.sub(f"line: {name}", text, count=1)
        if _is_called(named, name):
            return named
    told = f"found '{name[:70]}'; expected the name of a line: {NAME_RULE}, such as my-line"
    raise LineError([Problem("--new", 0, 0, "", told)])


def _is_called(text: str, name: str) -> bool:
    """Say whether the line is read under this name, and not as YAML's word for nothing."""
    try:
        return load(text).name == name
    except LineError:
        return False
