"""The door for YAML: places, traps, limits, and patches by path."""

import unicodedata
from pathlib import Path

import pytest
import yaml

from lines import LineError
from lines.nodes import Node, route_of
from lines.source import read_file, read_text

TRAPS = "a: 8:30\nb: on\nc: 1e3\nd: 012\ne: [no, .inf, ~, 0x10]\n1: yes\ntrue: '7'\nf: 2026-03-02\n"


def test_the_surprises_of_old_yaml_stay_away():
    data = read_text(TRAPS).data
    assert data == {
        "a": "8:30",
        "b": "on",
        "c": 1000.0,
        "d": 12,
        "e": ["no", float("inf"), None, "0x10"],
        "1": "yes",
        "true": "7",
        "f": "2026-03-02",
    }


def test_every_value_and_every_word_knows_its_place():
    source = read_text("line: x\nstations:\n  프레스: {cycle: 30 s, machines: 2}\n")
    assert source.mark("stations.프레스.machines")[1:] == (3, 32)
    assert source.mark("stations.프레스.machines", at_key=True)[1:] == (3, 22)
    assert source.mark("stations.프레스.missing")[1:] == (3, 3)
    node = source.get("stations.프레스.cycle")
    assert node is not None
    assert (node.value, node.written, node.place.line) == ("30 s", "30 s", 3)


def test_an_alias_stands_for_its_value_at_the_place_of_the_anchor():
    source = read_text("a: &beat {mean: 3 s}\nb: *beat\n")
    assert source.data == {"a": {"mean": "3 s"}, "b": {"mean": "3 s"}}
    assert source.mark("b.mean")[1:] == (1, 17)
    assert source.mark("b", at_key=True)[1:] == (2, 1)


def test_a_patched_source_shares_the_rest_and_keeps_both_files_places():
    source = read_text("line: x\nstations:\n  a: {cycle: 3 s}\nflow: [p, q]\n", "line.yaml")
    patch = read_text("set: {cycle: 9 s}\n", "retrofit.yaml").get("set.cycle")
    assert patch is not None
    changed = source.set("stations.a.cycle", patch).set("stations.b.power.busy", patch)
    assert changed.data == {
        "line": "x",
        "stations": {"a": {"cycle": "9 s"}, "b": {"power": {"busy": "9 s"}}},
        "flow": ["p", "q"],
    }
    assert source.data["stations"] == {"a": {"cycle": "3 s"}}
    assert changed.mark("stations.a.cycle").document.name == "retrofit.yaml"
    assert changed.mark("flow").document.name == "line.yaml"
    assert changed.remove("flow[0]").data["flow"] == ["q"]
    with pytest.raises(KeyError):
        source.remove("stations.z")
    with pytest.raises(KeyError):
        source.set("flow[7]", patch)


def test_a_path_is_read_as_it_is_shown():
    assert route_of("stations.cast.cycle") == ("stations", "cast", "cycle")
    assert route_of("flow[2].share") == ("flow", 2, "share")


def test_texts_are_normalised_so_that_two_spellings_of_hangul_are_one():
    composed = "한글"
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert read_text(f"{decomposed}: 1\n").data == {composed: 1}


def test_a_byte_order_mark_is_no_part_of_the_first_word(tmp_path: Path):
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfline: x\n")
    assert read_file(file).data == {"line": "x"}


def test_windows_line_ends_change_nothing():
    assert read_text("a: 1\r\nb:\r\n  c: 2\r\n").mark("b.c")[1:] == (3, 6)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty file"),
        ("a: 1\n---\nb: 2\n", "second document"),
        ("[" * 500_000, "32 levels"),
        ("a: *b\n", "never set"),
        ("a: &a [*a]\n", "holds itself"),
        ("a: !!int 3\n", "no tags"),
        ("<<: {a: 1}\n", "merge keys"),
        ("a: 1\na: 2\n", "stands here twice"),
        ("a: \x01\n", "control character"),
        ("a: 'b\n", "not closed"),
        ("a: " + "b" * 600_000, "600000 characters"),
        ("a: b\n" * 500_000, "at most 2 MB"),
    ],
)
def test_what_yaml_could_do_to_a_reader_is_refused(text, told):
    with pytest.raises(LineError, match=told):
        read_text(text)


@pytest.mark.parametrize("where", ["missing.yaml", "folder", "bytes\x00.yaml", "x" * 5000])
def test_what_is_no_file_is_told_without_a_place(tmp_path: Path, where, monkeypatch):
    from lines.source import read

    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(LineError) as caught:
        read(where)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.quote) == (0, 0, "")


def test_a_bundled_name_is_guessed():
    from lines.source import read

    with pytest.raises(LineError, match="did you mean 'die-casting'"):
        read("die-castng")


def test_the_slow_reader_reads_the_same(monkeypatch):
    fast = read_text(TRAPS)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    slow = read_text(TRAPS)
    assert slow.data == fast.data
    assert slow.mark("e[1]")[1:] == fast.mark("e[1]")[1:]


def test_a_node_is_what_it_holds():
    node = read_text("a: [1, {b: 2}]\n").get("a")
    assert isinstance(node, Node)
    assert node.is_list
    assert node.plain() == [1, {"b": 2}]
    assert node.child(5) is None


def test_a_workbook_is_told_to_be_one(tmp_path):
    file = tmp_path / "line.xlsx"
    file.write_bytes(b"PK\x03\x04\x14 line: a\n")
    with pytest.raises(LineError, match=r"found no text \(this looks like an Excel workbook"):
        read_file(file)
