"""A set of small numbers that gives its least member at once, however many there could be.

Words of 64 bits, with one level above them that says which words are not empty; the first word of
the array counts the words of the upper level.
"""

import numpy as np

from twin.engine.kernel import inlined
from twin.engine.plan import Words

U = np.uint64
_SIX = U(6)
_LOW = U(63)
_ONE = U(1)
_ZERO = U(0)
_TOP = U(58)
# A de Bruijn sequence: its product with a power of two has the exponent's code in its top bits.
_SEQUENCE = U(0x03F79D71B4CB0A89)
_CODE = np.zeros(64, np.int64)
for _bit in range(64):
    _CODE[(((1 << _bit) * 0x03F79D71B4CB0A89) & (2**64 - 1)) >> 58] = _bit


def bits_for(size: int) -> Words:
    """An empty set of numbers below `size`."""
    lower = max(-(-size // 64), 1)
    upper = -(-lower // 64)
    words = np.zeros(1 + upper + lower, np.uint64)
    words[0] = upper
    return words


@inlined
def mark(words, member):
    """Put a number into the set.

    words : (B,) uint64    the set; written
    member : int64 [-]     below the size of the set
    """
    upper = np.int64(words[0])
    word = member >> 6
    words[1 + upper + word] |= _ONE << U(member & 63)
    words[1 + (word >> 6)] |= _ONE << U(word & 63)


@inlined
def clear(words, member):
    """Take a number out of the set.

    words : (B,) uint64    the set; written
    member : int64 [-]     below the size of the set
    """
    upper = np.int64(words[0])
    word = member >> 6
    rest = words[1 + upper + word] & ~(_ONE << U(member & 63))
    words[1 + upper + word] = rest
    if rest == _ZERO:
        words[1 + (word >> 6)] &= ~(_ONE << U(word & 63))


@inlined
def least(words):
    """The smallest number in the set, or -1.

    words : (B,) uint64    the set
    """
    upper = np.int64(words[0])
    for i in range(upper):
        above = words[1 + i]
        if above != _ZERO:
            word = (i << 6) + _CODE[np.int64(((above & (~above + _ONE)) * _SEQUENCE) >> _TOP)]
            bits = words[1 + upper + word]
            return (word << 6) + _CODE[np.int64(((bits & (~bits + _ONE)) * _SEQUENCE) >> _TOP)]
    return np.int64(-1)
