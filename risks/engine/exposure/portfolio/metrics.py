"""Compute the figures of a loss vector: mean, quantiles, tail and curve."""

import math
from dataclasses import asdict, dataclass, field
from functools import lru_cache

import numpy as np

from risks.engine.exposure.portfolio.exact_tail import ExactTail
from risks.engine.exposure.portfolio.intervals import (
    Interval,
    amount_interval,
    score_interval,
    score_margin,
)
from risks.engine.exposure.portfolio.score import score
from risks.engine.exposure.portfolio.tail import Tail, interval_ranks
from risks.engine.exposure.sampling.at_most_once import AtMostOnce
from risks.engine.exposure.sampling.losses import Losses
from risks.engine.money import exact_sum, units

TAIL, FAR_TAIL = 0.95, 0.99
LEVELS = {"p50": 0.50, "p90": 0.90, "p95": TAIL, "p99": 0.99}


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
    tvar95_error: float  # its standard error
    is_exact: bool  # whether a law gives every figure, and no trial
    p_over_appetite: float | None  # None where no appetite in money is set
    intervals: dict[str, Interval] = field(hash=False)
    """By figure: where it lies with 95 % confidence, given so many trials.

    Of each quantile, each TVaR and the score. Empty where they are exact.
    """

    @property
    def score_margin(self) -> float:
        """Return how many points the score may be off either way."""
        return score_margin(
            expected=self.expected,
            tvar95=self.tvar95,
            mean_error=self.standard_error,
            tail_error=self.tvar95_error,
        )

    def as_json(self) -> dict[str, object]:
        figures = asdict(self)
        for name in ("standard_error", "tvar95_error", "is_exact"):
            del figures[name]
        figures["exact"] = self.is_exact
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
    law: AtMostOnce | None = None,
) -> Metrics:
    """Return the figures; capacity and appetite are in currency units.

    Without an appetite nothing is over it. Without a mean it is taken from the losses.
    With the law of the losses the tail is exact, and the trials are not read.
    """
    mean, tail = mean or simulated_mean(losses), _tail_of(losses, law)
    near, far = tail.mean_beyond(TAIL), tail.mean_beyond(FAR_TAIL)
    expected, tvar95, tvar99 = units(mean.cents), units(near), units(far)
    standard_error = units(mean.error)
    tvar95_error = units(tail.error_beyond(TAIL, mean=near))
    quantiles = {name: units(tail.quantile(level)) for name, level in LEVELS.items()}
    return Metrics(
        expected=expected,
        p_positive=tail.chance_over(0),
        **quantiles,
        tvar95=tvar95,
        tvar99=tvar99,
        score=score(expected=expected, tvar95=tvar95, capacity=capacity),
        standard_error=standard_error,
        tvar95_error=tvar95_error,
        is_exact=tail.is_exact,
        p_over_appetite=_over(appetite, tail),
        intervals={}
        if isinstance(tail, ExactTail)
        else {
            **_quantile_intervals(tail),
            "tvar95": amount_interval(tvar95, error=tvar95_error),
            "tvar99": amount_interval(
                tvar99, error=units(tail.error_beyond(FAR_TAIL, mean=far))
            ),
            "score": score_interval(
                expected=expected,
                tvar95=tvar95,
                mean_error=standard_error,
                tail_error=tvar95_error,
                capacity=capacity,
            ),
        },
    )


def exceedance(
    losses: Losses, points: int = 50, *, law: AtMostOnce | None = None
) -> list[tuple[float, float]]:
    """Return points (loss in currency units, probability of that loss or more)."""
    curve = _tail_of(losses, law).curve(points)
    return [(units(loss), chance) for loss, chance in curve]


@lru_cache(maxsize=1)  # figures and curve of the same losses follow one another
def _tail_of(losses: Losses, law: AtMostOnce | None) -> Tail | ExactTail:
    return Tail(losses) if law is None else ExactTail(law)


def _over(appetite: float | None, tail: Tail | ExactTail) -> float | None:
    return None if appetite is None else tail.chance_over(round(100 * appetite))


def _quantile_intervals(tail: Tail) -> dict[str, Interval]:
    found = {}
    for name, level in LEVELS.items():
        low, high = interval_ranks(level, tail.trials)
        found[name] = units(tail.at_rank(low)), units(tail.at_rank(high))
    return found
