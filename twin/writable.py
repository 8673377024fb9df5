"""Whether a file or folder can be written, asked before a study that may take minutes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WAY = "choose another place with --out"


def why_not(target: Path, *, folder: bool = False) -> str | None:
    """Say why nothing can be written at a path, and the way out; None where it seems to be fine.

    Folders that are missing would be made, so the nearest one that is there counts. A file is
    written beside and takes the place of the old one, so both it and its folder must allow it.

    folder : the path is to be a folder with files in it
    """
    there = next(one for one in (target, *target.absolute().parents) if one.exists())
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
