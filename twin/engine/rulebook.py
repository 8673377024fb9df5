"""The rule book as a page: how an instant runs, with a drawn example, and the table of rules.

`python -m twin.engine.rulebook` writes `docs/rules.md` and `docs/instant.svg`.
"""

from pathlib import Path

from twin.engine.rules import RULES

DOCS = Path(__file__).resolve().parents[2] / "docs"

INSTANT = """
## An instant, step by step

Simulated time jumps from one tick to the next at which something is due. At such a tick several
things can happen together: two machines finish, a shift begins, an order arrives. An instant is
everything that happens at one tick. It runs in four steps.

1. **Due.** Everything that is due at the tick happens, in one written order (T2). Each event
   touches only its own machine: a cycle ends, a machine fails, a part arrives at a door. Nothing
   moves from one place to another yet.
2. **Forced moves**, until none is left. A finished part that has exactly one way out goes there if
   there is room (C2). A link without a buffer has no room, so the part is offered to the station
   behind it and stays in its machine (C7). A part at the door of a source enters a buffer with
   room (C3). Nobody decides anything in this step.
3. **One choice**, the first that is possible in this order: maintenance (C11), parts that claim
   contested room (C2), a machine takes a part (C1, C18), a part chooses among several ways out
   (C2), a machine wakes from standby (C4), a crew member goes to a task (C5), a vehicle is called
   or begins to load (C15, C16), a station that gives way to the limit of power takes (C17).
4. **Again.** If the choice made something fall due at this very tick (a cycle of 0 s), step 1
   follows, else step 2. The instant ends when no move and no choice is left.

Since all forced moves come first, every choice sees all its candidates: each part that has
arrived, was finished, or was released at this tick. A dispatch rule therefore never depends on the
order in which the events of one tick were processed. What a choice sets free is a candidate of the
next choice.

At the end of the instant, machines whose count of parts is full stop (B7), and parts at the door of
a source that does not wait are lost (C6).

![Two machines finish at one tick and a third takes the shorter job](instant.svg)

The picture shows this line 10.5 h after its start: both first stations finish at one tick, and `m`
takes the shorter job.

```yaml
line: merge
products: {long: {}, short: {}}
sources:
  sl: {every: 10 h, product: long}
  ss: {every: 10 h, product: short}
stations:
  up1: {cycle: 30 min}
  up2: {cycle: 30 min}
  m: {cycle: {long: 6 h, short: 1 h}, dispatch: spt}
flow:
  - sl -> up1 -> m
  - ss -> up2 -> m
  - m -> sink
```

`up1` stands first in the file, so its end of cycle is processed first. Without step 2, `m` would
take the long job at once, because it would not know the short one yet: the parts would then leave
6.5 h (long) and 7.5 h (short) after they came, 7.0 h on average. With step 2 they leave after 7.5 h
and 1.5 h, 4.5 h on average.

## The rules
"""

PANEL, HEIGHT = 216, 236
STYLE = (
    "text{font:13px sans-serif;fill:#1f2933}.t{font-weight:600;font-size:14px}.s{fill:#52606d;"
    "font-size:12px}.m{fill:#fff;stroke:#52606d;stroke-width:1.5}.o{stroke:#52606d;stroke-width:1.5;"
    "stroke-dasharray:4 3;fill:none}.v{stroke:#0b6e4f;stroke-width:2.5;fill:none}"
)
# Of each step: its name, what happens, and where each part is: in its machine, offered, or taken.
STEPS = (
    ("1  Due", ("up1 and up2 finish", "at the same tick"), "held", "held"),
    ("2  Forced moves", ("both parts are offered", "to m, which is free"), "offered", "offered"),
    ("3  One choice", ("m sees both parts", "and takes the short one"), "offered", "moves"),
    (
        "4  Again: 2, then 3",
        ("up2 is free, long waits;", "nothing moves any more"),
        "offered",
        "taken",
    ),
)


def document() -> str:
    """The rule book as a page."""
    lines = ["# The rule book", ""]
    lines += ["What happens on the line, as numbered sentences that both engines obey.", ""]
    lines.append("Generated from `twin/engine/rules.py` and `rulebook.py`; do not edit.")
    lines += [INSTANT, "| rule | sentence |", "|---|---|"]
    lines += [f"| {rule.name} | {rule.sentence} |" for rule in RULES]
    return "\n".join(lines) + "\n"


def picture() -> str:
    """The four steps of an instant, drawn on two machines that finish together."""
    size = f"0 0 {PANEL * len(STEPS)} {HEIGHT}"
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img"'
        ' aria-label="The four steps of an instant">',
        f'<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
        ' orient="auto"><path d="M0 0L8 4L0 8z" fill="#52606d"/></marker></defs>',
    ]
    for number, (name, told, long, short) in enumerate(STEPS):
        drawn.append(f'<g transform="translate({number * PANEL} 0)">')
        drawn.append('<rect x="6" y="6" width="204" height="224" rx="6" fill="#f5f7fa"/>')
        drawn.append(f'<text class="t" x="18" y="30">{name}</text>')
        drawn += [
            f'<text class="s" x="18" y="{198 + 17 * i}">{line}</text>'
            for i, line in enumerate(told)
        ]
        drawn.append(_machine(18, 52, "up1"))
        drawn.append(_machine(18, 122, "up2"))
        drawn.append(_machine(136, 87, "m"))
        drawn.append(_part(18, 52, 136, 87, "long", long))
        drawn.append(_part(18, 122, 136, 87, "short", short))
        drawn.append("</g>")
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _machine(x: int, y: int, name: str) -> str:
    return (
        f'<rect class="m" x="{x}" y="{y}" width="62" height="40" rx="4"/>'
        f'<text class="s" x="{x + 5}" y="{y + 52}">{name}</text>'
    )


def _part(x: int, y: int, to_x: int, to_y: int, name: str, where: str) -> str:
    """A part in its machine or in the next one, and the arrow of its offer or move."""
    color = "#f0b429" if name == "long" else "#7bc4a4"
    at_x, at_y = (to_x, to_y) if where == "taken" else (x, y)
    drawn = f'<rect x="{at_x + 6}" y="{at_y + 8}" width="50" height="24" rx="12" fill="{color}"/>'
    drawn += f'<text x="{at_x + 31}" y="{at_y + 25}" text-anchor="middle">{name}</text>'
    if where in ("offered", "moves"):
        kind = "o" if where == "offered" else "v"
        drawn += (
            f'<path class="{kind}" marker-end="url(#a)" '
            f'd="M{x + 64} {y + 20}L{to_x - 3} {to_y + (12 if y < to_y else 28)}"/>'
        )
    return drawn


if __name__ == "__main__":
    (DOCS / "rules.md").write_text(document(), encoding="utf-8")
    (DOCS / "instant.svg").write_text(picture(), encoding="utf-8")
