"""The ways to say a number: certain, a 90 % interval, or low, likely, high.

Each maps a standard normal to its own quantile, so that a changed parameter
moves the value of a trial and never its luck.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtr

from risks.engine.money import Vector

Z95 = 1.6448536269514722
REACH = 6.0  # standard deviations that a draw hardly ever leaves
PERT_WEIGHT = 4.0


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
            return np.exp(self.mu + self.sigma * normal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pert:
    """Beta on [low, high] with its mode at `mode` and the usual weight of 4."""

    low: float
    mode: float
    high: float

    @property
    def shape(self) -> tuple[float, float]:
        width = self.high - self.low
        left = PERT_WEIGHT * (self.mode - self.low) / width
        return 1 + left, 1 + PERT_WEIGHT - left

    @property
    def mean(self) -> float:
        return (self.low + PERT_WEIGHT * self.mode + self.high) / (PERT_WEIGHT + 2)

    @property
    def variance(self) -> float:
        return (self.mean - self.low) * (self.high - self.mean) / (PERT_WEIGHT + 3)

    @property
    def lowest(self) -> float:
        return self.low

    @property
    def highest(self) -> float:
        return self.high

    def at(self, normal: Vector) -> Vector:
        if self.low == self.high:
            return np.full(normal.shape, self.low)
        fraction = betaincinv(*self.shape, ndtr(normal))
        return np.asarray(self.low + (self.high - self.low) * fraction)


Distribution = Constant | Lognormal90 | Pert


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
