"""`twin schema`: the line format for editors that check while one types."""

from __future__ import annotations

from twin.commands import console


def schema() -> None:
    """Print the JSON schema of a line file."""
    from lines import schema_text

    console.print_text(schema_text().rstrip())
