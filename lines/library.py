"""The lines, retrofits and starters that come with the house, by name.

A bundled thing is a YAML file: lines in the folder `bundled`, retrofits in `catalogue`, lines to
start from in `starters`; its name is the file's name. Dropping a file there is all it takes:
tests, `twin lines` and `twin catalogue` pick it up.
"""

from __future__ import annotations

from pathlib import Path

LINES = Path(__file__).parent / "bundled"
RETROFITS = Path(__file__).parent / "catalogue"
STARTERS = Path(__file__).parent / "starters"
# they are judged by on the floor above, where the files lie; here they are only read
PACKS = Path(__file__).parents[1] / "kpi" / "packs"


def bundled_lines() -> dict[str, Path]:
    """Every bundled line, by name, in alphabetical order."""
    return _shelf(LINES)


def bundled_retrofits() -> dict[str, Path]:
    """Every bundled retrofit, by name, in alphabetical order."""
    return _shelf(RETROFITS)


def starters() -> dict[str, Path]:
    """Every line to start from, by its sector, in alphabetical order."""
    return _shelf(STARTERS)


def _shelf(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}
