"""How kernels are compiled: in one piece, or as Numba does it where its version is unknown."""

import numpy as np
import pytest
from numba import njit
from numba.core.compiler import Compiler

from twin.engine import compiler
from twin.engine.compiler import Apart, Part, Whole, pipeline_for


@pytest.mark.parametrize("version", ["0.66.0", "0.68.1", "0.68.0rc1"])
def test_a_version_that_was_tried_links_parts_into_wholes(version: str) -> None:
    assert pipeline_for(version, whole=True) is Whole
    assert pipeline_for(version, whole=False) is Part
    assert pipeline_for(version, whole=False, apart=True) is Apart


@pytest.mark.parametrize("version", ["0.65.1", "0.69.0", "1.0"])
def test_another_version_compiles_in_its_own_way(version: str) -> None:
    assert pipeline_for(version, whole=True) is Compiler
    assert pipeline_for(version, whole=False) is Compiler
    assert pipeline_for(version, whole=False, apart=True) is Compiler


def test_a_part_is_linked_once_and_has_no_address() -> None:
    part = njit(_nrt=False, no_cpython_wrapper=True, pipeline_class=Part)(lambda x: x * 3)

    def both(x):
        return part(x) + part(x + 1)

    whole = njit(_nrt=False, nogil=True, pipeline_class=Whole)(both)
    assert whole(np.int64(4)) == 27
    (done,) = whole.overloads.values()
    (held,) = part.overloads.values()
    assert isinstance(held.library, compiler._Part)
    assert held.library.get_pointer_to_function(held.fndesc.llvm_func_name) == 0
    linked = [one for one in compiler._parts_of(done.library) if isinstance(one, compiler._Part)]
    assert linked == [held.library]
