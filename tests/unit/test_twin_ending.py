"""How commands end: stopped by Ctrl-C, or with outputs that take nothing."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twin import engine as engines
from twin.command import app

ROOT = Path(__file__).parents[2]
QUICK = ["--length", "6 h", "--warmup", "1 h", "--replications", "3", "--seed", "5"]


def twin(*arguments, **options):
    return CliRunner().invoke(app, [str(one) for one in arguments], **options)


def flat(text):
    return " ".join(text.split())


@pytest.mark.slow
def test_a_pipe_that_breaks_is_left_quietly():
    shell = f"'{sys.executable}' -m twin export-trace two-machines | head -n 1"
    result = subprocess.run(
        ["bash", "-c", shell],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=True,
    )
    assert result.stdout.startswith("tick,")
    assert result.stderr == ""


def interrupted(seconds: float) -> str:
    """What a run says that Ctrl-C stops after some seconds."""
    with subprocess.Popen(
        [sys.executable, "-m", "twin", "run", "serial-eight", "--engine", "reference"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        # a job in the background begins deaf to Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, output) == (130, b"")
    return errors.decode()


@pytest.mark.slow
def test_ctrl_c_leaves_at_once_and_says_how_far_it_came():
    """A machine with much else to do takes its time to begin the first replication."""
    for seconds in (4, 8, 16):
        told = interrupted(seconds)
        if "replications" in told:
            break
    assert re.fullmatch(
        r"Stopped by Ctrl-C after \d of 10 replications; nothing was written.\n", told
    )


@pytest.mark.parametrize(
    "words",
    [
        ("demo",),
        ("run", "two-machines"),
        ("compare", "two-machines", "--retrofit", "smed"),
        ("export-trace", "two-machines"),
        ("assess", "two-machines"),
        ("judge", "two-machines", "--retrofit", "smed"),
        ("form", "two-machines", "--retrofit", "smed"),
    ],
)
def test_a_place_that_takes_no_output_is_told_before_anything_is_run(words, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    monkeypatch.setattr(engines, "run", None)
    ending = {"form": ".csv", "export-trace": ".csv", "demo": "", "judge": ""}
    out = tmp_path / f"out{ending.get(words[0], '.html')}"
    result = twin(*words, "--out", out)
    assert result.exit_code == 2, result.output
    assert f"nothing can be written to the folder '{tmp_path}'" in flat(result.stderr)


@pytest.mark.parametrize("words", [("run", "two-machines"), ("graph", "two-machines")])
def test_a_full_disk_leaves_the_report_that_was_there(words, tmp_path, monkeypatch):
    def fsync(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "out.html"
    out.write_text("an older one", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", fsync)
    result = twin(*words, "--out", out, *(QUICK if words[0] == "run" else ()))
    assert result.exit_code == 2, result.output
    assert "cannot be written: No space left on device" in flat(result.stderr)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [
        ("out.html", "an older one")
    ]


DEAF = """
import os, signal, sys, time
from twin import command
from twin.commands import waiting

def press():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.05)

class Finaliser:
    def __del__(self):
        press()

def deaf():
    try:
        press()
    except BaseException:
        pass

def app():
    with waiting.progress("reference", "en", "line") as progress:
        progress(2, 9)
        {lost}
        {then}
    print("went on to its end")

signal.signal(signal.SIGINT, signal.default_int_handler)
command.app = app
command.main()
"""


@pytest.mark.parametrize(
    ("lost", "then"),
    [
        ("Finaliser()", "time.sleep(20)"),  # nothing tells how far the work is
        ("Finaliser()", "progress(3, 9)"),
        ("deaf()", "progress(2, 9)"),
        ("deaf()", "pass"),
        ("press()", "pass"),
    ],
)
def test_no_ctrl_c_is_lost(lost, then):
    """Neither in a finaliser, where Python forgets it, nor where a library catches everything."""
    done = subprocess.run(
        [sys.executable, "-c", DEAF.format(lost=lost, then=then)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=15,
        check=False,
    )
    told = "Stopped by Ctrl-C after [23] of 9 replications; nothing was written.\n"
    assert re.fullmatch(told, done.stderr), done.stderr
    assert (done.returncode, done.stdout) == (130, "")


@pytest.mark.parametrize("command", ["check two-machines", "--help", "export-trace two-machines"])
@pytest.mark.parametrize(
    ("redirected", "code", "told"),
    [
        (">/dev/full", 2, "the result cannot be written to standard output: No space left"),
        (">/dev/full 2>&1", 2, ""),
        (">&-", 0, ""),
        (">&- 2>&-", 0, ""),
        ("2>/dev/full", 0, ""),
    ],
)
def test_an_output_that_takes_nothing_gives_no_traceback(command, redirected, code, told):
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m twin {command} {redirected}"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == bool(told)
    assert told in done.stderr
