"""`twin schema`: the line format, or a kind of data pack, for editors that check as one types."""

from __future__ import annotations

import json
from importlib import resources
from typing import Annotated

import typer

from twin.commands import console

Kind = Annotated[
    str | None,
    typer.Option("--pack", metavar="KIND", help="of a kind of data pack instead, such as 'tariff'"),
]


def schema(pack: Kind = None) -> None:
    """Print the JSON schema of a line file, or of a data pack."""
    if pack is not None:
        console.print_text(_of_pack(pack))
        return
    schema_file = resources.files("lines") / "schema.json"
    console.print_text(schema_file.read_text(encoding="utf-8").rstrip())


def _of_pack(kind: str) -> str:
    from lines.errors import hint, listed
    from lines.packs.reader import KINDS
    from lines.packs.schema import pack_schema

    if kind not in KINDS:
        told = (
            f"found '{kind}'{hint(kind, KINDS)}; expected a kind of data pack: {listed(KINDS, 20)}."
        )
        raise typer.BadParameter(told, param_hint="--pack")
    return json.dumps(pack_schema(kind), indent=1, ensure_ascii=False)
