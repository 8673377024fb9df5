"""Broken data packs and answers: each gives a LineError or is read, never anything else."""

import copy
import random
from pathlib import Path

import pytest
import yaml
from robust.mutations import LOADER, MUTATIONS, Data

from kpi.level import assessed
from lines import LineError
from lines.assessment import blank_text, load_assessment
from lines.library import PACKS
from lines.packs import load_pack, pack_of

SEED = 20_260_302
SHARE = 8  # of the broken lines
NAMES = ("level-kr-2025", "effects-kr", "safety-kr-2024")


def _right() -> list[tuple[str, Data]]:
    """The packs of this kind, and answers to the questions of a scheme."""
    texts = [(name, (PACKS / f"{name}.yaml").read_text(encoding="utf-8")) for name in NAMES]
    blank = blank_text(pack_of("level", ()), "plant", "en").replace(": unknown", ": 3", 30)
    return [(name, yaml.load(text, Loader=LOADER)) for name, text in [*texts, ("answers", blank)]]


def _read(name: str, file: Path) -> bool:
    """Say whether a file could be read; what is read can be scored."""
    try:
        if name == "answers":
            found = load_assessment(file)
            levels = {number: answer.level for number, answer in found.answers.items()}
            assert assessed(found.table, levels).whole.points == 1000
        else:
            pack = load_pack(file)
            if pack.kind == "level":
                assert len(assessed(pack.content, {}).whole.unknown) == len(pack.content.items)
    except LineError:
        return False
    return True


@pytest.mark.parametrize(("mutation", "count"), MUTATIONS, ids=lambda m: getattr(m, "__name__", ""))
def test_a_broken_pack_gives_a_line_error_or_a_pack(mutation, count, tmp_path):
    chance = random.Random(f"{SEED} {mutation.__name__} pack")
    right = _right()
    file = tmp_path / "broken.yaml"
    for number in range(-(-count // SHARE)):
        name, data = right[number % len(right)]
        broken = mutation(copy.deepcopy(data), chance)
        file.write_bytes(broken if isinstance(broken, bytes) else broken.encode("utf-8", "replace"))
        _read(name, file)


def test_what_is_not_broken_is_read(tmp_path):
    for name, data in _right():
        file = tmp_path / f"{name}.yaml"
        file.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        assert _read(name, file)
