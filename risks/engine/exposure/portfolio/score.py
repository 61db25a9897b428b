"""The score: 100 equals the risk capacity, and 10 points double the money."""

import math
from typing import Literal

Band = Literal["critical", "high", "moderate", "low", "minimal"]

BANDS: tuple[tuple[float, Band], ...] = (
    (80.0, "critical"),
    (65.0, "high"),
    (50.0, "moderate"),
    (30.0, "low"),
)
HIGHEST = 100.0
POINTS_PER_DOUBLING = 10.0


def amount(*, expected: float, tvar95: float) -> float:
    """Return the money behind the score: half the mean plus half the TVaR95."""
    return expected / 2 + tvar95 / 2


def score(*, expected: float, tvar95: float, capacity: float) -> float:
    """Return the score from 0 to 100, to one decimal; amounts in one currency."""
    return score_of(amount(expected=expected, tvar95=tvar95), capacity=capacity)


def score_of(money: float, *, capacity: float) -> float:
    """Return the score of the money behind it."""
    if money <= 0:
        return 0.0
    points = HIGHEST + POINTS_PER_DOUBLING * (math.log2(money) - math.log2(capacity))
    return round(min(max(points, 0.0), HIGHEST), 1)


def money_at(score: float, *, capacity: float) -> float:
    """Return the money with this score, in the currency of the capacity."""
    return float(capacity * 2 ** ((score - HIGHEST) / POINTS_PER_DOUBLING))


def multiple(*, expected: float, tvar95: float, capacity: float) -> float | None:
    """Return how many times the capacity is exceeded, or None if it is not."""
    times = amount(expected=expected, tvar95=tvar95) / capacity
    return times if times > 1 else None


def band(score: float) -> Band:
    """Return the band of a score."""
    return next((name for least, name in BANDS if score >= least), "minimal")
