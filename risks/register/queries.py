"""What the register says, read over several tables."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from risks.engine.exposure.portfolio import rates
from risks.register.models import (
    Appetite,
    Assumptions,
    Company,
    ExchangeRate,
    Fact,
    Risk,
)


class UnusableFact(ValueError):
    """The company's terms cannot be read: a fact is missing or in another currency."""


def latest_assumptions(risk: Risk) -> Assumptions | None:
    return risk.assumptions.filter(is_latest=True).first()


def latest_fact(
    company: Company, kind: Fact.Kind, *, on: date, segment: str = ""
) -> Fact | None:
    """The newest figure of its kind that held on or before `on`."""
    facts = company.facts.filter(kind=kind, segment=segment, as_of__lte=on)
    return facts.order_by("-as_of", "-pk").first()


def risk_capacity(company: Company, *, on: date) -> Decimal:
    """Return it in the company's currency. Raises `UnusableFact`."""
    fact = latest_fact(company, Fact.Kind.RISK_CAPACITY, on=on)
    if fact is None:
        raise UnusableFact(
            _(
                "%(code)s: no risk capacity is set on %(on)s. Add it to the facts "
                "of the company."
            )
            % {"code": company.code, "on": on}
        )
    return _amount(fact, company=company)


def appetite(company: Company, *, on: date) -> Decimal | None:
    """Return the loss that the board accepts to run; None where it has set none.

    In the company's currency. Raises `UnusableFact`.
    """
    fact = latest_fact(company, Fact.Kind.APPETITE, on=on)
    return _amount(fact, company=company) if fact else None


def _amount(fact: Fact, *, company: Company) -> Decimal:
    """Refuse another currency: a limit that the board set moves with no rate."""
    if fact.unit != company.currency:
        raise UnusableFact(
            _("%(code)s: %(fact)s. State it in %(currency)s, the company's currency.")
            % {"code": company.code, "fact": fact, "currency": company.currency}
        )
    return fact.amount


def appetites_in_force(
    company: Company, *, on: date
) -> dict[tuple[int | None, str], Appetite]:
    """By risk and measure, the newest; of no risk: for those that have none."""
    rows = Appetite.objects.filter(company=company, valid_from__lte=on)
    newest_last = rows.order_by("valid_from", "pk")
    return {(row.risk_id, row.measure): row for row in newest_last}


def limit_of(
    appetites: Mapping[tuple[int | None, str], Appetite], risk: Risk, measure: str
) -> Appetite | None:
    """The risk's own, else the one for each risk of the company that has none."""
    own = appetites.get((risk.pk, measure))
    return own or appetites.get((None, measure))


def fact_values(company: Company, *, on: date) -> dict[str, float]:
    """What amounts may be stated in: `revenue`, or `revenue: API` of a segment.

    The newest of each kind and segment up to the day, money in the company's own.
    """
    units = (company.currency, "ratio", "count")
    facts = company.facts.filter(as_of__lte=on, unit__in=units)
    return {
        f"{fact.kind}: {fact.segment}" if fact.segment else fact.kind: float(
            fact.amount
        )
        for fact in facts.order_by("as_of", "pk")
    }


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
