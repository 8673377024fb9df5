"""Reads a closed model of a case with a known answer into a line by conwip.

Pallets that go round for ever are cards: whatever returns to the first station leaves by the sink,
and the card brings a new part in at once.
"""

from decimal import Decimal

from neutral import Model, Worded, distribution, percent


def closed_line(case: Model) -> Worded:
    """The line of a closed case as YAML text, and the place before each station."""
    model = case["model"]
    names = [station["id"] for station in model["stations"]]
    lines = [f"line: case-{case['id'].lower()}"]
    lines.append(f"release: {{rule: conwip, limit: {model['pallets']}}}")
    if names[1:]:
        lines.append("buffers: {" + ", ".join(f"B-{name}: {{}}" for name in names[1:]) + "}")
    lines.append("stations:")
    for station in model["stations"]:
        words = f"machines: {station['servers']}, cycle: {distribution(station['service'])}"
        lines.append(f"  {station['id']}: {{{words}}}")
    lines += ["flow:", f"  - source -> [] -> {names[0]}"]
    lines += [f"  - B-{name} -> {name}" for name in names[1:]]
    for name, row in zip(names, model["routing"], strict=True):
        lines += _ways(name, row, ["sink", *(f"B-{other}" for other in names[1:])])
    places = {name: f"B-{name}" for name in names[1:]} | {names[0]: f"source->{names[0]}"}
    return Worded("\n".join(lines) + "\n", places, {})


def _ways(origin: str, row: list[float], targets: list[str]) -> list[str]:
    """The links out of a station with their shares; the last takes what is left."""
    ways = [
        (target, Decimal(repr(share))) for target, share in zip(targets, row, strict=True) if share
    ]
    if len(ways) == 1:
        return [f"  - {origin} -> {ways[0][0]}"]
    rest = 1 - sum((share for _, share in ways[:-1]), Decimal(0))
    ways[-1] = (ways[-1][0], rest)
    return [f"  - {origin} -> {target}: {{share: {percent(share)}}}" for target, share in ways]
