"""The tail of a loss that falls at most once, from its law and exact to the cent."""

import numpy as np

from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.terms import MOST_TRIALS
from risks.engine.money import Vector

DIGITS = 12  # of a level's complement: 1 − 0.95 is 0.05
FULLEST = 0.999  # the share of the events at which a curve begins


class ExactTail:
    """What `Tail` says of trials, said of a law."""

    is_exact = True

    def __init__(self, law: AtMostOnce) -> None:
        self._law = law
        self._cents = 100.0 * law.factor  # for one unit of the severity

    def quantile(self, level: float) -> float:
        """Return the lower quantile: at most 1 − level of all outcomes exceed it."""
        share = self._share_beyond(level)
        if share >= 1:
            return 0.0
        return _whole(self._cents * self._law.severity.upper_quantile(share))

    def mean_beyond(self, level: float) -> float:
        """Return the TVaR: p ÷ (1 − level) · ∫ of the severity's worst quantiles."""
        law, share = self._law, min(self._share_beyond(level), 1.0)
        part = law.probability * law.severity.upper_part(share)
        return _whole(self._cents * part / _beyond(level))

    def error_beyond(self, _: float, *, mean: float) -> float:
        return 0.0

    def chance_over(self, cents: float) -> float:
        """Return the probability of a larger loss, in whole cents."""
        if cents < 0:
            return 1.0
        least = (cents + 0.5) / self._cents if cents else 0.0
        return self._law.probability * self._law.severity.survival(least)

    def curve(self, points: int) -> list[tuple[float, float]]:
        """Return rising losses in cents with the probability of each or a larger one.

        The largest is as rare as one trial in a run.
        """
        if not self._law.probability:
            return []
        rarest = min(1 / (MOST_TRIALS * self._law.probability), FULLEST)
        shares = _spread(rarest, FULLEST, points)
        upper = self._law.severity.upper_quantile
        losses = {_whole(self._cents * upper(float(share))) for share in shares}
        return [(loss, self.chance_over(loss - 1)) for loss in sorted(losses - {0.0})]

    def _share_beyond(self, level: float) -> float:
        """Return 1 − level as a share of the events."""
        if not self._law.probability:
            return 1.0
        return _beyond(level) / self._law.probability


def _beyond(level: float) -> float:
    return round(1 - level, DIGITS)


def _spread(low: float, high: float, points: int) -> Vector:
    """Return shares of which half are even, and half even in their logarithm."""
    half = max(points // 2, 1)
    return np.concatenate([np.geomspace(low, high, half), np.linspace(low, high, half)])


def _whole(cents: float) -> float:
    return float(np.rint(cents))
