"""Named drivers that move several risks at once, and their loadings.

A driver is a standard normal by trial, high where it is bad for the company; risks that
load on it are bad together. One-factor models: a lognormal factor of mean 1 on the
intensity of events (a shared frailty, Vaupel, Manton and Stallard, Demography 16,
1979), and for the nodes of a court the probit factor of Vasicek (Probability of Loss on
Loan Portfolio, 1987; The Distribution of Loan Portfolio Value, Risk, Dec. 2002).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from risks.engine.exposure.sampling.streams import stream
from risks.engine.formats import number, percent
from risks.engine.money import Vector

LOADING_WORDS: Mapping[str, float] = {
    "none": 0.0,
    "weak": 0.2,
    "moderate": 0.4,
    "strong": 0.6,
}
STRATA = 256
KEPT_IN_MEMORY = 16
STATED = 0.1  # the probability that illustrates a loading
Z95 = 1.6448536269514722
KNOTS = (-20.0, 14.0, 1025)  # ln of a rate over the horizon
QUADRATURE = np.polynomial.hermite_e.hermegauss(48)
STEEP = 0.7  # the variance from which the trapezoidal rule takes over
FINE_POINTS = np.linspace(-8.0, 8.0, 513)
FINE = FINE_POINTS, np.exp(-(FINE_POINTS**2) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How strongly a risk depends on a driver, between -1 and 1.

    Below 0 the risk is better off where others suffer.
    """

    driver: str
    loading: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilt:
    """The effect of the drivers on one risk: Σ loading · Z."""

    variance: float  # Σ loading², below 1
    by_trial: Vector

    def at(self, trial: NDArray[np.integer]) -> "Tilt":
        """Return the tilt of some trials, in their order."""
        return Tilt(variance=self.variance, by_trial=self.by_trial[trial])

    @property
    def relative_rate(self) -> Vector:
        """Return M = exp(aZ − a²/2), whose mean is 1."""
        return np.exp(self.by_trial - self.variance / 2)

    def rate(self, unloaded: Vector) -> Vector:
        """Return by trial the rate of what happens at most once over the horizon.

        With M alone it would happen less often than stated: the mean of 1 − exp(−λM) is
        below 1 − exp(−λ). So λ is raised until they are equal.
        """
        with np.errstate(
            divide="ignore"
        ):  # probabilities 0 and 1 have infinite logarithms
            stated = np.log(unloaded)
        raised = stated + np.interp(stated, *_raise_of(self.variance))
        return np.exp(raised) * self.relative_rate

    def chance(self, stated: float | Vector) -> Vector:
        """Return P(√(1−ρ)·ε − √ρ·Z < Φ⁻¹(p)) given Z: its mean over Z is p."""
        return conditional(stated, self.by_trial, variance=self.variance)


def conditional(
    stated: float | Vector, tilt: float | Vector, *, variance: float
) -> Vector:
    """Return a probability given its drivers; 0 and 1 do not change."""
    reached = (ndtri(stated) + tilt) / math.sqrt(1 - variance)
    return np.asarray(ndtr(reached))


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """What a loading means where its driver is at its 95 % point."""

    relative_rate: float  # times the stated rate
    event_chance: float  # of an event stated as 10 %
    court_chance: float  # of a node stated as 10 %

    @property
    def words(self) -> str:
        return (
            f"when the driver is at its worst in twenty, events come "
            f"{number(self.relative_rate, decimals=2)} times as often; "
            "a 10 % event happens with "
            f"{percent(self.event_chance, decimals=1)}, a 10 % ruling falls with "
            f"{percent(self.court_chance, decimals=1)}"
        )


def implied(loading: float) -> Implied:
    """Return the meaning of one loading, strictly between -1 and 1."""
    tilt = Tilt(variance=loading**2, by_trial=np.array([loading * Z95]))
    rate = tilt.rate(-np.log1p(np.array([-STATED])))
    return Implied(
        relative_rate=float(tilt.relative_rate[0]),
        event_chance=float(-np.expm1(-rate[0])),
        court_chance=float(tilt.chance(STATED)[0]),
    )


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _raise_of(variance: float) -> tuple[Vector, Vector]:
    """Return (ln of the unloaded rate, what to add to it) at rising knots."""
    points, weights = QUADRATURE
    factors = np.exp(math.sqrt(variance) * points - variance / 2)
    loaded = np.linspace(*KNOTS)
    survival = np.exp(-np.exp(loaded)[:, None] * factors) @ (weights / weights.sum())
    kept = survival > np.finfo(float).tiny
    stated = np.log(-np.log(survival[kept]))
    return stated, loaded[kept] - stated


def variance_of(loadings: Sequence[Loading]) -> float:
    return math.fsum(each.loading**2 for each in loadings)


def covariance_of(one: Sequence[Loading], other: Sequence[Loading]) -> float:
    """Return the covariance of two tilts: only shared drivers contribute."""
    strengths = {each.driver: each.loading for each in other}
    return math.fsum(each.loading * strengths.get(each.driver, 0.0) for each in one)


def tilt_of(loadings: Sequence[Loading], *, trials: int) -> Tilt | None:
    """Return the tilt of a risk, or None without drivers; order does not matter."""
    moving = sorted(
        ((each.driver, each.loading) for each in loadings if each.loading),
    )
    if not moving:
        return None
    by_trial = np.zeros(trials)
    for driver, loading in moving:
        by_trial += loading * driver_by_trial(driver, trials=trials)
    return Tilt(variance=variance_of(loadings), by_trial=by_trial)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def driver_by_trial(driver: str, *, trials: int) -> Vector:
    """Return a stratified standard normal by trial, in an order given by its key."""
    strata = min(STRATA, trials)
    stratum = np.repeat(np.arange(strata), trials // strata)
    within = stream(driver, "driver").random(trials)
    normal = ndtri((stratum + within) / strata)
    shuffled = stream(driver, "driver order").permutation(normal)
    shuffled.flags.writeable = False
    return shuffled


def quadrature(variance: float) -> list[tuple[float, float]]:
    """Return (weight, tilt) pairs that integrate smooth functions of the tilt.

    Where nearly all is the drivers', probabilities turn too steeply for 48 points.
    """
    if not variance:
        return [(1.0, 0.0)]
    points, weights = QUADRATURE if variance < STEEP else FINE
    total = float(weights.sum())
    return [
        (float(weight) / total, math.sqrt(variance) * float(point))
        for point, weight in zip(points, weights, strict=True)
    ]
