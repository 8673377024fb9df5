"""The page of key figures, written from the register: `python -m kpi.document`."""

from pathlib import Path

from kpi.registry import FAMILIES, REGISTRY, Kpi

PAGE = Path(__file__).resolve().parents[1] / "docs" / "kpi.md"

HEAD = """# Key figures

Generated from the register by `python -m kpi.document`; do not edit.

Every figure is measured from the books of each replication between the warm-up and the end. Over
replications a ratio is the sum of its numerators over the sum of its denominators (ISO 22400-2),
never a mean of ratios; intervals are 95 % Student-t intervals over replications, and a difference
is resolved when the interval of the paired differences leaves zero out. A figure that a line cannot
say (no price, no power, no hazard, no promise) is left empty rather than guessed.
"""

TAIL = """## Definitions that are easily mistaken

- **Good part**: a part at the sink that carries no true defect, whether or not anyone looked. A
  defective part at the sink is an *escape*; a sound part in scrap is *wasted good*.
- **Availability** is that of ISO 22400-2: working time over planned busy time, so waiting for parts
  or room counts against it. The shop floor's 가동률 often leaves waiting out.
- **OEE** is taken over all machines of the line. Machines that wait for the bottleneck dilute it;
  `kpi.oee_of_station` gives it for one station.
- **Cost per good part** holds `material` (of the good parts), `scrap` (material of all other parts
  that left, escapes among them), `rework` (labour and energy of second passes), `labour` (time at
  tasks × wage), `energy`, `gas`, `maintenance` (money and people's time of stops), `overhead`,
  `holding` (interest on the material in process), `late` (what overdue orders cost). In a line with
  assembly or disassembly all material that entered is spread evenly over the parts that there
  are in the end.
- **Orders on time** counts whole orders, `promise_kept` parts. An order counts when it is complete;
  what it costs to be late counts while it is overdue, so also for orders that are still open.
- **Expected injuries** are exposure hours × injuries per hour, scaled to a year of the same work.
- **Bottleneck**: the station in the longest unbroken active period at a moment (Roser, Nakano,
  Tanaka); `sole` where no other such period overlaps, `shifting` where the next one does.
"""


def text() -> str:
    """The page of key figures, in Markdown."""
    return "\n".join([HEAD, *(_family(letter) for letter in FAMILIES), TAIL])


def _family(letter: str) -> str:
    """One family's table of names, units and directions, and its definitions."""
    kpis = [kpi for kpi in REGISTRY.values() if kpi.family == letter]
    english, korean = next(names for key, names in FAMILIES.items() if key == letter)
    rows = [f"## {letter} {english} ({korean})", ""]
    rows += ["| name | title | 지표 | unit | better |", "|---|---|---|---|---|"]
    rows += [_row(kpi) for kpi in kpis]
    rows += ["", *(_definition(kpi) for kpi in kpis)]
    return "\n".join(rows) + "\n"


def _row(kpi: Kpi) -> str:
    """One figure's line of the table."""
    return f"| `{kpi.name}` | {kpi.title_en} | {kpi.title_ko} | {kpi.unit} | {kpi.better} |"


def _definition(kpi: Kpi) -> str:
    """One figure's formula and source."""
    return f"- `{kpi.name}`: {kpi.formula}. *Source: {kpi.source}.*"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
