"""Distributions of a number: certain, 90 % interval, low-likely-high, or table.

Each maps a standard normal to its own quantile, so that a changed parameter moves the
value of a trial and keeps its rank. Besides, each knows its upper tail in closed form:
the quantile that a share exceeds, the integral of the quantiles of that share, and the
probability of more than an amount.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaincinv, ndtr, ndtri

from risks.engine.exposure.sampling import pert
from risks.engine.exposure.sampling.fixed_table import Table
from risks.engine.money import Vector

Z95 = 1.6448536269514722
REACH = 6.0  # a draw is almost never further out, in standard deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A number that is certain."""

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

    def upper_quantile(self, _: float) -> float:
        return self.value

    def upper_part(self, share: float) -> float:
        return share * self.value

    def survival(self, amount: float) -> float:
        return float(self.value > amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lognormal90:
    """A lognormal whose 5 % and 95 % quantiles are `low` and `high`, above 0."""

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

    def upper_quantile(self, share: float) -> float:
        if not self.sigma:
            return self.median
        return _exp(self.mu - self.sigma * float(ndtri(share)))

    def upper_part(self, share: float) -> float:
        """Return E[Y]·Φ(σ − z), with z the standard normal that the share exceeds."""
        if not self.sigma:
            return share * self.median
        return self.mean * float(ndtr(self.sigma + ndtri(share)))

    def survival(self, amount: float) -> float:
        if amount <= 0 or not self.sigma:
            return float(self.median > amount)
        return float(ndtr((self.mu - math.log(amount)) / self.sigma))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pert:
    """A beta distribution on [low, high] with its mode at `mode` and weight 4."""

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
        amount *= self._width
        amount += self.low
        return np.minimum(amount, self.high, out=amount)

    def upper_quantile(self, share: float) -> float:
        return self.high - self._width * float(betaincinv(*self._shapes, share))

    def upper_part(self, share: float) -> float:
        """Return the integral, in which x·density is a beta density of α + 1."""
        above, below = self._shapes
        reached = betainc(above, below + 1, betaincinv(above, below, share))
        mean = below / (above + below)
        return share * self.low + self._width * mean * float(reached)

    def survival(self, amount: float) -> float:
        if self.low == self.high:
            return float(self.low > amount)
        left = (self.high - amount) / self._width
        return float(betainc(*self._shapes, min(max(left, 0.0), 1.0)))

    @property
    def _width(self) -> float:
        return self.high - self.low

    @property
    def _shapes(self) -> tuple[float, float]:
        """Return β and α: the distance from `high` is a beta number too."""
        if self.low == self.high:
            return 1.0, 1.0
        weight = pert.WEIGHT * self._place_of_mode
        return 1 + pert.WEIGHT - weight, 1 + weight

    @property
    def _place_of_mode(self) -> float:
        """Return the place of the mode between low, 0, and high, 1."""
        return (self.mode - self.low) / self._width


Distribution = Constant | Lognormal90 | Pert | Table
ZERO, SURELY = Constant(value=0.0), Constant(value=1.0)


def is_constant(*numbers: Distribution) -> bool:
    return all(isinstance(number, Constant) for number in numbers)


def reach(number: Distribution) -> float:
    """Return a bound that draws almost never exceed, to size work only."""
    if isinstance(number, Lognormal90):
        return _exp(number.mu + REACH * number.sigma)
    return number.highest


def _exp(power: float) -> float:
    try:
        return math.exp(power)
    except OverflowError:
        return math.inf
