"""A command that takes the options of other commands, word for word, beside its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

NAMED = inspect.Parameter.POSITIONAL_OR_KEYWORD
REST = inspect.Parameter.VAR_KEYWORD

Command = Callable[..., None]


def with_options_of(*commands: Command) -> Callable[[Command], Command]:
    """Return what gives a command, which collects them as `**said`, the options of others.

    An option that the command has itself stands in the place of another's of the same name.
    """

    def give(command: Command) -> Command:
        own = _options(command)
        merged = {name: one for name, one in own.items() if one.default is one.empty}
        for other in commands:
            merged |= {name: one for name, one in _options(other).items() if name not in own}
        merged |= own

        def run(**said: Any) -> None:
            command(**said)

        run.__name__, run.__doc__ = command.__name__, command.__doc__
        run.__module__ = command.__module__
        vars(run)["__signature__"] = inspect.Signature(list(merged.values()))
        run.__annotations__ = {name: one.annotation for name, one in merged.items()}
        return run

    return give


def _options(command: Command) -> dict[str, inspect.Parameter]:
    """The options of a command by name, their annotations read."""
    found = inspect.signature(command, eval_str=True).parameters
    return {name: one.replace(kind=NAMED) for name, one in found.items() if one.kind != REST}
