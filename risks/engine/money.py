"""Money inside the engine: whole cents held in float64, exact below 2^53.

At the edges money is a number of currency units, rounded once, here.
"""

import numpy as np
from numpy.typing import NDArray

CENTS_LIMIT = 2**53
LARGEST_AMOUNT = (CENTS_LIMIT - 1) // 100
"""In currency units: what a single figure may be."""

Vector = NDArray[np.float64]


def whole_cents(amounts: Vector) -> Vector:
    """Currency units to whole cents, halves to even."""
    cents = 100.0 * amounts
    return np.rint(cents, out=cents)


def units(cents: float) -> float:
    """Cents to currency units, rounded to the cent."""
    return round(cents) / 100


def is_countable(cents: Vector) -> bool:
    """Whether every sum is still exact in float64; infinity and NaN are not."""
    if not cents.size:
        return True
    return bool(cents.max() < CENTS_LIMIT and cents.min() > -CENTS_LIMIT)


def exact_sum(cents: Vector | NDArray[np.uint32]) -> int:
    """The sum as an integer, so that it does not depend on any order.

    65,536 amounts of up to 2^53 overflow int64, hence the two halves; as many of
    four bytes stay below 2^53 in any order.
    """
    if cents.dtype == np.uint32:
        return int(cents.astype(np.float64).sum())
    whole = cents.astype(np.int64)
    high, low = whole >> 32, whole & 0xFFFFFFFF
    return (int(high.sum()) << 32) + int(low.sum())
