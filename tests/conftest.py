"""What all tests share: compiled kernels, made once and not by every worker at the same time."""

import subprocess
import sys
from pathlib import Path

import pytest

WARM_UP = "from twin.engine import warm_up; warm_up()"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the fast engine before several workers would each do it."""
    config = session.config
    is_worker = hasattr(config, "workerinput")
    if is_worker or not config.getoption("numprocesses", default=None):
        return
    subprocess.run([sys.executable, "-c", WARM_UP], cwd=Path(__file__).parents[1], check=True)
