"""Exchange rates, with date and source; a rate that is too old is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

OLDEST = timedelta(days=7)
"""A published rate holds over weekends and holidays, not for longer."""


class NoRate(ValueError):
    """There is no valid rate between two currencies on a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """One unit of `base` is `rate` units of `quote`."""

    base: str
    quote: str
    on: date
    rate: float  # above 0


def rate_between(
    base: str, quote: str, *, on: date, among: Iterable[ExchangeRate]
) -> float:
    """Return the latest rate up to a date, or the inverse of the opposite rate.

    Raises NoRate where there is none of the last seven days.
    """
    known = [each for each in among if {each.base, each.quote} == {base, quote}]
    # On the same day the requested direction precedes the inverse.
    past = [each for each in known if each.on <= on]
    latest = max(past, key=lambda each: (each.on, each.base == base), default=None)
    if latest is None:
        raise NoRate(f"no rate {base} to {quote} on {on}")
    if latest.on < on - OLDEST:
        raise NoRate(
            f"no rate {base} to {quote} on {on}; the latest is of {latest.on}, "
            f"more than {OLDEST.days} days before"
        )
    return latest.rate if latest.base == base else 1 / latest.rate
