"""What a vector of losses says: mean, quantiles, tail, curve and its parts."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from risks.engine.exposure.losses import Losses, total_of
from risks.engine.exposure.score import score
from risks.engine.money import Vector, exact_sum, units

TAIL = 0.95


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

    def as_json(self) -> dict[str, float]:
        figures = asdict(self)
        del figures["standard_error"]
        return figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """Expected loss, in whole cents so that tables add up, and its standard error."""

    cents: float
    error: float = 0.0


class Tail:
    """Losses, none of them negative, seen from their large end."""

    def __init__(self, losses: Losses) -> None:
        self.trials = losses.trials
        self.positive = np.sort(losses.cents)

    def quantile(self, level: float) -> float:
        """Lower empirical: the value at rank ⌈level·T⌉."""
        zeros = self.trials - self.positive.size
        index = math.ceil(level * self.trials) - 1 - zeros
        return float(self.positive[index]) if index >= 0 else 0.0

    def mean_beyond(self, level: float) -> float:
        """TVaR: of the atom at the quantile only the part inside the tail counts."""
        edge = self.quantile(level)
        first = int(np.searchsorted(self.positive, edge, side="right"))
        beyond = self.positive[first:]
        size = (1 - level) * self.trials
        return (exact_sum(beyond) + edge * (size - beyond.size)) / size


def simulated_mean(losses: Losses) -> Mean:
    trials, whole = losses.trials, exact_sum(losses.cents)
    mean = whole / trials
    squares = float(losses.cents @ losses.cents) / trials
    error = math.sqrt(max(squares - mean**2, 0.0) / trials)
    return Mean(cents=float(round(mean)), error=error)


def measure(losses: Losses, *, capacity: float, mean: Mean | None = None) -> Metrics:
    """Losses in whole cents; the mean is taken from them where none is given."""
    mean = mean or simulated_mean(losses)
    tail = Tail(losses)
    expected, tvar95 = units(mean.cents), units(tail.mean_beyond(TAIL))
    return Metrics(
        expected=expected,
        p_positive=tail.positive.size / tail.trials,
        p50=units(tail.quantile(0.50)),
        p90=units(tail.quantile(0.90)),
        p95=units(tail.quantile(TAIL)),
        p99=units(tail.quantile(0.99)),
        tvar95=tvar95,
        tvar99=units(tail.mean_beyond(0.99)),
        score=score(expected=expected, tvar95=tvar95, capacity=capacity),
        standard_error=units(mean.error),
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
        (units(loss), float(count / losses.trials))
        for loss, count in zip(chosen, least, strict=True)
    ]


def attribution(losses_by_risk: Mapping[str, Losses]) -> dict[str, float]:
    """Each risk's part of the TVaR95 of their sum (Euler), in currency units.

    The parts are means over the worst trials of the sum; trials tied at its
    quantile share their weight. They add up to the TVaR95 to the cent: what
    rounding leaves over goes to the largest remainders, then by id.
    """
    trials = next(iter(losses_by_risk.values())).trials
    total = Losses.of(total_of(losses_by_risk.values(), trials=trials))
    weights = _tail_weights(total)
    parts = {
        risk: float(weights[losses.trial] @ losses.cents)
        for risk, losses in losses_by_risk.items()
    }
    whole = {risk: math.floor(part) for risk, part in parts.items()}
    left = round(Tail(total).mean_beyond(TAIL)) - sum(whole.values())
    by_remainder = sorted(parts, key=lambda risk: (whole[risk] - parts[risk], risk))
    for risk in by_remainder[:left]:
        whole[risk] += 1
    return {risk: cents / 100 for risk, cents in whole.items()}


def _tail_weights(total: Losses) -> Vector:
    edge, cents = Tail(total).quantile(TAIL), total.dense()
    beyond, tied = cents > edge, cents == edge
    size = (1 - TAIL) * total.trials
    share = (size - np.count_nonzero(beyond)) / np.count_nonzero(tied)
    return np.asarray((beyond + share * tied) / size)
