"""The generator equals NumPy's Philox bit for bit, and streams have keys of their own."""

import hashlib

import numpy as np
import pytest

from twin.engine.philox import block, high_product, stream_key, uniform_of

U = np.uint64
WORDS = [0, 1, 2**32 - 1, 2**32, 2**63, 2**64 - 1, 0x9E3779B97F4A7C15, 0xD2E7470EE14C6C93]


def numpy_block(counter: tuple[int, ...], key: tuple[int, int]) -> list[int]:
    """Four words of NumPy's generator for one counter; it counts on before it draws."""
    whole = sum(word << 64 * place for place, word in enumerate(counter))
    before = (whole - 1) % (1 << 256)
    words = [before >> 64 * place & (1 << 64) - 1 for place in range(4)]
    generator = np.random.Philox()
    generator.state = {
        "bit_generator": "Philox",
        "state": {"counter": np.array(words, U), "key": np.array(key, U)},
        "buffer": np.zeros(4, U),
        "buffer_pos": 4,
        "has_uint32": 0,
        "uinteger": 0,
    }
    return [int(word) for word in generator.random_raw(4)]


@pytest.mark.parametrize("seed", range(20))
def test_a_block_equals_that_of_numpy(seed: int) -> None:
    made = np.random.default_rng(seed).integers(0, 2**64, 6, dtype=U)
    counter, key = tuple(int(w) for w in made[:4]), (int(made[4]), int(made[5]))
    ours = [int(word) for word in block(*made)]
    assert ours == numpy_block(counter, key)


@pytest.mark.parametrize(
    ("counter", "key"),
    [
        ((0, 0, 0, 0), (0, 0)),
        ((1, 0, 0, 0), (0, 0)),
        ((2**64 - 1,) * 4, (2**64 - 1, 2**64 - 1)),
        ((0, 0, 0, 1), (2**64 - 1, 1)),
    ],
)
def test_a_block_equals_that_of_numpy_at_the_ends(
    counter: tuple[int, ...], key: tuple[int, int]
) -> None:
    ours = [int(word) for word in block(*(U(word) for word in (*counter, *key)))]
    assert ours == numpy_block(counter, key)


def test_a_block_has_the_words_that_its_authors_published() -> None:
    # Known answers of the Random123 library for philox4x64-10
    zero = [int(word) for word in block(*[U(0)] * 6)]
    assert zero == [
        0x16554D9ECA36314C,
        0xDB20FE9D672D0FDC,
        0xD7E772CEE186176B,
        0x7E68B68AEC7BA23B,
    ]
    ones = [int(word) for word in block(*[U(2**64 - 1)] * 6)]
    assert ones == [
        0x87B092C3013FE90B,
        0x438C3C67BE8D0224,
        0x9CC7D7C69CD777B6,
        0xA09CAEBF594F0BA0,
    ]


@pytest.mark.parametrize("a", WORDS)
@pytest.mark.parametrize("b", WORDS)
def test_the_upper_half_of_a_product_is_exact(a: int, b: int) -> None:
    assert int(high_product(U(a), U(b))) == a * b >> 64


def test_a_uniform_lies_strictly_between_0_and_1() -> None:
    assert uniform_of(U(0)) == 2.0**-53
    assert uniform_of(U(2**64 - 1)) == 1.0 - 2.0**-53
    assert uniform_of(U(1 << 63)) == 0.5 + 2.0**-53
    assert uniform_of(U((1 << 12) - 1)) == uniform_of(U(0))


def test_a_key_is_made_of_name_and_purpose_and_nothing_else() -> None:
    expected = hashlib.blake2b(b"press.1\0cycle", digest_size=8).digest()
    assert stream_key("press.1", "cycle") == int.from_bytes(expected, "little")
    keys = {stream_key(name, what) for name in ("a", "b", "ab") for what in ("c", "bc", "")}
    assert len(keys) == 9
    assert stream_key("주조.1", "cycle") < 2**64
