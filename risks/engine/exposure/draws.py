"""Keyed random numbers: each stream depends on its name and on nothing else.

Changing one assumption, adding a risk or reordering a register therefore leaves
every other draw as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.distributions import Constant, Distribution
from risks.engine.money import Vector

STREAM_VERSION = "1"
SEPARATOR = "\x1f"  # names hold no control characters, so keys cannot collide

Mask = NDArray[np.bool_]
Index = NDArray[np.integer]
Reading = Callable[[str, Distribution], Vector]
"""How a formula reads a named number: its draws, or its mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    risk_id: str
    trials: int

    def stream(self, component: str) -> np.random.Generator:
        key = SEPARATOR.join((self.risk_id, component, STREAM_VERSION))
        digest = blake2b(key.encode(), digest_size=32).digest()
        seed = np.random.SeedSequence(int.from_bytes(digest, "little"))
        return np.random.Generator(np.random.SFC64(seed))

    def everywhere(self) -> Mask:
        return np.ones(self.trials, dtype=np.bool_)

    def nowhere(self) -> Mask:
        return np.zeros(self.trials, dtype=np.bool_)

    def values(
        self, component: str, number: Distribution, *, where: Index | Mask
    ) -> Vector:
        """One value for each trial chosen by index or mask, in that order."""
        if isinstance(number, Constant):
            return np.full(_count(where), number.value)
        normal = self.stream(component).standard_normal(self.trials)
        return number.at(normal[where])

    def reading(self, where: Index | Mask) -> Reading:
        return lambda name, number: self.values(name, number, where=where)

    def spread(self, component: str, number: Distribution, *, where: Mask) -> Vector:
        """One value for each trial, nought outside the mask."""
        spread = np.zeros(self.trials)
        spread[where] = self.values(component, number, where=where)
        return spread

    def fires(self, node: str, chance: Distribution | Vector, *, where: Mask) -> Mask:
        """The trials of the mask in which the node fires: one uniform for each."""
        if not where.any():
            return self.nowhere()
        if not isinstance(chance, np.ndarray):
            chance = self.spread(f"{node}.chance", chance, where=where)
        return where & (self.stream(node).random(self.trials) < chance)


def mean_of(_: str, number: Distribution) -> Vector:
    return np.array([number.mean])


def _count(where: Index | Mask) -> int:
    if where.dtype == np.bool_:
        return int(np.count_nonzero(where))
    return where.size
