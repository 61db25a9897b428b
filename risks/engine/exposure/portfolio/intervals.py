"""Where an amount and its score lie with 95 % confidence, by their standard errors.

Relative to the amount, because losses are skewed: an estimate that is too low has an
error that is too low as well.
"""

import math

from risks.engine.exposure.portfolio.score import (
    POINTS_PER_DOUBLING,
    amount,
    score_of,
)

Interval = tuple[float, float]

Z975 = 1.959963984540054


def amount_interval(estimate: float, *, error: float) -> Interval:
    """Return the ends, in the unit of the estimate and rounded to the hundredth."""
    if estimate <= 0:
        return _rounded(estimate - Z975 * error, estimate + Z975 * error)
    reach = math.exp(Z975 * error / estimate)
    return _rounded(estimate / reach, estimate * reach)


def score_interval(
    *,
    expected: float,
    tvar95: float,
    mean_error: float,
    tail_error: float,
    capacity: float,
) -> Interval:
    """Return the scores at the ends of the money behind the score.

    Its two halves are taken to err together, which is the most they can do.
    """
    money = amount(expected=expected, tvar95=tvar95)
    error = amount(expected=mean_error, tvar95=tail_error)
    low, high = amount_interval(money, error=error)
    return score_of(low, capacity=capacity), score_of(high, capacity=capacity)


def score_margin(
    *, expected: float, tvar95: float, mean_error: float, tail_error: float
) -> float:
    """Return how many points the score may be off either way, before it is clamped."""
    money = amount(expected=expected, tvar95=tvar95)
    if money <= 0:
        return 0.0
    error = amount(expected=mean_error, tvar95=tail_error)
    return POINTS_PER_DOUBLING / math.log(2) * Z975 * error / money


def _rounded(low: float, high: float) -> Interval:
    return round(low, 2), round(high, 2)
