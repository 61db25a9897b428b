"""Queries for the company's facts: what is known of each on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from risks.access.models import VisibleQuerySet
from risks.engine.exposure.documents.fact_multiples import FactValue, NoPeriod
from risks.engine.exposure.documents.fact_years import Stated, Year, year_of
from risks.engine.formats import UNITS
from risks.register.models import Company, Fact

YARDSTICKS = (
    Fact.Kind.RISK_CAPACITY,
    Fact.Kind.REVENUE,
    Fact.Kind.NET_LOSS,
    Fact.Kind.CASH,
)
"""What a loss of the whole company is compared with."""


class UnusableFact(ValueError):
    """The company's terms cannot be read: a fact is missing or in another currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A fact as figures use it: the newest of its day, or a year of a flow."""

    fact: Fact  # the newest row
    rows: tuple[Fact, ...]  # those that the amount is made of, earliest first
    amount: Decimal
    year: Year | None = None

    @property
    def name(self) -> str:
        """Return how assumptions name it: `revenue`, or `revenue: API`."""
        segment = self.fact.segment
        return f"{self.fact.kind}: {segment}" if segment else self.fact.kind

    @property
    def lacks_period(self) -> bool:
        """Whether it is a flow of which nobody has said over which time."""
        return self.fact.is_flow and self.year is None


def known_figures(
    company: Company, *, on: date, units: tuple[str, ...] = ()
) -> list[Figure]:
    """Return what is known of each kind and segment on a day, in the facts' order.

    What contradicts another fact is shown beside it and is no figure.
    """
    rows = company.facts.filter(as_of__lte=on, contradicts=None)
    if units:
        rows = rows.filter(unit__in=units)
    known: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for row in rows.order_by("kind", "segment", "as_of", "pk"):
        known[row.kind, row.segment].append(row)
    return [_figure(several, on=on) for several in known.values()]


def yardsticks(known: Iterable[Figure]) -> list[Figure]:
    """Return the company's own figures that a loss is compared with."""
    own = {figure.fact.kind: figure for figure in known if not figure.fact.segment}
    return [own[kind] for kind in YARDSTICKS if kind in own]


def contradictions(company: Company, *, on: date) -> VisibleQuerySet[Fact]:
    """Return what sources say against a fact of the company."""
    facts = company.facts.select_related("contradicts")
    known = facts.filter(as_of__lte=on, contradicts__as_of__lte=on)
    return known.order_by("kind", "segment", "as_of", "pk")


def _figure(rows: list[Fact], *, on: date) -> Figure:
    """Amounts in another unit than the newest's are not added to it."""
    newest = rows[-1]
    if not newest.is_flow or newest.period_start is None:
        return Figure(fact=newest, rows=(newest,), amount=newest.amount)
    by_period = dict(_periods(row for row in rows if row.unit == newest.unit))
    year = year_of(by_period, on=on)
    if year is None:
        return Figure(fact=newest, rows=(newest,), amount=newest.amount)
    used = tuple(by_period[part] for part in year.parts)
    return Figure(fact=used[-1], rows=used, amount=year.amount, year=year)


def _periods(rows: Iterator[Fact]) -> Iterator[tuple[Stated, Fact]]:
    for row in rows:
        if row.period_start:
            stated = Stated(start=row.period_start, end=row.as_of, amount=row.amount)
            yield stated, row


def fact_values(company: Company, *, on: date) -> dict[str, FactValue]:
    """Return what amounts may be stated in, by name; money in the company's own.

    Of a flow, its year; or that its period is not known.
    """
    units = (company.currency, *UNITS)
    return {
        figure.name: NoPeriod(on=figure.fact.as_of)
        if figure.lacks_period
        else float(figure.amount)
        for figure in known_figures(company, on=on, units=units)
    }


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
