"""The versions of everything that has a say in the numbers."""

from __future__ import annotations

import platform
from importlib import metadata

PACKAGES = ("linetwin", "numpy", "numba", "simpy", "networkx", "plotly")


def versions() -> dict[str, str | None]:
    """Return Python's version and those of the packages; None for one that is not installed."""
    return {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
