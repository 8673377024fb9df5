"""The one decorator of all compiled code, and where its compiled form is kept.

Options are set here and nowhere else. No fast-math of any kind: a fused or reordered operation
would make a sample path depend on the processor. No parallel reductions: their sums change with
the number of threads. `nogil` lets replications run in threads.

Traps that kernels must avoid: mixing int64 and uint64 (keep the generator wholly in `np.uint64`),
`x**n`, `round(x, n)`, `math.gamma`, `math.lgamma`, `math.hypot`, libm's `log`, `exp` and `pow`
(see `portable`), and distribution parameters written as literals.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba import njit

from twin.engine.compiler import pipeline_for

Function = TypeVar("Function", bound=Callable[..., Any])

_HERE = Path(__file__).parent


@cache
def cache_folder() -> str:
    """Folder of the compiled kernels, named after a hash of every kernel source.

    Numba looks only at the file of the function itself when it decides whether a cached form is
    still good, so an edit of a callee in another file would go unnoticed; the hash notices it.
    The folder lies outside the package, so that read-only installs keep their cache as well.
    """
    digest = hashlib.sha256()
    for path in sorted(_HERE.rglob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    root = os.environ.get("NUMBA_CACHE_DIR")
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    base = Path(root) if root else Path(home).expanduser() / "linetwin"
    folder = base / f"kernels-{digest.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        user = getattr(os, "getuid", lambda: 0)()
        folder = Path(tempfile.gettempdir()) / f"linetwin-{user}" / folder.name
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _compiled(function: Function, *, inline: bool, entry: bool, apart: bool = False) -> Function:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = cache_folder()
    try:
        compiled = njit(
            function,
            cache=entry,
            nogil=True,
            boundscheck=False,
            _nrt=False,
            error_model="numpy",
            forceinline=inline,
            no_cpython_wrapper=not entry,
            no_cfunc_wrapper=True,
            pipeline_class=pipeline_for(numba.__version__, whole=entry, apart=apart),
        )
    finally:
        numba.config.CACHE_DIR = before
    if not numba.config.DISABLE_JIT:
        _forget_literals(compiled)
        if entry:
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
