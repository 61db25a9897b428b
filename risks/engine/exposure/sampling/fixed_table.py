"""A table of the few values that a number can have, with their probabilities."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from risks.engine.money import Vector

TOLERANCE = 1e-12  # of the sum of some chances


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A distribution with few values."""

    values: tuple[float, ...]  # rising
    chances: tuple[float, ...]  # above 0; they add up to 1

    @property
    def mean(self) -> float:
        pairs = zip(self.values, self.chances, strict=True)
        return math.fsum(value * chance for value, chance in pairs)

    @property
    def median(self) -> float:
        return float(self.at(np.zeros(1))[0])

    @property
    def lowest(self) -> float:
        return self.values[0]

    @property
    def highest(self) -> float:
        return self.values[-1]

    def at(self, normal: Vector) -> Vector:
        """Return the value at the rank of a standard normal."""
        bounds = np.cumsum(self.chances)[:-1]
        chosen = np.searchsorted(bounds, ndtr(normal), side="left")
        return np.array(self.values)[chosen]

    def upper_quantile(self, share: float) -> float:
        """Return the least value that no more than the share exceeds."""
        least = self.values[-1]
        for value in reversed(self.values):
            if self.survival(value) > share + TOLERANCE:
                return least
            least = value
        return least

    def upper_part(self, share: float) -> float:
        left, parts = share, []
        for value, chance in zip(
            reversed(self.values), reversed(self.chances), strict=True
        ):
            parts.append(min(chance, left) * value)
            left = max(left - chance, 0.0)
        return math.fsum(parts)

    def survival(self, amount: float) -> float:
        pairs = zip(self.values, self.chances, strict=True)
        return math.fsum(chance for value, chance in pairs if value > amount)
