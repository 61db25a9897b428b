"""The draws of one risk: values and nodes by trial, tilted by its drivers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.distributions import Constant, Distribution
from risks.engine.exposure.drivers import Tilt
from risks.engine.exposure.streams import stream
from risks.engine.money import Vector

Mask = NDArray[np.bool_]
Index = NDArray[np.integer]
Reading = Callable[[str, Distribution], Vector]
"""How a formula reads a named number: its draws, or its mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    risk_id: str
    trials: int
    tilt: Tilt | None = None

    def stream(self, component: str) -> np.random.Generator:
        return stream(self.risk_id, component)

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

    def fires(
        self, node: str, chance: Distribution, *, where: Mask, loaded: bool = False
    ) -> Mask:
        """The trials of the mask in which the node fires: one uniform for each.

        The risk's drivers move a loaded node, and keep its chance on average.
        """
        if not where.any():
            return self.nowhere()
        chances = self.spread(f"{node}.chance", chance, where=where)
        if loaded and self.tilt:
            chances = self.tilt.chance(chances)
        return where & (self.stream(node).random(self.trials) < chances)


def mean_of(_: str, number: Distribution) -> Vector:
    return np.array([number.mean])


def _count(where: Index | Mask) -> int:
    if where.dtype == np.bool_:
        return int(np.count_nonzero(where))
    return where.size
