"""What the passage of time and another discount rate do to a provision.

IAS 37.60 and .84(e): both are shown apart in the movement of a provision.
"""

from dataclasses import dataclass

from risks.engine.exposure.accounting.amounts import Timing
from risks.engine.money import units


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """In currency units, to the cent."""

    unwinding: float  # 0 or more
    rate_change: float  # below 0 where the rate rose


def time_value(
    left: float, *, rate_before: float, rate_now: float, years: float, timing: Timing
) -> TimeValue:
    """Return what time and another rate do to what is left of an opening balance.

    It unwinds for the `years` since the last reporting date, at the rate at which it
    was discounted then. What results is measured again: as an outflow at the expected
    `timing` from now, at the rate of now instead of the one before. A rate of 0 stands
    for no discounting.
    """
    unwinding = units(100 * left * ((1 + rate_before) ** years - 1))
    if rate_before == rate_now:
        return TimeValue(unwinding=unwinding, rate_change=0.0)
    share = timing.present(rate_now) / timing.present(rate_before)
    change = units(100 * (left + unwinding) * (share - 1))
    return TimeValue(unwinding=unwinding, rate_change=change)
