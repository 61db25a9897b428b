"""The draws of one risk: values and nodes by trial, shifted by its drivers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.sampling.distributions import Constant, Distribution
from risks.engine.exposure.sampling.drivers import Tilt
from risks.engine.exposure.sampling.normals import first_word_above, normals, uniforms
from risks.engine.exposure.sampling.streams import HalfWords, half_words_at, stream
from risks.engine.money import Vector

Mask = NDArray[np.bool_]
Index = NDArray[np.integer]
Reading = Callable[[str, Distribution], Vector]
"""How a formula reads a named number: its draws, or its mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The streams of one risk and the drivers that shift it."""

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
        """Return one value for each chosen trial (index or mask), in that order.

        The random number of a trial is fixed by its position.
        """
        if isinstance(number, Constant):
            return np.full(_count(where), number.value)
        return number.at(normals(self.half_words(component, where=where)))

    def half_words(self, component: str, *, where: Index | Mask) -> HalfWords:
        """Return 32 random bits for each chosen trial of a stream.

        They suffice for a probability and reach 6.3 standard deviations.
        """
        is_mask = where.dtype == np.bool_
        trial = np.flatnonzero(where) if is_mask else where.astype(np.intp, copy=False)
        return half_words_at(trial, name=self.risk_id, component=component)

    def uniforms(self, component: str, *, where: Index | Mask) -> Vector:
        """Return one number strictly between 0 and 1 for each chosen trial."""
        return uniforms(self.half_words(component, where=where))

    def reading(self, where: Index | Mask) -> Reading:
        return lambda name, number: self.values(name, number, where=where)

    def fires(
        self, node: str, chance: Distribution, *, where: Mask, loaded: bool = False
    ) -> Mask:
        """Return the trials of the mask in which a node happens.

        Each trial has one uniform. Drivers move a node with a loading, but keep its
        mean probability.
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
        fired[chosen] = self.happens(node, chances, where=chosen)
        return fired

    def happens(self, node: str, chance: float | Vector, *, where: Index) -> Mask:
        """Say whether the uniform of each chosen trial is below its probability."""
        words = self.half_words(node, where=where)
        if isinstance(chance, float):
            return words < first_word_above(chance)
        return uniforms(words) < chance


def mean_of(_: str, number: Distribution) -> Vector:
    return np.array([number.mean])


def _count(where: Index | Mask) -> int:
    if where.dtype == np.bool_:
        return int(np.count_nonzero(where))
    return where.size
