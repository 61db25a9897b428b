"""The law of a sum of events by Fourier transform: nothing in it is the engine's.

Severities on a grid, each cell at its middle; characteristic functions instead of
trials; an exponential tilt against wrapping around (Grübel and Hermesmeier, ASTIN
Bulletin 29, 1999). One driver is integrated over: given it the risks are independent.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft
from scipy.special import betainc, ndtr

Vector = NDArray[np.float64]
Cdf = Callable[[Vector], Vector]

CELLS = 2**15
TILT = 10.0  # of what lies beyond the grid e^-10 is left on it
DRIVER = np.linspace(-8, 8, 129)
WEIGHT = np.exp(-(DRIVER**2) / 2) / np.exp(-(DRIVER**2) / 2).sum()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peril:
    """`count` equal risks over the horizon, each by itself once it has its driver."""

    cdf: Cdf  # of what one event costs today
    stated: float  # events on average, or the chance of the only one
    at_most_once: bool = False
    loading: float = 0.0
    count: int = 1

    def transform(self, severity: Vector) -> Vector:
        """Of their sum: one row, or one for each point of the driver."""
        if self.at_most_once:
            return (1 + self._chance() * (severity - 1)) ** self.count
        return np.exp(self.count * self.stated * self._factor() * (severity - 1))

    def _factor(self) -> Vector:
        driver = DRIVER[:, None] if self.loading else np.zeros((1, 1))
        return np.exp(self.loading * driver - self.loading**2 / 2)

    def _chance(self) -> Vector:
        """1 − exp(−λM), λ by bisection so that its mean is the stated chance."""
        factor, low, high = self._factor(), 0.0, 50.0
        weight = WEIGHT if self.loading else np.ones(1)
        for _ in range(80):
            middle = (low + high) / 2
            reached = float((weight @ -np.expm1(-middle * factor))[0])
            low, high = (middle, high) if reached < self.stated else (low, middle)
        return -np.expm1(-high * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    masses: Vector  # of the cells, the first around nought
    step: float  # currency units

    @property
    def nought(self) -> float:
        return float(self.masses[0])

    @property
    def mean(self) -> float:
        return float(self.masses @ np.arange(CELLS)) * self.step

    @property
    def deviation(self) -> float:
        amounts = self.step * np.arange(CELLS)
        return math.sqrt(float(self.masses @ (amounts - self.mean) ** 2))

    def quantile(self, level: float) -> float:
        """Even within its cell."""
        reached = np.cumsum(self.masses)
        cell = int(np.searchsorted(reached, level))
        above = float((reached[cell] - level) / self.masses[cell])
        return self.step * (cell + 0.5 - above)

    def density(self, amount: float, *, width: int = 64) -> float:
        """Over so many cells on either side."""
        cell = round(amount / self.step)
        around = self.masses[cell - width : cell + width + 1]
        return float(around.sum()) / (around.size * self.step)

    def tail_mean(self, level: float) -> float:
        beyond = np.diff(np.maximum(np.cumsum(self.masses) - level, 0), prepend=0)
        return float(beyond @ np.arange(CELLS)) * self.step / (1 - level)


def law(perils: Sequence[Peril], *, step: float) -> Law:
    decay = np.exp(-TILT / CELLS * np.arange(CELLS))
    edges = step * (np.arange(CELLS + 1) - 0.5)
    total = np.ones((DRIVER.size, CELLS // 2 + 1), dtype=np.complex128)
    for peril in perils:
        severity = np.diff(peril.cdf(np.maximum(edges, 0.0)))
        total *= peril.transform(rfft(decay * severity))
    masses = irfft(WEIGHT @ total, CELLS) / decay
    return Law(masses=np.asarray(masses), step=step)


def lognormal(low: float, high: float, *, factor: float = 1.0) -> Cdf:
    """Between the two nine times in ten; `factor` discounts."""
    middle = math.log(low * high) / 2 + math.log(factor)
    spread = math.log(high / low) / (2 * 1.6448536269514722)

    def cdf(amounts: Vector) -> Vector:
        with np.errstate(divide="ignore"):
            return np.asarray(ndtr((np.log(amounts) - middle) / spread))

    return cdf


def pert(low: float, mode: float, high: float, *, factor: float = 1.0) -> Cdf:
    width = high - low
    left, right = 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width
    return lambda amounts: np.asarray(
        betainc(left, right, np.clip((amounts / factor - low) / width, 0, 1))
    )


def constant(value: float, *, factor: float = 1.0) -> Cdf:
    return lambda amounts: (amounts >= value * factor).astype(np.float64)
