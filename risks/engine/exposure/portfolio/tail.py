"""Losses in order, for quantiles and tail means."""

import math
from functools import lru_cache

import numpy as np
from scipy.special import bdtrik

from risks.engine.exposure.sampling.losses import Cents, Losses
from risks.engine.money import exact_sum

OUTSIDE = 0.025  # probability outside an interval, on each side


class Tail:
    """Losses in rising order: gains below 0, losses above, and trials with neither."""

    is_exact = False

    def __init__(self, losses: Losses) -> None:
        self.trials = losses.trials
        self.sorted: Cents = losses.kept.copy()
        self.sorted.sort()
        self.gains = 0
        if losses.has_gains:
            self.gains = int(np.searchsorted(self.sorted, 0.0))
        self.noughts = self.trials - self.sorted.size

    def at_rank(self, rank: int) -> float:
        """Return the rank-th smallest loss, counted from 1."""
        if rank <= self.gains:
            return float(self.sorted[rank - 1])
        beyond = rank - 1 - self.noughts
        return float(self.sorted[beyond]) if beyond >= self.gains else 0.0

    def quantile(self, level: float) -> float:
        """Return the lower empirical quantile: the value at rank ⌈level·T⌉."""
        return self.at_rank(_rank(level, self.trials))

    def mean_beyond(self, level: float) -> float:
        """Return the TVaR; an atom at the quantile counts only with its tail part."""
        edge, size = self.quantile(level), (1 - level) * self.trials
        first = self._first_beyond(edge)
        count = self._count_from(first, noughts=edge < 0)
        return (exact_sum(self.sorted[first:]) + edge * (size - count)) / size

    def error_beyond(self, level: float, *, mean: float) -> float:
        """Return the standard error of `mean_beyond`, which is given, in cents.

        The mean beyond q is q + E[(X − q)⁺] ÷ (1 − level), and where q lies does not
        matter to the first order: Manistre and Hancock, Variance of the CTE Estimator,
        North American Actuarial Journal 9 (2005).
        """
        edge = self.quantile(level)
        excess = self.sorted[self._first_beyond(edge) :] - np.float64(edge)
        squares = float(excess @ excess)
        if edge < 0:
            squares += edge**2 * self.noughts
        variance = squares / self.trials - ((1 - level) * (mean - edge)) ** 2
        return math.sqrt(max(variance, 0.0) / self.trials) / (1 - level)

    def chance_over(self, cents: float) -> float:
        """Return the share of trials in which the loss is larger."""
        larger = self._count_from(self._first_beyond(cents), noughts=cents < 0)
        return larger / self.trials

    def curve(self, points: int) -> list[tuple[float, float]]:
        """Return rising losses in cents with the probability of each or a larger one.

        They go from the smallest positive loss to the largest. Half of the points are
        even in probability and half in its logarithm, so that body and tail both show.
        """
        positive = self.positive
        if not positive.size:
            return []
        half = max(points // 2, 1)
        from_top = (
            np.geomspace(1, positive.size, half),
            np.linspace(1, positive.size, half),
        )
        ranks = np.rint(np.concatenate(from_top)).astype(np.int64)
        chosen = np.unique(positive[positive.size - ranks])
        least = positive.size - np.searchsorted(positive, chosen, side="left")
        return [
            (float(loss), float(count / self.trials))
            for loss, count in zip(chosen, least, strict=True)
        ]

    def _count_from(self, first: int, *, noughts: bool) -> int:
        return self.sorted.size - first + (self.noughts if noughts else 0)

    @property
    def positive(self) -> Cents:
        return self.sorted[self.gains :]

    def _first_beyond(self, cents: float) -> int:
        """Return the index in `sorted` of the first larger loss."""
        if not self.sorted.size or cents >= self.sorted[-1]:
            return self.sorted.size
        if cents < self.sorted[0]:
            return 0
        edge = self.sorted.dtype.type(cents)  # a wider type would copy the column
        return int(self.sorted.searchsorted(edge, side="right"))


@lru_cache(maxsize=128)
def interval_ranks(level: float, trials: int) -> tuple[int, int]:
    """Return the two order statistics that enclose the quantile.

    The number of losses below a quantile is binomial, whatever their distribution:
    David and Nagaraja, Order Statistics (2003), § 7.1. At least 95 %, exactly; of
    few trials the smallest or the largest loss, and then less.
    """
    below, above = bdtrik([OUTSIDE, 1 - OUTSIDE], trials, level)
    low = 1 if math.isnan(below) else math.floor(below) + 1
    high = trials if math.isnan(above) else math.ceil(above) + 1
    return max(low, 1), min(high, trials)


@lru_cache(maxsize=128)
def _rank(level: float, trials: int) -> int:
    return math.ceil(level * trials)
