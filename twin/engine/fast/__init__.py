"""The engine to be run: the same rules as one event loop over arrays."""

from twin.engine.fast.runner import run, warm_up

__all__ = ["run", "warm_up"]
