"""The command `twin graph`: a picture that stands by itself, or nodes and links."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest
from typer.testing import CliRunner

import lines
from twin.command import app

SVG = "{http://www.w3.org/2000/svg}"
CELL = """
line: cell
title: {en: Press & pack, ko: 프레스와 포장}
stations:
  press: {machines: 2, cycle: 30 s, quality: {defects: {burr: 3 %}}}
  look: {type: inspection, cycle: 10 s, finds: 80 %}
  pack: {cycle: 20 s}
buffers: {rack: {capacity: 6}}
flow:
  - source -> press -> [4] -> look
  - look -> rack: {when: pass}
  - look -> press: {when: reject, share: 40 %, buffer: 9}
  - look -> scrap: {when: reject, share: 60 %}
  - rack -> pack -> sink
"""


@pytest.fixture
def cell(tmp_path, monkeypatch):
    (tmp_path / "my.yaml").write_text(CELL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def graph(*arguments):
    return CliRunner().invoke(app, ["graph", *(str(one) for one in arguments)])


def texts(svg):
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_map_lies_in_this_folder_under_the_name_of_the_line(cell):
    result = graph("my.yaml")
    assert (result.exit_code, result.stdout) == (0, "Map of the line: cell.svg\n")
    told = texts((cell / "cell.svg").read_text(encoding="utf-8"))
    assert told[0] == "Press & pack"
    assert {"press", "×2", "machine", "look", "inspection", "pack", "4", "9"} < set(told)
    assert {"▽ rack 6", "pass", "reject 40\u00a0%", "scrap", "source", "finished"} < set(told)


@pytest.mark.parametrize("name", sorted(lines.bundled_lines()))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_bundled_line_becomes_a_picture_that_needs_nothing_else(name, language, tmp_path):
    out = tmp_path / "map.SVG"
    assert graph(name, "--out", out, "--language", language).exit_code == 0
    svg = out.read_text(encoding="utf-8")
    told = texts(svg)
    assert told[0] == getattr(lines.load(name).title, language)
    assert set(lines.load(name).stations) < set(told)
    assert "var(" not in svg
    assert "url(#ink" not in svg
    assert [part for part in svg.split('"') if "://" in part] == ["http://www.w3.org/2000/svg"]


def test_a_page_holds_the_same_map(cell):
    assert graph("my.yaml", "--out", "my.html", "--language", "ko").stdout.endswith("my.html\n")
    page = (cell / "my.html").read_text(encoding="utf-8")
    graph("my.yaml", "--language", "ko")
    assert page.startswith("<!DOCTYPE html>")
    assert '<meta charset="utf-8">' in page
    assert "<title>프레스와 포장</title>" in page
    assert (cell / "cell.svg").read_text(encoding="utf-8") in page


def test_nodes_and_links_are_one_object_and_nothing_is_written(cell):
    result = graph("my.yaml", "--json")
    assert result.stdout.count("\n") == 1
    found = json.loads(result.stdout)
    assert found["line"] == "cell"
    assert found["nodes"] == [
        {"name": "source", "kind": "source"},
        {"name": "press", "kind": "station", "type": "machine", "machines": 2},
        {"name": "look", "kind": "station", "type": "inspection", "machines": 1},
        {"name": "pack", "kind": "station", "type": "machine", "machines": 1},
        {"name": "rack", "kind": "buffer", "room": 6},
        {"name": "sink", "kind": "sink"},
        {"name": "scrap", "kind": "scrap"},
    ]
    assert len(found["links"]) == 7
    assert found["links"][3] == {
        "from": "look",
        "to": "press",
        "room": 9,
        "share": 0.4,
        "when": "reject",
        "product": None,
        "back": True,
    }
    assert [path.name for path in cell.iterdir()] == ["my.yaml"]


DRIVEN = """
line: driven
transport: {cart: {vehicles: 1, speed: 1 m/s}}
stations:
  press: {cycle: 30 s}
  drill: {cycle: 20 s}
flow:
  - source -> press
  - press -> drill: {by: cart, distance: 45 m, buffer: 2}
  - drill -> sink
"""


def test_a_link_of_a_fleet_says_who_drives_it_and_how_far(cell):
    (cell / "driven.yaml").write_text(DRIVEN, encoding="utf-8")
    links = json.loads(graph("driven.yaml", "--json").stdout)["links"]
    told = [(one["from"], one.get("by"), one.get("distance_m")) for one in links]
    assert told == [("source", None, None), ("press", "cart", 45), ("drill", None, None)]
    assert ["by" in one for one in links] == [False, True, False]


def test_a_link_of_a_fleet_is_dashed_on_the_map_and_bears_its_name(cell):
    (cell / "driven.yaml").write_text(DRIVEN, encoding="utf-8")
    graph("driven.yaml")
    svg = (cell / "driven.svg").read_text(encoding="utf-8")
    ways = re.findall(r'<path class="way[^>]*>', svg)
    assert ["stroke-dasharray" in way for way in ways].count(True) == 1
    assert len(ways) == 3
    assert texts(svg).count("cart") == 1
    plain = DRIVEN.replace("by: cart, distance: 45 m, ", "").replace("transport: ", "# ")
    (cell / "driven.yaml").write_text(plain, encoding="utf-8")
    graph("driven.yaml")
    svg = (cell / "driven.svg").read_text(encoding="utf-8")
    assert "cart" not in texts(svg)
    assert not any("stroke-dasharray" in way for way in re.findall(r'<path class="way[^>]*>', svg))


def test_a_retrofit_shows_before_and_after(tmp_path):
    out = tmp_path / "map.svg"
    result = graph("two-machines", "--retrofit", "larger-buffer", "--out", out)
    assert result.exit_code == 0
    told = texts(out.read_text(encoding="utf-8"))
    assert told[0] == "Press and drill + Larger buffer"
    room = json.loads(graph("two-machines", "--retrofit", "larger-buffer", "--json").stdout)
    assert f"4 → {room['links'][1]['room']}" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["two-machines", "--out", "map.png"], "'.png'; expected .svg or .html"),
        (["two-machines", "--out", "map.png"], "--out map.svg"),
        (["two-machines", "--out", "map"], "found no ending; expected .svg or .html"),
        (["no-such-line"], "bundled are"),
        (["two-machines", "--retrofit", "no-such"], "larger-buffer"),
    ],
)
def test_wrong_input_says_the_way_out_and_writes_nothing(arguments, said, cell):
    result = graph(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert [path.name for path in cell.iterdir()] == ["my.yaml"]


def test_a_map_that_cannot_be_written_is_wrong_input(cell):
    (cell / "folder.svg").mkdir()
    result = graph("my.yaml", "--out", "folder.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "found a folder; expected a file" in result.stderr


def test_the_note_below_a_map_explains_only_what_is_on_it(cell):
    assert graph("my.yaml").exit_code == 0
    note = texts((cell / "cell.svg").read_text(encoding="utf-8"))[-1]
    assert note == (
        "boxed number: room of a buffer · short dashes: leads back · ×: machines side by side"
    )
    graph("two-machines", "--language", "ko")
    korean = texts((cell / "two-machines.svg").read_text(encoding="utf-8"))[-1]
    assert korean == "네모 안 숫자: 버퍼 용량"
