"""Keyed random numbers: each stream depends only on its name.

Changing an assumption, adding a risk or reordering a register therefore leaves every
other draw unchanged.
"""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

STREAM_VERSION = "2"
SEPARATOR = "\x1f"  # names hold no control characters, so keys cannot collide
STEP = np.uint64(0x9E3779B97F4A7C15)
MIXERS = (
    (np.uint8(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint8(27), np.uint64(0x94D049BB133111EB)),
)
LAST_SHIFT = np.uint8(31)
HalfWords = NDArray[np.uint32]


def stream(name: str, component: str) -> np.random.Generator:
    """Return the stream; `name` is the id of a risk or the name of a driver.

    BLAKE2b-256 of the key, as eight little-endian words, seeds an SFC64.
    """
    digest = _digest(name, component)
    seed = np.random.SeedSequence(np.frombuffer(digest, dtype="<u4"))
    return np.random.Generator(np.random.SFC64(seed))


def half_words_at(
    places: NDArray[np.integer], *, name: str, component: str
) -> HalfWords:
    """Return 32 random bits for each place, whichever other places are used.

    They are the upper halves of SplitMix64, seeded by the first word of the same
    BLAKE2b. It need not draw the places in between, which would cost most where few are
    needed.
    """
    seed = int.from_bytes(_digest(name, component)[:8], "little")
    return (split_mix(places, seed=seed) >> np.uint8(32)).astype(np.uint32)


def split_mix(places: NDArray[np.integer], *, seed: int) -> NDArray[np.uint64]:
    """Return the outputs of SplitMix64 at some places, counted from 0.

    Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (OOPSLA 2014):
    its state is a sum, so that every place costs the same.
    """
    word = places.astype(np.uint64)
    word += np.uint64(1)
    word *= STEP
    word += np.uint64(seed)
    for shift, factor in MIXERS:
        word ^= word >> shift
        word *= factor
    word ^= word >> LAST_SHIFT
    return word


def _digest(name: str, component: str) -> bytes:
    key = SEPARATOR.join((name, component, STREAM_VERSION))
    return blake2b(key.encode(), digest_size=32).digest()
