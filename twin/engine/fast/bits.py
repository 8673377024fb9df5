"""A set of small numbers that gives its least member at once, however many there could be.

Words of 64 bits, with one level above them that says which words are not empty; the first word of
a set counts the words of its upper level. Sets lie one behind the other in `x`.
"""

import numpy as np

from twin.engine.kernel import hot

U = np.uint64
_ONE = U(1)
_ZERO = U(0)
_TOP = U(58)
# A de Bruijn sequence: its product with a power of two has the exponent's code in its top bits.
_SEQUENCE = U(0x03F79D71B4CB0A89)
_CODE = np.zeros(64, np.int64)
for _bit in range(64):
    _CODE[(((1 << _bit) * 0x03F79D71B4CB0A89) & (2**64 - 1)) >> 58] = _bit


def words_for(size: int) -> int:
    """How many words a set of numbers below `size` takes."""
    lower = max(-(-size // 64), 1)
    return 1 + -(-lower // 64) + lower


@hot
def mark(x, start, member):
    """Put a number into a set.

    x : (X,) uint64         words; written
    start : int64 [-]       where the set begins
    member : int64 [-]      below the size of the set
    """
    word = member >> 6
    x[start + 1 + np.int64(x[start]) + word] |= _ONE << U(member & 63)
    x[start + 1 + (word >> 6)] |= _ONE << U(word & 63)


@hot
def clear(x, start, member):
    """Take a number out of a set.

    x : (X,) uint64         words; written
    start : int64 [-]       where the set begins
    member : int64 [-]      below the size of the set
    """
    word = member >> 6
    at = start + 1 + np.int64(x[start]) + word
    rest = x[at] & ~(_ONE << U(member & 63))
    x[at] = rest
    if rest == _ZERO:
        x[start + 1 + (word >> 6)] &= ~(_ONE << U(word & 63))


@hot
def least(x, start):
    """The smallest number in a set, or -1.

    x : (X,) uint64         words
    start : int64 [-]       where the set begins
    """
    upper = np.int64(x[start])
    for i in range(upper):
        above = x[start + 1 + i]
        if above != _ZERO:
            word = (i << 6) + _CODE[np.int64(((above & (~above + _ONE)) * _SEQUENCE) >> _TOP)]
            bits = x[start + 1 + upper + word]
            return (word << 6) + _CODE[np.int64(((bits & (~bits + _ONE)) * _SEQUENCE) >> _TOP)]
    return np.int64(-1)
