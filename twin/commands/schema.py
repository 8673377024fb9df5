"""`twin schema`: the line format for editors that check while one types."""

from __future__ import annotations

from importlib import resources

from twin.commands import console


def schema() -> None:
    """Print the JSON schema of a line file."""
    schema_file = resources.files("lines") / "schema.json"
    console.print_text(schema_file.read_text(encoding="utf-8").rstrip())
