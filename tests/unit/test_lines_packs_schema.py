"""The schema of data packs takes what is bundled and refuses what the reader does; `twin check`."""

import copy
import datetime
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from lines.library import RETROFITS
from lines.packs.reader import KINDS
from lines.packs.schema import pack_schema
from lines.packs.shelf import bundled_packs
from lines.source import read_file
from twin.command import app

PACKS = {pack.name: pack for pack in bundled_packs()}
WAGES = next(pack for pack in PACKS.values() if pack.kind == "wages")


def plain(value):
    """The data of a file as JSON has it: texts as keys, days as texts."""
    if isinstance(value, dict):
        return {str(word): plain(below) for word, below in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def problems(kind, data):
    return list(Draft202012Validator(pack_schema(kind)).iter_errors(data))


def run(*words, code=0):
    done = CliRunner().invoke(app, [str(one) for one in words])
    assert done.exit_code == code, done.output
    return done


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_one(kind):
    Draft202012Validator.check_schema(pack_schema(kind))
    assert json.loads(run("schema", "--pack", kind).stdout) == json.loads(
        json.dumps(pack_schema(kind))
    )


@pytest.mark.parametrize("name", PACKS)
def test_every_bundled_pack_is_of_its_schema(name):
    pack = PACKS[name]
    assert problems(pack.kind, plain(read_file(pack.path).data)) == []


def test_what_no_pack_may_say_is_refused():
    whole = plain(read_file(WAGES.path).data)
    for change in ({"kind": "grants"}, {"colour": "red"}, {"valid": {"since": "2026-01-01"}}):
        assert problems("wages", copy.deepcopy(whole) | change)
    del whole["title"]
    assert problems("wages", whole)


def test_a_kind_that_is_none_is_told():
    told = run("schema", "--pack", "tarif", code=2).stderr
    assert "did you mean 'tariff'" in told


@pytest.mark.parametrize("path", [WAGES.path, RETROFITS / "smed.yaml"])
def test_packs_and_retrofits_are_checked_alone(path):
    assert "no problems" in run("check", path).stdout


def test_a_wrong_pack_is_told_at_its_place(tmp_path: Path):
    file = tmp_path / "wages.yaml"
    text = WAGES.path.read_text(encoding="utf-8").replace("kind: wages", "kind: wage")
    file.write_text(text, encoding="utf-8")
    told = run("check", file, code=2).stderr
    assert "expected a kind of data pack" in told
    assert "did you mean" in told or "wages" in told
