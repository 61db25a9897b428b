"""The draws of one risk: values and nodes by trial, tilted by its drivers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

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
        """One value for each trial chosen by index or mask, in that order.

        The luck of a trial is fixed by its position. The normal quantile of the
        chosen uniforms costs less than normals for all trials.
        """
        if isinstance(number, Constant):
            return np.full(_count(where), number.value)
        return number.at(ndtri(self.uniforms(component, where=where)))

    def uniforms(self, component: str, *, where: Index | Mask) -> Vector:
        """One number between 0 and 1, never either, for each trial chosen.

        Half a word of the stream for each trial, chosen or not: 32 bits are enough
        for a chance, and reach 6.3 standard deviations.
        """
        words = self.stream(component).bit_generator.random_raw(self.trials // 2 + 1)
        uniform = words.view(np.uint32)[: self.trials][where].astype(np.float64)
        uniform += 0.5
        uniform *= 2.0**-32
        return uniform

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
        tilt = self.tilt if loaded else None
        if isinstance(chance, Constant) and chance.value in (0.0, 1.0):
            return where.copy() if chance.value else self.nowhere()
        chosen = np.flatnonzero(where)
        chances: float | Vector
        if isinstance(chance, Constant):
            chances = chance.value
        else:
            chances = self.values(f"{node}.chance", chance, where=chosen)
        if tilt is not None:
            chances = tilt.at(chosen).chance(chances)
        fired = self.nowhere()
        fired[chosen] = self.uniforms(node, where=chosen) < chances
        return fired


def mean_of(_: str, number: Distribution) -> Vector:
    return np.array([number.mean])


def _count(where: Index | Mask) -> int:
    if where.dtype == np.bool_:
        return int(np.count_nonzero(where))
    return where.size
