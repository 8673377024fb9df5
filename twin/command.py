"""The command `twin`: what it can do stands here, each thing in a file of `twin.commands`.

Exit codes: 0 fine, 2 wrong input, 3 a line that gets stuck, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import signal
import sys

import typer

from twin.commands import ending
from twin.commands.assess import assess
from twin.commands.audit import audit
from twin.commands.bill import bill
from twin.commands.catalogue import catalogue
from twin.commands.check import check
from twin.commands.compare import compare
from twin.commands.demo import demo
from twin.commands.export_trace import export_trace
from twin.commands.form import form
from twin.commands.graph import graph
from twin.commands.invest import invest
from twin.commands.judge import judge
from twin.commands.kpi import kpi
from twin.commands.lines import lines
from twin.commands.package import package
from twin.commands.run import run
from twin.commands.safety import safety
from twin.commands.schema import schema
from twin.commands.unknown import Commands

app = typer.Typer(
    name="twin",
    cls=Commands,
    help="A factory line in one YAML file, before and after a retrofit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for function in (
    demo,
    check,
    run,
    compare,
    judge,
    audit,
    assess,
    bill,
    invest,
    form,
    safety,
    package,
    graph,
    lines,
    catalogue,
    kpi,
    schema,
    export_trace,
):
    app.command()(function)


def version(asked: bool) -> None:
    """Print the version and stop."""
    if not asked:
        return
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        number = version_of("linetwin")
    except PackageNotFoundError:
        number = "(from its source, not installed)"
    typer.echo(f"linetwin {number}")
    raise typer.Exit


@app.callback()
def everywhere(
    show_version: bool = typer.Option(
        False, "--version", callback=version, is_eager=True, help="print the version"
    ),
) -> None:
    """A factory line in one YAML file, before and after a retrofit."""


def main() -> None:
    """Run the command; after Ctrl-C leave at once, whatever a thread is still computing."""
    ending.open_streams()
    ending.listen()
    code: int | str | None = 0
    lost: OSError | None = None
    try:
        app()
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        code = ending.INTERRUPTED
    except OSError:  # of standard output, or else a fault of ours
        lost = ending.flush(probe=True)
        if lost is None:
            raise
    if code == ending.INTERRUPTED or ending.was_asked():
        ending.leave_interrupted()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done: there is nothing left to stop
    lost = lost or ending.flush()
    sys.exit(code if lost is None else ending.code_of_lost(lost))
