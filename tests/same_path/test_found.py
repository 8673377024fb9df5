"""Lines on which the engines once disagreed, or did what the rules do not say; kept for ever.

A file under `found/` says at its top what was found. To add one, let Hypothesis shrink the line,
write it by hand as short as it goes, and drop it there.
"""

from pathlib import Path

import pytest
from one_path import assert_one_path

from lines import load

pytestmark = pytest.mark.same_path
FOUND = sorted((Path(__file__).parent / "found").glob("*.yaml"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
@pytest.mark.parametrize("replication", range(3))
def test_a_line_that_was_found_stays_on_one_path(path: Path, replication: int) -> None:
    assert path.read_text(encoding="utf-8").startswith("# Found")
    walk = assert_one_path(load(path), until_s=150, warmup_s=7, replication=replication)
    assert walk.trace is not None
    assert len(walk.trace.tick) > 10
