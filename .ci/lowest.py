"""Writes constraints for pip: the lowest version of every dependency that pyproject.toml names."""

import re
import sys
import tomllib
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<version>[0-9.]+)")


def constraints() -> list[str]:
    """One line a dependency, the optional ones among them, such as `numba==0.66`."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    found = {one: BOUND.fullmatch(one) for one in named}
    unbounded = [one for one, bound in found.items() if bound is None]
    if unbounded:
        raise SystemExit(f"expected name>=version in pyproject.toml; found {', '.join(unbounded)}")
    bounds = (bound.groups() for bound in found.values() if bound is not None)
    return sorted({f"{name}=={version}" for name, version in bounds})


if __name__ == "__main__":
    sys.stdout.write("\n".join(constraints()) + "\n")
