"""Marks every test of this folder as statistical theory."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test of this folder, and no other, the mark `theory`."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.theory)
