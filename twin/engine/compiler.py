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
import operator
from typing import Any

import llvmlite.binding as llvm
from numba import _dynfunc
from numba.core import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler, CompilerBase
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.typed_passes import (
    AnnotateTypes,
    IRLegalization,
    NativeLowering,
    NoPythonBackend,
    NopythonTypeInference,
    PreLowerStripPhis,
)
from numba.core.types.misc import unliteral
from numba.core.untyped_passes import (
    FixupArgs,
    GenericRewrites,
    IRProcessing,
    ReconstructSSA,
    TranslateByteCode,
)

# Operations in which it makes no difference that a number is known beforehand.
_ARITHMETIC = frozenset(
    {
        *(operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod),
        *(operator.and_, operator.or_, operator.xor, operator.lshift, operator.rshift),
        *(operator.iadd, operator.isub, operator.iand, operator.ior, operator.ixor),
        *(operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne),
    }
)


def _kinds(function: Any, args: Any) -> tuple[Any, ...]:
    """The operands as their types alone, where their values do not matter."""
    key = function.typing_key
    indexed = key in (operator.getitem, operator.setitem) and isinstance(args[0], types.Array)
    if key in _ARITHMETIC or indexed:
        return tuple(unliteral(arg) for arg in args)
    return tuple(args)


ASKED = "get_call_type"
_CALLS: dict[Any, Any] = {}
_look_up_call: Any = getattr(types.Function, ASKED)


def _call_type(function: Any, context: Any, args: Any, kws: Any) -> Any:
    """The type of an operation on built-in types, found once for each kind of operand."""
    if kws:
        return _look_up_call(function, context, args, kws)
    kinds = _kinds(function, args)
    found = _CALLS.get((function, kinds))
    if found is None:
        found = _CALLS[function, kinds] = _look_up_call(function, context, kinds, kws)
    return found


@register_pass(mutates_CFG=True, analysis_only=False)
class _Lowering(NativeLowering):
    """Lowers a kernel; it asks for the type of every operation once more."""

    _name = "kernel_lowering"

    def run_pass(self, state: Any) -> Any:
        setattr(types.Function, ASKED, _call_type)
        try:
            return super().run_pass(state)
        finally:
            setattr(types.Function, ASKED, _look_up_call)


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
    _Lowering,
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


class _Apart(_Part):
    """A part that stays by itself in the whole, and is not copied into those who call it."""

    def finalize(self) -> None:
        for function in _defined(self._final_module).values():
            function.add_function_attribute("noinline")
        super().finalize()


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
        if func in _ARITHMETIC or func is operator.getitem:
            func = own.resolve_value_type(func)  # `w[i]` asks by the bare operator
        if kws or not isinstance(func, types.Function):
            return type(context).resolve_function_type(own, func, args, kws)
        kinds = _kinds(func, args)
        found = _KNOWN.get((func, kinds))
        if found is None:
            found = _KNOWN[func, kinds] = look_up(func, kinds, kws)
        return found

    def resolve_setitem(target: Any, index: Any, value: Any) -> Any:
        own.refresh()
        return resolve_function_type(
            own.resolve_value_type(operator.setitem), (target, index, value), {}
        )

    own.resolve_function_type = resolve_function_type
    own.resolve_setitem = resolve_setitem
    return own


def _without_address(library: Any, described: Any, environment: Any) -> Any:
    """What stands for a part in Numba's tables, where a callable is expected."""
    name = described.qualname.split(".")[-1]
    module = described.lookup_module()
    return _dynfunc.make_function(module, name, "", 0, environment, (library,))


class Part(CompilerBase):
    """Compiles a function that only compiled code calls."""

    library: type[_Part] = _Part

    def define_pipelines(self) -> list[PassManager]:
        """The passes from a Python function to a library."""
        state = self.state
        state.typingctx = _remembering(state.typingctx)
        state.library = self.library(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        if self.library is not _Whole:
            state.targetctx.get_executable = _without_address
        manager = PassManager("kernel")
        for step in PASSES:
            manager.add_pass(step, step.__name__)
        manager.finalize()
        return [manager]


class Apart(Part):
    """Compiles a function that only compiled code calls, and seldom."""

    library = _Apart


class Whole(Part):
    """Compiles a function that Python calls."""

    library = _Whole


# Versions of Numba whose inner workings, which the classes above use, have been seen to fit.
SEEN = (0, 66), (0, 68)


def pipeline_for(version: str, *, whole: bool, apart: bool = False) -> Any:
    """The pipeline for a kernel; with a Numba that nobody has tried its own, which is slower."""
    number = tuple(int(digits) for digits in version.split(".")[:2])
    if not SEEN[0] <= number <= SEEN[1]:
        return Compiler
    if whole:
        return Whole
    return Apart if apart else Part
