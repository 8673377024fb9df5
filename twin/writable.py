"""Whether a file or folder can be written, asked before a study that may take minutes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def why_not(target: Path) -> str | None:
    """Say why nothing can be written at a path, and the way out; None where it seems to be fine.

    Folders that are missing would be made, so the nearest one that is there counts.
    """
    way = "choose another place with --out"
    there = next(one for one in (target, *target.absolute().parents) if one.exists())
    if there.is_dir():
        if os.access(there, os.W_OK | os.X_OK):
            return None
        return f"{target}: nothing can be written to the folder '{there}'; {way}"
    if there != target:
        return f"{target}: found the file '{there}' where a folder is expected; {way}"
    if os.access(there, os.W_OK):
        return None
    return f"{target}: the file is there and must not be written; {way}"
