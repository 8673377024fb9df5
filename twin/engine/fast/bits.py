"""A set of small numbers that gives its least member at once, however many there could be.

Words of 64 bits, with one level above them that says which words are not empty; the first word of
a set counts the words of its upper level. Sets lie one behind the other in `x`.
"""

import numpy as np

from twin.engine.kernel import hot

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


def words_for(size: int) -> int:
    """How many words a set of numbers below `size` takes."""
    lower = max(-(-size // 64), 1)
    return 1 + upper_words(size) + lower


def upper_words(size: int) -> int:
    """How many words the upper level has; none where one word holds the whole set."""
    lower = max(-(-size // 64), 1)
    return -(-lower // 64) if lower > 1 else 0


@hot
def mark(x, start, member):
    """Put a number into a set.

    x : (X,) uint64         words; written
    start : int64 [-]       where the set begins
    member : int64 [-]      below the size of the set
    """
    at = U(start)
    bit = _ONE << (U(member) & _LOW)
    upper = x[at]
    if upper == _ZERO:
        x[at + _ONE] |= bit
    else:
        word = U(member) >> _SIX
        x[at + _ONE + upper + word] |= bit
        x[at + _ONE + (word >> _SIX)] |= _ONE << (word & _LOW)


@hot
def clear(x, start, member):
    """Take a number out of a set.

    x : (X,) uint64         words; written
    start : int64 [-]       where the set begins
    member : int64 [-]      below the size of the set
    """
    at = U(start)
    bit = _ONE << (U(member) & _LOW)
    upper = x[at]
    if upper == _ZERO:
        x[at + _ONE] &= ~bit
    else:
        word = U(member) >> _SIX
        rest = x[at + _ONE + upper + word] & ~bit
        x[at + _ONE + upper + word] = rest
        if rest == _ZERO:
            x[at + _ONE + (word >> _SIX)] &= ~(_ONE << (word & _LOW))


@hot
def lowest(bits):
    """Number of the lowest bit that is set.

    bits : uint64 [-]       not 0
    """
    return _CODE[((bits & (~bits + _ONE)) * _SEQUENCE) >> _TOP]


@hot
def least(x, start):
    """The smallest number in a set, or -1.

    x : (X,) uint64         words
    start : int64 [-]       where the set begins
    """
    at = U(start)
    upper = x[at]
    if upper == _ZERO:
        bits = x[at + _ONE]
        return lowest(bits) if bits != _ZERO else np.int64(-1)
    for i in range(np.int64(upper)):
        above = x[at + _ONE + U(i)]
        if above != _ZERO:
            word = (i << 6) + lowest(above)
            return (word << 6) + lowest(x[at + _ONE + upper + U(word)])
    return np.int64(-1)
