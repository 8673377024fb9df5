"""The counter-based generator behind every draw: Philox4x64-10.

A block of four words is a pure function of a counter and a key, so a draw can be found again from
its name alone and nothing can fall out of step. Output equals `numpy.random.Philox` bit for bit.
Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

import hashlib

import numpy as np

from twin.engine.kernel import inlined

U = np.uint64

_LOW = U(0xFFFFFFFF)
_HALF = U(32)
_MULTIPLIER_0 = U(0xD2E7470EE14C6C93)
_MULTIPLIER_1 = U(0xCA5A826395121157)
_WEYL_0 = U(0x9E3779B97F4A7C15)
_WEYL_1 = U(0xBB67AE8584CAA73B)
_FRACTION_SHIFT = U(12)


@inlined
def high_product(a, b):
    """Upper 64 bits of the product of two words.

    a : uint64 [-]
    b : uint64 [-]
    """
    a0 = a & _LOW
    a1 = a >> _HALF
    b0 = b & _LOW
    b1 = b >> _HALF
    p01 = a0 * b1
    p10 = a1 * b0
    middle = ((a0 * b0) >> _HALF) + (p01 & _LOW) + (p10 & _LOW)
    return a1 * b1 + (p01 >> _HALF) + (p10 >> _HALF) + (middle >> _HALF)


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
