"""The ways to say a number: certain, a 90 % interval, low, likely, high, a table.

Each maps a standard normal to its own quantile, so that a changed parameter
moves the value of a trial and never its luck.
"""

import math
from dataclasses import dataclass

import numpy as np

from risks.engine.exposure.sampling import pert
from risks.engine.exposure.sampling.fixed_table import Table
from risks.engine.money import Vector

Z95 = 1.6448536269514722
REACH = 6.0  # standard deviations that a draw hardly ever leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    value: float

    @property
    def mean(self) -> float:
        return self.value

    @property
    def lowest(self) -> float:
        return self.value

    @property
    def highest(self) -> float:
        return self.value

    def at(self, normal: Vector) -> Vector:
        return np.full(normal.shape, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lognormal90:
    """Lognormal whose 5 % and 95 % quantiles are `low` and `high`, both above 0."""

    low: float
    high: float

    @property
    def mu(self) -> float:
        return (math.log(self.low) + math.log(self.high)) / 2

    @property
    def sigma(self) -> float:
        return (math.log(self.high) - math.log(self.low)) / (2 * Z95)

    @property
    def mean(self) -> float:
        return _exp(self.mu + self.sigma**2 / 2)

    @property
    def median(self) -> float:
        return _exp(self.mu)

    @property
    def lowest(self) -> float:
        return 0.0

    @property
    def highest(self) -> float:
        return math.inf

    def at(self, normal: Vector) -> Vector:
        with np.errstate(over="ignore"):
            amount = self.sigma * normal
            amount += self.mu
            return np.asarray(np.exp(amount, out=amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pert:
    """Beta on [low, high] with its mode at `mode` and the usual weight of 4."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        return (self.low + pert.WEIGHT * self.mode + self.high) / (pert.WEIGHT + 2)

    @property
    def variance(self) -> float:
        return (self.mean - self.low) * (self.high - self.mean) / (pert.WEIGHT + 3)

    @property
    def lowest(self) -> float:
        return self.low

    @property
    def highest(self) -> float:
        return self.high

    def at(self, normal: Vector) -> Vector:
        if self.low == self.high:
            return np.full(normal.shape, self.low)
        amount = pert.fraction(normal, mode=self._place_of_mode)
        amount *= self.high - self.low
        amount += self.low
        return np.minimum(amount, self.high, out=amount)

    @property
    def _place_of_mode(self) -> float:
        """Between low, 0, and high, 1."""
        return (self.mode - self.low) / (self.high - self.low)


Distribution = Constant | Lognormal90 | Pert | Table
NOUGHT, SURELY = Constant(value=0.0), Constant(value=1.0)


def is_constant(*numbers: Distribution) -> bool:
    return all(isinstance(number, Constant) for number in numbers)


def reach(number: Distribution) -> float:
    """What a draw hardly ever exceeds: to size work, never to cut a tail."""
    if isinstance(number, Lognormal90):
        return _exp(number.mu + REACH * number.sigma)
    return number.highest


def _exp(power: float) -> float:
    try:
        return math.exp(power)
    except OverflowError:
        return math.inf
