"""Compute the figures of a loss vector: mean, quantiles, tail and curve."""

import math
from dataclasses import asdict, dataclass, field

import numpy as np

from risks.engine.exposure.portfolio.score import score
from risks.engine.exposure.portfolio.tail import Tail, interval_ranks
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.money import exact_sum, units

TAIL = 0.95
LEVELS = {"p50": 0.50, "p90": 0.90, "p95": TAIL, "p99": 0.99}

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The figures of a loss distribution, in currency units to the cent."""

    expected: float
    p_positive: float
    p50: float
    p90: float
    p95: float
    p99: float
    tvar95: float
    tvar99: float
    score: float
    standard_error: float  # of `expected`; 0 where that is a closed form
    p_over_appetite: float | None  # None where no appetite in money is set
    intervals: dict[str, Interval] = field(hash=False)
    """By quantile: where it lies with 95 % confidence, given so many trials."""

    def as_json(self) -> dict[str, object]:
        figures = asdict(self)
        del figures["standard_error"]
        if self.p_over_appetite is None:
            del figures["p_over_appetite"]
        figures["intervals"] = {
            level: list(interval) for level, interval in self.intervals.items()
        }
        return figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """An expected loss in whole cents, so that tables add up, with its error."""

    cents: float
    error: float = 0.0


def simulated_mean(losses: Losses) -> Mean:
    """Return the mean of the trials and its standard error."""
    trials, cents = losses.trials, losses.cents
    mean = exact_sum(losses.kept) / trials
    squares = float(np.square(cents).sum()) / trials
    error = math.sqrt(max(squares - mean**2, 0.0) / trials)
    return Mean(cents=float(round(mean)), error=error)


def measure(
    losses: Losses,
    *,
    capacity: float,
    appetite: float | None = None,
    mean: Mean | None = None,
) -> Metrics:
    """Return the figures; capacity and appetite are in currency units.

    Without an appetite nothing is over it. Without a mean it is taken from the losses.
    """
    mean, tail = mean or simulated_mean(losses), Tail(losses)
    expected, tvar95 = units(mean.cents), units(tail.mean_beyond(TAIL))
    quantiles = {name: units(tail.quantile(level)) for name, level in LEVELS.items()}
    return Metrics(
        expected=expected,
        p_positive=tail.over(0) / tail.trials,
        **quantiles,
        tvar95=tvar95,
        tvar99=units(tail.mean_beyond(0.99)),
        score=score(expected=expected, tvar95=tvar95, capacity=capacity),
        standard_error=units(mean.error),
        p_over_appetite=_over(appetite, tail),
        intervals=_intervals(tail),
    )


def exceedance(losses: Losses, points: int = 50) -> list[tuple[float, float]]:
    """Return points (loss in currency units, probability of that loss or more).

    They go from the smallest positive loss to the largest. Half of the points are even
    in probability and half in its logarithm, so that body and tail both show.
    """
    positive = Tail(losses).positive
    if not positive.size:
        return []
    half = max(points // 2, 1)
    from_top = np.geomspace(1, positive.size, half), np.linspace(1, positive.size, half)
    ranks = np.rint(np.concatenate(from_top)).astype(np.int64)
    chosen = np.unique(positive[positive.size - ranks])
    least = positive.size - np.searchsorted(positive, chosen, side="left")
    return [
        (units(float(loss)), float(count / losses.trials))
        for loss, count in zip(chosen, least, strict=True)
    ]


def _over(appetite: float | None, tail: Tail) -> float | None:
    return None if appetite is None else tail.over(round(100 * appetite)) / tail.trials


def _intervals(tail: Tail) -> dict[str, Interval]:
    found = {}
    for name, level in LEVELS.items():
        low, high = interval_ranks(level, tail.trials)
        found[name] = units(tail.at_rank(low)), units(tail.at_rank(high))
    return found
