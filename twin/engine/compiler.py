"""How kernels are compiled: every function once, and machine code once for a whole engine.

Numba optimises and emits each function for itself, then again inside each of its callers. The
engine is some two hundred small functions, of which Python calls two; compiled so, a first run
would wait twice as long. Here a function that only compiled code calls stays a *part*: lowered, not
optimised, without an address. The *whole* that Python calls links in all parts it needs, each once,
and is optimised and emitted in one piece, in which the optimiser sees through every call.

Two things more save time and change nothing: passes for words of Python that kernels do not use
are left out, and the types of `a + b` or `w[i]` are looked up once for each kind of operand.
"""

import copy
from typing import Any

import llvmlite.binding as llvm
from numba import _dynfunc
from numba.core import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler, CompilerBase
from numba.core.compiler_machinery import PassManager
from numba.core.typed_passes import (
    AnnotateTypes,
    IRLegalization,
    NativeLowering,
    NoPythonBackend,
    NopythonTypeInference,
    PreLowerStripPhis,
)
from numba.core.untyped_passes import (
    FixupArgs,
    GenericRewrites,
    IRProcessing,
    ReconstructSSA,
    TranslateByteCode,
)

PASSES = (
    TranslateByteCode,
    FixupArgs,
    IRProcessing,
    GenericRewrites,
    ReconstructSSA,
    NopythonTypeInference,
    PreLowerStripPhis,
    IRLegalization,
    AnnotateTypes,
    NativeLowering,
    NoPythonBackend,
)


class _Part(JITCodeLibrary):
    """A function as it was lowered, for the wholes that call it."""

    def add_llvm_module(self, ll_module: Any) -> None:
        ll_module.data_layout = self._codegen._data_layout
        self._final_module.link_in(ll_module)

    def finalize(self) -> None:
        self._finalized = True

    def _get_module_for_linking(self) -> Any:
        return self._final_module


class _Whole(_Part):
    """A function that Python calls, in one piece with all that it calls."""

    def finalize(self) -> None:
        self._raise_if_finalized()
        self._codegen._check_llvm_bugs()
        own = set(_defined(self._final_module))
        for part in _parts_of(self):
            self._final_module.link_in(part._get_module_for_linking(), preserve=True)
        for name, function in _defined(self._final_module).items():
            if name not in own:
                function.linkage = llvm.Linkage.internal
        self._optimize_final_module()
        self._final_module.verify()
        self._finalize_final_module()

    _get_module_for_linking = JITCodeLibrary._get_module_for_linking


def _defined(module: Any) -> dict[str, Any]:
    """The functions of a module that have a body, by name."""
    return {f.name: f for f in module.functions if not f.is_declaration}


def _parts_of(whole: _Whole) -> list[Any]:
    """Every library that a whole needs, each once."""
    found: dict[Any, None] = {}
    waiting = list(whole._linking_libraries)
    while waiting:
        library = waiting.pop()
        if library not in found:
            found[library] = None
            if isinstance(library, _Part):
                waiting.extend(library._linking_libraries)
    return list(found)


_KNOWN: dict[Any, Any] = {}


def _remembering(context: Any) -> Any:
    """A typing context that looks up the type of each operation on built-in types once."""
    own = copy.copy(context)
    look_up = context.resolve_function_type

    def resolve_function_type(func: Any, args: Any, kws: Any) -> Any:
        if kws or not isinstance(func, types.Function):
            return type(context).resolve_function_type(own, func, args, kws)
        key = func, tuple(args)
        found = _KNOWN.get(key)
        if found is None:
            found = _KNOWN[key] = look_up(func, args, kws)
        return found

    own.resolve_function_type = resolve_function_type
    return own


def _without_address(library: Any, described: Any, environment: Any) -> Any:
    """What stands for a part in Numba's tables, where a callable is expected."""
    name = described.qualname.split(".")[-1]
    module = described.lookup_module()
    return _dynfunc.make_function(module, name, "", 0, environment, (library,))


class Part(CompilerBase):
    """Compiles a function that only compiled code calls."""

    library = _Part

    def define_pipelines(self) -> list[PassManager]:
        """The passes from a Python function to a library."""
        state = self.state
        state.typingctx = _remembering(state.typingctx)
        state.library = self.library(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        if self.library is _Part:
            state.targetctx.get_executable = _without_address
        manager = PassManager("kernel")
        for step in PASSES:
            manager.add_pass(step, step.__name__)
        manager.finalize()
        return [manager]


class Whole(Part):
    """Compiles a function that Python calls."""

    library = _Whole


# Versions of Numba whose inner workings, which the classes above use, have been seen to fit.
SEEN = (0, 61), (0, 68)


def pipeline_for(version: str, *, whole: bool) -> Any:
    """The pipeline for a kernel; with a Numba that nobody has tried its own, which is slower."""
    number = tuple(int(digits) for digits in version.split(".")[:2])
    if not SEEN[0] <= number <= SEEN[1]:
        return Compiler
    return Whole if whole else Part
