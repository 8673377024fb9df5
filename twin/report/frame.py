"""Where the templates of pages lie, how they are filled, and how a page gets into its file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from twin.figures import NOTHING
from twin.whole import write_whole

if TYPE_CHECKING:
    from jinja2 import Environment

HOME = Path(__file__).parent
MINUS = re.compile(r"(?<![\w.,\-])-(?=\d)")
INTERVAL = re.compile(r"\[[-+\d.,% ]+\]")  # of plain numbers, short enough to stay on one line
DASH = "\N{EN DASH}"


def environment() -> Environment:
    """Return what fills the templates; a text of a file is never taken for markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["typeset"] = typeset
    return made


def typeset(text: str) -> str:
    """Return a text of the terminal for a page: a minus that is one, no indent, whole intervals."""
    bare = text.strip()
    whole = INTERVAL.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), bare)
    whole = whole.replace(" %", "\N{NO-BREAK SPACE}%")
    return DASH if bare == NOTHING else MINUS.sub("\N{MINUS SIGN}", whole)


def write_page(text: str, target: Path) -> None:
    """Write a page and make the folders above it; OSError where it cannot be written."""
    write_whole(target, text)
