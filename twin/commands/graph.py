"""`twin graph`: the line as a picture, or as nodes and links for other programs; nothing is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options
from twin.wording import Language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lines import Line
    from twin.scenario import Scenario


def graph(
    line: options.LineName,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    pack: options.Packs = None,
    language: options.Language = options.LanguageName.ENGLISH,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="write the map to this file, .svg or .html; the line's name and .svg without it",
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw the map of a line; nothing is run."""
    from twin.scenario import scenario_of

    if out is not None:
        check_ending(out)
    with console.exit_codes():
        scenario = scenario_of(options.source_of(line, pack), retrofit or (), at)
        lines = [scenario.expected_line()]
        if scenario.retrofits:
            lines.insert(0, scenario.bare().expected_line())
    if as_json:
        console.print_json(graph_object(lines[-1]))
        return
    target = Path(f"{lines[-1].name}.svg") if out is None else out
    _write(scenario, lines, target, language.value)
    console.print_text(say("map", language.value, path=target))


def check_ending(out: Path) -> None:
    """Refuse a file that would be neither SVG nor HTML, or cannot be written."""
    from twin.report.drawing import ENDINGS
    from twin.writable import why_no_file

    told = why_no_file(out, ENDINGS)
    if told:
        raise typer.BadParameter(told, param_hint="--out")


def _write(scenario: Scenario, lines: Sequence[Line], target: Path, language: Language) -> None:
    """Write the picture; wrong input where it cannot be written."""
    from twin.report.drawing import picture_of
    from twin.whole import write_whole

    titles = [lines[-1].title, *(one.title for one in scenario.retrofits)]
    names = [str(getattr(title, language)) for title in titles]
    text = picture_of(lines, names, target.suffix.lower(), language)
    try:
        write_whole(target, text)
    except OSError as error:
        console.tell(f"{target}: the map cannot be written: {error.strerror or error}")
        raise typer.Exit(console.WRONG_INPUT) from None


def graph_object(line: Line) -> dict[str, object]:
    """Return the nodes and links of a line for `--json`; a room of null holds any number."""
    from lines import graph_of

    graph = graph_of(line)
    nodes: list[dict[str, object]] = []
    for name, about in graph.nodes.items():
        node: dict[str, object] = {"name": name, "kind": about["kind"]}
        if about["kind"] == "station":
            station = line.stations[name]
            node |= {"type": station.type, "machines": station.machines}
        elif about["kind"] == "buffer":
            node["room"] = about["capacity"]
        if graph.degree(name):
            nodes.append(node)
    links: list[dict[str, object]] = [
        {
            "from": link.origin,
            "to": link.target,
            "room": link.capacity,
            "share": link.share,
            "when": link.when,
            "product": link.product,
            "back": graph.edges[link.origin, link.target]["back"],
            **({"by": link.by, "distance_m": link.distance_m} if link.by else {}),
        }
        for link in line.flow
    ]
    return {"line": line.name, "nodes": nodes, "links": links}
