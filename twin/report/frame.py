"""Where the templates of pages lie, how they are filled, and how a page gets into its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

HOME = Path(__file__).parent


def environment() -> Environment:
    """Return what fills the templates; a text of a file is never taken for markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def write_page(text: str, target: Path) -> None:
    """Write a page, and the folders above it; OSError where it cannot be written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
