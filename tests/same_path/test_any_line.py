"""Random lines on both engines: the same path to the last bit, and the laws that hold on it.

`LINETWIN_LINES=3000` walks more lines than the 300 of every run; `LINETWIN_SEED=fresh` walks other
lines each time, and `LINETWIN_SEED=17` those of the test that failed as `[17]`. A line that fails
is shrunk and shown as a file; keep it for ever under `found/`.
"""

import pytest
from random_walks import WALKS, walked

pytestmark = pytest.mark.same_path


@pytest.mark.parametrize("walk", WALKS)
def test_both_engines_walk_one_path(walk: int) -> None:
    assert len(walked(walk)) > 0
