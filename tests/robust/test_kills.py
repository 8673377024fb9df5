"""A writer that is killed at any moment leaves only whole files under the names of results.

`LINETWIN_KILLS` says how many moments are tried of each command; the default is for every day.
"""

import json
import os
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from own_line import write_own

from twin.whole import BEGINS, ENDS

KILLS = int(os.environ.get("LINETWIN_KILLS", "2"))
TAKES_LONG = pytest.mark.skipif("LINETWIN_KILLS" not in os.environ, reason="half a minute a kill")
SEED = 20_260_302
ROOT = Path(__file__).parents[2]
SHORT = ("--length", "6 h", "--replications", "2", "--no-audit")
OLD, NEW = "old\n" * 50_000, "new\n" * 50_000
WRITER = r"""
import sys
from pathlib import Path
from twin.whole import write_together, writing
folder = Path(sys.argv[1])
print("begun", flush=True)
while True:
    for text in ("old\n", "new\n"):
        write_together({folder / f"{name}.csv": text * 50_000 for name in range(5)})
        with writing(folder / "trace.csv") as file:
            for _ in range(50):
                file.write(text * 1_000)
"""


def begun(*words: object, **options) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *map(str, words)]
    return subprocess.Popen(command, env=environment, text=True, **options)


def assert_whole(folder: Path) -> list[str]:
    """Every file of the folder but temporary ones; each must be whole."""
    files = [one for one in sorted(folder.rglob("*")) if one.is_file()]
    told = [one for one in files if not (one.name.startswith(BEGINS) and one.name.endswith(ENDS))]
    for one in told:
        if one.suffix == ".json":
            assert json.loads(one.read_text(encoding="utf-8"))["figures"]
        elif one.suffix == ".html":
            assert one.read_text(encoding="utf-8").rstrip().endswith("</html>")
        elif one.suffix == ".xlsx":
            assert zipfile.ZipFile(one).testzip() is None
        else:
            assert one.read_bytes().endswith(b"\n")
    return [one.name for one in told]


def killed(after_s: float, *words: object, **options) -> None:
    process = begun(
        "-m", "twin", *words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    try:
        process.wait(timeout=after_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def test_a_writer_that_writes_all_the_time(tmp_path):
    chance = random.Random(SEED)
    for _ in range(5 * KILLS):
        process = begun("-c", WRITER, tmp_path, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        process.communicate()
        for one in tmp_path.glob("*.csv"):
            assert one.read_text() in (OLD, NEW)
        assert_whole(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["judge", "compare", pytest.param("demo", marks=TAKES_LONG)])
def test_a_command_that_writes_results(name, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    write_own(own)
    line = (own / "line.yaml", "--retrofit", own / "faster.yaml")
    words = {
        "judge": ("judge", *line, *SHORT, "--out"),
        "compare": ("compare", *line, *SHORT, "--out"),
        "demo": ("demo", "--out"),
    }[name]
    chance = random.Random(f"{SEED} {name}")
    last = "report.html" if name == "compare" else ""
    began = time.monotonic()
    (tmp_path / "first").mkdir()
    killed(600, *words, tmp_path / "first" / last)
    taken_s = time.monotonic() - began
    assert len(assert_whole(tmp_path / "first")) == (1 if last else 7)
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        # most of the writing comes at the end, and that is where most of the kills go
        killed(chance.triangular(0, 1.1 * taken_s, taken_s), *words, folder / last)
        assert_whole(folder)
