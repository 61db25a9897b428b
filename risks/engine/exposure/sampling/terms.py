"""The terms on which every risk of a register is priced."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from risks.engine.money import Vector

ENGINE_VERSION = "2.1"
DEFAULT_HORIZON_MONTHS = 36
MOST_TRIALS = 65_536
MONTHS_PER_YEAR = 12

Years = TypeVar("Years", float, Vector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Currency, trials, capacity, discount rate, horizon and exchange rates."""

    currency: str
    capacity: float  # the risk capacity, in currency units
    discount_rate: float  # a year, 0.08 is 8 %
    horizon_months: int = DEFAULT_HORIZON_MONTHS
    trials: int = MOST_TRIALS
    appetite: float | None = None  # currency units; None is not set
    rates: Mapping[str, float] = field(default_factory=dict)
    """By currency: what one unit of it is worth, in units of the register's."""

    def rate_of(self, currency: str | None) -> float:
        """Return the exchange rate of a currency; raises KeyError if there is none."""
        if currency is None or currency == self.currency:
            return 1.0
        return self.rates[currency]

    @property
    def horizon_years(self) -> float:
        return self.horizon_months / MONTHS_PER_YEAR

    @property
    def mean_factor(self) -> float:
        """Return the mean discount factor of a uniform time over the horizon."""
        force = math.log1p(self.discount_rate) * self.horizon_years
        return -math.expm1(-force) / force if force else 1.0

    def factor(self, years: Years) -> Years:
        """Return the present value of one unit paid after so many years."""
        worth: Years = (1.0 + self.discount_rate) ** -years
        return worth

    def annuity(self, months: Vector) -> Vector:
        """Return the value, at its start, of one unit a month for so many months."""
        monthly = math.expm1(math.log1p(self.discount_rate) / MONTHS_PER_YEAR)
        if monthly == 0:
            return months
        return np.asarray(-np.expm1(-months * math.log1p(monthly)) / monthly)
