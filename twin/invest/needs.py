"""What an appraisal takes for granted of the plant: that retrofits have what they need first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.invest.basis import Basis
from twin.requirements import needs_object

if TYPE_CHECKING:
    from twin.compare import Comparison
    from twin.invest.basis import Origin

# where a thing is there, or who brings it; nobody says so where a line is silent
ORIGINS: dict[str, Origin] = {"there": "line", "brought": "retrofit", "degraded": "line"}


def of_needs(comparison: Comparison) -> list[Basis]:
    """Return for each thing that a retrofit requires who has or brings it; not all are known."""
    line = comparison.before.line.name
    rows = []
    for name, needs in needs_object(comparison.after.scenario).items():
        for word, need in needs.items():
            key = "no-need" if need["state"] == "degraded" else "need"
            origin = ORIGINS.get(str(need["state"]), "unsaid")
            told = need["by"] or (line if origin == "line" else "has")
            rows.append(Basis(key, word, "text", origin, told, None, name))
    return rows
