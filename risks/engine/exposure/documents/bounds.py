"""The intervals that the numbers of a register file must lie in."""

import math
from dataclasses import dataclass
from typing import Any

from risks.engine.exposure.sampling.terms import MOST_TRIALS
from risks.engine.money import LARGEST_AMOUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """An interval of numbers; an `open_` end is not part of it."""

    words: str
    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    @property
    def limits(self) -> dict[str, Any]:
        """Return the finite ends as pydantic names them: ge, gt, le, lt."""
        ends = {
            "gt" if self.open_low else "ge": self.low,
            "lt" if self.open_high else "le": self.high,
        }
        return {name: end for name, end in ends.items() if math.isfinite(end)}

    @property
    def shape(self) -> dict[str, Any]:
        """Return the JSON Schema of a number within them."""
        words = {
            "ge": "minimum",
            "gt": "exclusiveMinimum",
            "le": "maximum",
            "lt": "exclusiveMaximum",
        }
        limits = {words[name]: end for name, end in self.limits.items()}
        return {"type": "number", **limits}


ANY = Bounds(words="a finite number")
FROM_0_TO_1 = Bounds(words="from 0 to 1", low=0, high=1)
BELOW_1 = Bounds(words="from 0 to below 1", low=0, high=1, open_high=True)
CHANCE = Bounds(words="above 0, at most 1", low=0, high=1, open_low=True)
AMOUNT = Bounds(words=f"from 0 to {LARGEST_AMOUNT:,}", low=0, high=LARGEST_AMOUNT)
EITHER_WAY = Bounds(
    words=f"from -{LARGEST_AMOUNT:,} to {LARGEST_AMOUNT:,}",
    low=-LARGEST_AMOUNT,
    high=LARGEST_AMOUNT,
)
ABOVE_0 = Bounds(
    words=f"above 0, at most {LARGEST_AMOUNT:,}",
    low=0,
    high=LARGEST_AMOUNT,
    open_low=True,
)
YEARLY_RATE = Bounds(words="from 0 to 1 (0.08 is 8 %)", low=0, high=1)
HORIZON = Bounds(words="a whole number from 1 to 1,200", low=1, high=1200)
TRIALS = Bounds(words=f"a power of two up to {MOST_TRIALS}", low=1, high=MOST_TRIALS)
COUNT = Bounds(words="from 0 to 1,000,000,000", low=0, high=10**9)
FREQUENCY = Bounds(words="0 or more", low=0)
EXCHANGE_RATE = Bounds(
    words="above 0, at most 1,000,000", low=0, high=10**6, open_low=True
)
LOADING = Bounds(
    words="above -1 and below 1", low=-1, high=1, open_low=True, open_high=True
)
YEARS = Bounds(words="from 0 to 100", low=0, high=100)
MONTHS = Bounds(words="from 0 to 1,200", low=0, high=1200)
NEGATIVE = Bounds(words="below 0, at least -100", low=-100, high=0, open_high=True)
POSITIVE = Bounds(words="above 0, at most 100", low=0, high=100, open_low=True)
