"""Whether a file or folder can be written, asked before a study that may take minutes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WAY = "choose another place with --out"

# What people want in place of what is written, and how they come by it.
OTHERWISE = {
    ".pdf": "for a PDF open it in a browser and print it to a file",
    ".docx": "for Word open it in a browser and copy what you need",
    ".xlsx": "for a workbook see `twin form`",
}


def why_not(target: Path, *, folder: bool = False) -> str | None:
    """Say why nothing can be written at a path, and the way out; None where it seems to be fine.

    A folder that is named may be made; those above it have to be there, lest a slip of the pen
    hides what was written. A file is written beside and takes the place of the old one, so both
    it and its folder must allow it.

    folder : the path is to be a folder with files in it
    """
    above = target.absolute().parent
    there = next(one for one in (target, *target.absolute().parents) if one.exists())
    if there != target and not there.is_dir():
        return f"{target}: found the file '{there}' where a folder is expected; {WAY}"
    if there not in (target, above):
        return f"{target}: there is no folder '{target.parent}'; make it first, or {WAY}"
    if there.is_dir():
        if there == target and not folder:
            return f"{target}: found a folder where a file is expected; {WAY}"
        return _closed(target, there)
    if there != target or folder:
        return f"{target}: found the file '{there}' where a folder is expected; {WAY}"
    if not os.access(there, os.W_OK):
        return f"{target}: the file is there and must not be written; {WAY}"
    return _closed(target, there.absolute().parent) if there.is_file() else None


def _closed(target: Path, folder: Path) -> str | None:
    """Say that a folder takes no new file."""
    if os.access(folder, os.W_OK | os.X_OK):
        return None
    return f"{target}: nothing can be written to the folder '{folder}'; {WAY}"


def why_no_file(target: Path, endings: Sequence[str]) -> str | None:
    """Say why no file of a kind can be written at a path, and the way out; None where it can."""
    if target.is_dir():
        return f"{target}: found a folder; expected a file, such as {target / f'name{endings[0]}'}"
    ending = target.suffix.lower()
    special = target.exists() and not target.is_file()  # such as /dev/stdout
    if ending not in endings and not special:
        found = f"the ending '{target.suffix}'" if target.suffix else "no ending"
        such = target.with_suffix(endings[0]).name if target.name else f"name{endings[0]}"
        told = f"{target}: found {found}; expected {' or '.join(endings)}, such as --out {such}"
        return f"{told}; {OTHERWISE[ending]}" if ending in OTHERWISE else told
    return why_not(target)
