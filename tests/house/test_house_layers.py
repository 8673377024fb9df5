"""The floors of the house, held by import-linter, and which rooms hold which package."""

from pathlib import Path

import grimp
import pytest
from importlinter import api
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
ROOMS = {
    "yaml": ["lines"],
    "pydantic": ["lines"],
    "networkx": ["lines"],
    "simpy": ["twin/engine/reference"],
    "numba": ["twin/engine"],
    "plotly": ["twin/report"],
    "openpyxl": ["twin/form"],
    "scipy": [],
    "numpy_financial": [],
    "pandas": [],
}


def test_every_contract_of_the_house_is_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports("pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_contracts_hold_floors_circles_engines_and_families(monkeypatch):
    monkeypatch.chdir(ROOT)
    contracts = api.read_configuration("pyproject.toml")["contracts_options"]
    kinds = [contract["type"] for contract in contracts]
    assert kinds.count("independence") == 2
    assert {"layers", "acyclic_siblings", "forbidden"} < set(kinds)


def test_types_too_look_only_downwards():
    graph = grimp.build_graph("twin", "kpi", "lines", cache_dir=None)
    upwards = [("lines", "kpi"), ("lines", "twin"), ("kpi", "twin")]
    engines = [("reference", "fast"), ("fast", "reference")]
    pairs = upwards + [(f"twin.engine.{a}", f"twin.engine.{b}") for a, b in engines]
    assert [p for p in pairs if graph.find_shortest_chain(*p, as_packages=True)] == []


@pytest.mark.parametrize("package", ROOMS)
def test_a_package_is_used_only_in_its_room(package):
    homes = tuple(ROOMS[package])
    strangers = [
        path.relative_to(ROOT).as_posix()
        for floor in ("lines", "kpi", "twin")
        for path in (ROOT / floor).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.split()[:2] in (["import", package], ["from", package])
        or line.strip().startswith((f"import {package}.", f"from {package}."))
    ]
    assert [file for file in strangers if not file.startswith(homes or "-")] == []
