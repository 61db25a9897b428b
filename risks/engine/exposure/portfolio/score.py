"""The score: 100 is a loss we cannot absorb; every 10 points is twice the money."""

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
    """The money behind the score: half the mean, half the mean of the worst 5 %."""
    return expected / 2 + tvar95 / 2


def score(*, expected: float, tvar95: float, capacity: float) -> float:
    """From 0 to 100, to one decimal; all three in the same currency."""
    money = amount(expected=expected, tvar95=tvar95)
    if money <= 0:
        return 0.0
    points = HIGHEST + POINTS_PER_DOUBLING * (math.log2(money) - math.log2(capacity))
    return round(min(max(points, 0.0), HIGHEST), 1)


def money_at(score: float, *, capacity: float) -> float:
    """The money that has a score between 0 and 100, in the currency of the capacity."""
    return float(capacity * 2 ** ((score - HIGHEST) / POINTS_PER_DOUBLING))


def multiple(*, expected: float, tvar95: float, capacity: float) -> float | None:
    """How many times the capacity is exceeded; None within it."""
    times = amount(expected=expected, tvar95=tvar95) / capacity
    return times if times > 1 else None


def band(score: float) -> Band:
    return next((name for least, name in BANDS if score >= least), "minimal")
