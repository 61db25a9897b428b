"""Keyed random numbers: each stream depends on its name and on nothing else.

Changing one assumption, adding a risk or reordering a register therefore leaves
every other draw as it was.
"""

from hashlib import blake2b

import numpy as np

STREAM_VERSION = "2"
SEPARATOR = "\x1f"  # names hold no control characters, so keys cannot collide


def stream(name: str, component: str) -> np.random.Generator:
    """`name` is the id of a risk or the name of a driver.

    BLAKE2b-256 of the key, as eight little-endian words, seeds an SFC64.
    """
    key = SEPARATOR.join((name, component, STREAM_VERSION))
    digest = blake2b(key.encode(), digest_size=32).digest()
    seed = np.random.SeedSequence(np.frombuffer(digest, dtype="<u4"))
    return np.random.Generator(np.random.SFC64(seed))
