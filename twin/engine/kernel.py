"""The one decorator of all compiled code, and where its compiled form is kept.

Options are set here and nowhere else. No fast-math of any kind: a fused or reordered operation
would make a sample path depend on the processor. No parallel reductions: their sums change with
the number of threads. `nogil` lets replications run in threads.

Traps that kernels must avoid: mixing int64 and uint64 (keep the generator wholly in `np.uint64`),
`x**n`, `round(x, n)`, `math.gamma`, `math.lgamma`, `math.hypot`, libm's `log`, `exp` and `pow`
(see `portable`), and distribution parameters written as literals.
"""

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import llvmlite
import numba
from numba import njit

from twin.engine.cache import Kept, folder_for, is_kept
from twin.engine.compiler import pipeline_for

Function = TypeVar("Function", bound=Callable[..., Any])

_HERE = Path(__file__).parent


@cache
def cache_folder() -> str | None:
    """Folder of the compiled kernels, named after a hash of every kernel source; None without one.

    A function's compiled form holds those of the functions that it calls, in other files as well;
    the hash notices an edit of any, and another version of what compiles them.
    The folder lies outside the package, so that read-only installs keep their cache as well.
    """
    digest = hashlib.sha256(f"{numba.__version__} {llvmlite.__version__} {sys.version}".encode())
    for path in sorted(_HERE.rglob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return folder_for(f"kernels-{digest.hexdigest()[:16]}")


def is_compiled(stem: str) -> bool:
    """Say whether a kernel, such as `loop.run_until`, lies there compiled and whole."""
    return is_kept(cache_folder(), stem)


def _compiled(function: Function, *, inline: bool, entry: bool, apart: bool = False) -> Function:
    compiled = njit(
        function,
        nogil=True,
        boundscheck=False,
        _nrt=False,
        error_model="numpy",
        forceinline=inline,
        no_cpython_wrapper=not entry,
        no_cfunc_wrapper=True,
        pipeline_class=pipeline_for(numba.__version__, whole=entry, apart=apart),
    )
    if not numba.config.DISABLE_JIT:
        _forget_literals(compiled)
        if entry:
            folder = cache_folder()
            if folder is not None:
                compiled._cache = Kept(function, folder)
            # what Python calls is a whole of its own; compiled callers take the part of it
            part: Any = _compiled(function, inline=inline, entry=False)
            compiled.get_call_template = part.get_call_template
            compiled.get_overload = part.get_overload
    done: Function = compiled
    return done


def _forget_literals(dispatcher: Any) -> None:
    """Let a call with a written number use the form for any number.

    Numba would compile `become(..., -1)` and `become(..., mode)` as two functions; that doubles
    the wait of a first run.
    """
    resolve = dispatcher.get_call_template

    def get_call_template(args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
        plain = tuple(numba.types.unliteral(arg) for arg in args)
        return resolve(plain, kws)

    dispatcher.get_call_template = get_call_template


def kernel(function: Function) -> Function:
    """Compile a function that Python may call as well."""
    return _compiled(function, inline=False, entry=True)


def inlined(function: Function) -> Function:
    """Compile a small function that Python may call into its compiled callers."""
    return _compiled(function, inline=True, entry=True)


def inner(function: Function) -> Function:
    """Compile a function that only compiled ones call."""
    return _compiled(function, inline=False, entry=False)


def rare(function: Function) -> Function:
    """Compile a function that only compiled ones call, and seldom, so that it stays by itself.

    What few lines use, or few events, would otherwise become part of the event loop, where the
    optimiser has to look at it again and again.
    """
    return _compiled(function, inline=False, entry=False, apart=True)


def hot(function: Function) -> Function:
    """Compile a function of the hot path into its callers, which are compiled."""
    return _compiled(function, inline=True, entry=False)
