"""What a vector of losses says: mean, quantiles, tail, curve and its parts."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from risks.engine.exposure.portfolio.score import score
from risks.engine.exposure.portfolio.tail import Tail, interval_ranks
from risks.engine.exposure.sampling.losses import Losses, total_of
from risks.engine.money import Vector, exact_sum, units

TAIL = 0.95
LEVELS = {"p50": 0.50, "p90": 0.90, "p95": TAIL, "p99": 0.99}

WINDOW = 0.005
"""To each side of the rank of a quantile, as a share of the trials."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Money in currency units, to the cent."""

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
    p_over_appetite: float
    intervals: dict[str, Interval] = field(hash=False)
    """By quantile: where it lies with 95 % confidence, given so many trials."""

    def as_json(self) -> dict[str, object]:
        figures = asdict(self)
        del figures["standard_error"]
        figures["intervals"] = {
            level: list(interval) for level, interval in self.intervals.items()
        }
        return figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """Expected loss, in whole cents so that tables add up, and its standard error."""

    cents: float
    error: float = 0.0


def simulated_mean(losses: Losses) -> Mean:
    """The square root of the mean square deviation by that of the trials."""
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
    """Capacity and appetite in currency units; no appetite of its own is the capacity.

    The mean is taken from the losses where none is given.
    """
    mean, tail = mean or simulated_mean(losses), Tail(losses)
    tolerated = round(100 * (capacity if appetite is None else appetite))
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
        p_over_appetite=tail.over(tolerated) / tail.trials,
        intervals=_intervals(tail),
    )


def exceedance(losses: Losses, points: int = 50) -> list[tuple[float, float]]:
    """(loss in currency units, probability of that loss or a larger one).

    From the smallest positive loss to the largest; half of the points lie evenly in
    probability and half evenly in its logarithm, so that body and tail both show.
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


def _intervals(tail: Tail) -> dict[str, Interval]:
    found = {}
    for name, level in LEVELS.items():
        low, high = interval_ranks(level, tail.trials)
        found[name] = units(tail.at_rank(low)), units(tail.at_rank(high))
    return found


def attribution(
    losses_by_risk: Mapping[str, Losses], total: Losses | None = None
) -> dict[str, float]:
    """Each risk's part of the TVaR95 of their sum (Euler), in currency units.

    Tasche, Capital Allocation to Business Units and Sub-Portfolios (2008). The parts
    are means over the worst trials of the sum; trials tied at its quantile share
    their weight. They add up to the TVaR95 to the cent: what rounding leaves over
    goes to the largest remainders, then by id. `total` is their sum, where known.
    """
    total = total or _sum(losses_by_risk)
    parts = _means(losses_by_risk, _tail_weights(total))
    return _to_the_cent(parts, whole=round(Tail(total).mean_beyond(TAIL)))


def contribution_to_p95(
    losses_by_risk: Mapping[str, Losses], total: Losses | None = None
) -> dict[str, float]:
    """Each risk's part of the P95 of their sum, in currency units.

    The parts are the risks' means over the trials whose sum ranks within half a
    percent of the P95, or ties with one that does, scaled to the P95; they add up to
    it as those of `attribution` do.
    """
    total = total or _sum(losses_by_risk)
    edge = Tail(total).quantile(TAIL)
    parts = _means(losses_by_risk, _window_weights(total))
    about = math.fsum(parts.values())
    if about * edge <= 0:  # gains and losses cancel: only the trials at the P95
        parts = _means(losses_by_risk, _equal_weights(total.dense() == edge))
        about = edge
    scale = edge / about if about else 0.0
    scaled = {risk: part * scale for risk, part in parts.items()}
    return _to_the_cent(scaled, whole=round(edge))


def _sum(losses_by_risk: Mapping[str, Losses]) -> Losses:
    trials = next(iter(losses_by_risk.values())).trials
    return Losses.of(total_of(losses_by_risk.values(), trials=trials))


def _means(losses_by_risk: Mapping[str, Losses], weights: Vector) -> dict[str, float]:
    """Weighted, by risk; the sum of a column does not depend on the other risks."""
    return {
        risk: float((weights.take(losses.trial) * losses.kept).sum())
        for risk, losses in losses_by_risk.items()
    }


def _tail_weights(total: Losses) -> Vector:
    edge, cents = Tail(total).quantile(TAIL), total.dense()
    beyond, tied = cents > edge, cents == edge
    size = (1 - TAIL) * total.trials
    share = (size - np.count_nonzero(beyond)) / np.count_nonzero(tied)
    return np.asarray((beyond + share * tied) / size)


def _window_weights(total: Losses) -> Vector:
    tail, cents = Tail(total), total.dense()
    low, high = tail.quantile(TAIL - WINDOW), tail.quantile(TAIL + WINDOW)
    return _equal_weights((low <= cents) & (cents <= high))


def _equal_weights(chosen: NDArray[np.bool_]) -> Vector:
    return np.asarray(chosen / np.count_nonzero(chosen))


def _to_the_cent(parts: Mapping[str, float], *, whole: int) -> dict[str, float]:
    """Cents to currency units, rounded so that they add up to the whole."""
    cents = {risk: math.floor(part) for risk, part in parts.items()}
    left = whole - sum(cents.values())
    by_remainder = sorted(parts, key=lambda risk: (cents[risk] - parts[risk], risk))
    for risk in by_remainder[:left]:
        cents[risk] += 1
    return {risk: amount / 100 for risk, amount in cents.items()}
