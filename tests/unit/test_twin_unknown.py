"""What a word is told that is no command, and where others say so."""

import pytest
from typer.testing import CliRunner

from twin.command import app
from twin.commands.unknown import ALSO

KNOWN = {command.callback.__name__.replace("_", "-") for command in app.registered_commands}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("simulate", "no such command 'simulate'; did you mean 'twin run'?"),
        ("sim", "did you mean 'twin run'?"),
        ("start", "did you mean 'twin run'?"),
        ("Validate", "did you mean 'twin check'?"),
        ("chekc", "did you mean 'twin check'?"),
        ("export", "did you mean 'twin export-trace'?"),
        ("my-line.yaml", "did you mean 'twin check my-line.yaml' or 'twin run my-line.yaml'?"),
        ("xyz", "there are demo, check, run"),
    ],
)
def test_a_word_that_is_no_command_is_told_which_is_meant(typed: str, told: str):
    answer = CliRunner().invoke(app, [typed])
    assert answer.exit_code == 2
    assert told in " ".join(answer.output.split())


def test_every_other_word_leads_to_a_command():
    assert set(ALSO.values()) <= KNOWN
    assert not KNOWN & ALSO.keys()
