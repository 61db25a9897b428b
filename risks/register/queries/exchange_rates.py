"""Queries for what other currencies are worth."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from risks.engine.exposure.portfolio import rates
from risks.register.models import ExchangeRate


def rates_to(
    currency: str, among: Collection[str | None], *, on: date
) -> dict[str, float]:
    """By currency, what one unit is worth on a day; without those that no rate has."""
    wanted = {each for each in among if each and each != currency}
    if not wanted:
        return {}
    known = _rates_about(currency, wanted, on=on)
    found = {}
    for base in sorted(wanted):
        try:
            found[base] = rates.rate_between(base, currency, on=on, among=known)
        except rates.NoRate:
            continue
    return found


def _rates_about(
    currency: str, others: Collection[str], *, on: date
) -> list[rates.ExchangeRate]:
    """Both directions of each pair, of the days on which a rate still holds."""
    pairs = Q(base__in=others, quote=currency) | Q(base=currency, quote__in=others)
    rows = ExchangeRate.objects.filter(pairs, date__range=(on - rates.OLDEST, on))
    return [
        rates.ExchangeRate(
            base=row.base, quote=row.quote, on=row.date, rate=float(row.rate)
        )
        for row in rows
    ]
