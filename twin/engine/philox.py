"""The counter-based generator behind every draw: Philox4x64-10.

A block of four words is a pure function of a counter and a key, so a draw can be found again from
its name alone and nothing can fall out of step. Output equals `numpy.random.Philox` bit for bit.
Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

import hashlib
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from twin.engine.kernel import inlined

U = np.uint64

_MULTIPLIER_0 = U(0xD2E7470EE14C6C93)
_MULTIPLIER_1 = U(0xCA5A826395121157)
_WEYL_0 = U(0x9E3779B97F4A7C15)
_WEYL_1 = U(0xBB67AE8584CAA73B)
_FRACTION_SHIFT = U(12)


def _exact(a: Any, b: Any) -> Any:
    """The upper half of a product, without a compiler."""
    return U(int(a) * int(b) >> 64)


def _wide(typing: Any, a: Any, b: Any) -> Any:
    """The same in compiled code: one instruction, in place of four products of half words."""

    def lower(context: Any, builder: Any, signature: Any, words: Any) -> Any:
        wide = ir.IntType(128)
        product = builder.mul(*(builder.zext(word, wide) for word in words))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), lower


_upper_half = _exact if numba.config.DISABLE_JIT else intrinsic(_wide)


@inlined
def high_product(a, b):
    """Upper 64 bits of the product of two words.

    a : uint64 [-]
    b : uint64 [-]
    """
    return _upper_half(a, b)


@inlined
def block(c0, c1, c2, c3, key, seed):
    """Four words for one counter under one key.

    c0, c1, c2, c3 : uint64 [-]   counter
    key : uint64 [-]              stream, made from a name and a purpose
    seed : uint64 [-]             seed of the study
    """
    k0 = key
    k1 = seed
    for _ in range(10):
        h0 = high_product(_MULTIPLIER_0, c0)
        l0 = _MULTIPLIER_0 * c0
        h1 = high_product(_MULTIPLIER_1, c2)
        l1 = _MULTIPLIER_1 * c2
        c0 = h1 ^ c1 ^ k0
        c1 = l1
        c2 = h0 ^ c3 ^ k1
        c3 = l0
        k0 = k0 + _WEYL_0
        k1 = k1 + _WEYL_1
    return c0, c1, c2, c3


@inlined
def uniform_of(word):
    """A number strictly between 0 and 1 from the upper 52 bits of a word.

    word : uint64 [-]
    """
    # 52 bits fit a signed number, which processors turn into a float in one step
    return (np.float64(np.int64(word >> _FRACTION_SHIFT)) + 0.5) * 2.220446049250313e-16


def stream_key(name: str, purpose: str) -> int:
    """Key of the stream from which `name` (a machine, a source) draws for `purpose`.

    The key holds names and no positions: a station added by a retrofit moves no other one's luck.
    """
    digest = hashlib.blake2b(f"{name}\0{purpose}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")
