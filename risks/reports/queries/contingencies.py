"""The contingency schedule of a company at a date, as one scope sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery

from risks.access.models import Scope, VisibleQuerySet
from risks.cases.models import Case
from risks.exposure.queries import PRICED_STATUSES
from risks.register.models import Assumptions, Company, Risk
from risks.reports.models import Contingency
from risks.reports.queries.subsequent import counted

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

APPROVED = Contingency.Status.APPROVED
RETURNED = Contingency.Status.RETURNED


class RowMarks(TypedDict):
    """What `contingencies` adds to a row."""

    # No case behind a wall of its own: court, counterparty, stage and date are seen.
    shows_case: bool
    # An approved correction has taken its place.
    is_replaced: bool
    # The number of the newest assumptions that count; another than its own: stale.
    newest_assumptions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingDate:
    """How far a company's schedule of one date is, of what the scope sees."""

    company_code: str
    on: date
    rows: int
    approved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over the rows seen, in the company's currency."""

    opening: Decimal
    additions: Decimal
    used: Decimal
    reversed: Decimal
    exchange: Decimal
    unwinding: Decimal
    rate_change: Decimal
    closing: Decimal
    current: Decimal
    non_current: Decimal
    excess: Decimal  # of the rows that are estimated
    own_fees: Decimal
    not_estimated: int  # rows without an estimate, which no sum holds


def contingencies(
    scope: Scope,
) -> "VisibleQuerySet[WithAnnotations[Contingency, RowMarks]]":
    corrections = Contingency.objects.filter(corrects=OuterRef("pk"), status=APPROVED)
    versions = counted(
        Assumptions.objects.filter(risk=OuterRef("risk")),
        on=OuterRef("reporting_date"),
        company=OuterRef("risk__company"),
    )
    cases = Case.objects.within(scope).filter(pk=OuterRef("case"))
    return (
        Contingency.objects.within(scope)
        .select_related(
            "risk__company",
            "assumptions",
            "case",
            "policy",
            "previous",
            "prepared_by",
            "reviewed_by",
            "approved_by",
            "returned_by",
            "overridden_by",
        )
        .annotate(
            shows_case=Exists(cases) | Q(case__isnull=True),
            is_replaced=Exists(corrections),
            newest_assumptions=Subquery(versions.values("number")[:1]),
        )
        .order_by("-reporting_date", "risk__code", "-pk")
    )


def schedule(
    company: Company, *, on: date, scope: Scope
) -> "VisibleQuerySet[WithAnnotations[Contingency, RowMarks]]":
    """The rows that stand or wait for a signature, in the order of the register."""
    rows = contingencies(scope).filter(risk__company=company, reporting_date=on)
    current = rows.exclude(status=RETURNED).filter(is_replaced=False)
    return current.order_by("risk__code", "-pk")


def reporting_dates(scope: Scope) -> list[ReportingDate]:
    """Newest first, of every company."""
    rows = Contingency.objects.within(scope).exclude(status=RETURNED)
    counted = rows.values("risk__company__code", "reporting_date").annotate(
        rows=Count("risk", distinct=True),
        approved=Count("risk", filter=Q(status=APPROVED), distinct=True),
    )
    return [
        ReportingDate(
            company_code=row["risk__company__code"],
            on=row["reporting_date"],
            rows=row["rows"],
            approved=row["approved"],
        )
        for row in counted.order_by("-reporting_date", "risk__company__code")
    ]


def suits(scope: Scope) -> VisibleQuerySet[Risk]:
    """Copyright suits that are followed and assessed, their figures seen."""
    assessed = Assumptions.objects.within(scope).filter(risk=OuterRef("pk"))
    rows = Risk.objects.within(scope).select_related("company")
    followed = rows.filter(kind=Risk.Kind.COPYRIGHT_SUIT, status__in=[*PRICED_STATUSES])
    return followed.filter(Exists(assessed)).order_by("code")


def unprepared(company: Company, *, on: date, scope: Scope) -> VisibleQuerySet[Risk]:
    prepared = Contingency.objects.filter(risk=OuterRef("pk"), reporting_date=on)
    live = prepared.exclude(status=RETURNED)
    return suits(scope).filter(~Exists(live), company=company, opened_on__lte=on)


def current_contingency(risk: Risk, *, on: date) -> Contingency | None:
    """The approved row of the date that nothing has replaced.

    For those on the access list of the risk, because it holds for the row too.
    """
    return _current_exposure(risk).filter(reporting_date=on).first()


def previous_row(risk: Risk, *, before: date) -> Contingency | None:
    """The approved row of an earlier date: its closing is the next one's opening."""
    earlier = _current_exposure(risk).filter(reporting_date__lt=before)
    return earlier.order_by("-reporting_date", "-pk").first()


def returned_row(risk: Risk, *, on: date) -> Contingency | None:
    """The last one of the date that went back, while none was prepared after it."""
    rows = Contingency.objects.filter(risk=risk, reporting_date=on)
    last = rows.order_by("-prepared_at", "-pk").first()
    return last if last and last.status == RETURNED else None


def last_approved_date(risk: Risk) -> date | None:
    newest = _current_exposure(risk).aggregate(newest=Max("reporting_date"))
    on: date | None = newest["newest"]
    return on


def totals(rows: Iterable[Contingency]) -> Totals:
    listed = list(rows)
    return Totals(
        opening=sum((row.opening for row in listed), Decimal(0)),
        additions=sum((row.additions for row in listed), Decimal(0)),
        used=sum((row.used for row in listed), Decimal(0)),
        reversed=sum((row.reversed for row in listed), Decimal(0)),
        exchange=sum((row.exchange for row in listed), Decimal(0)),
        unwinding=sum((row.unwinding for row in listed), Decimal(0)),
        rate_change=sum((row.rate_change for row in listed), Decimal(0)),
        closing=sum((row.closing for row in listed), Decimal(0)),
        current=sum((row.current for row in listed), Decimal(0)),
        non_current=sum((row.non_current for row in listed), Decimal(0)),
        excess=sum((row.excess or Decimal(0) for row in listed), Decimal(0)),
        own_fees=sum((row.own_fees for row in listed), Decimal(0)),
        not_estimated=sum(bool(row.cannot_be_estimated) for row in listed),
    )


def _current_exposure(risk: Risk) -> VisibleQuerySet[Contingency]:
    approved = Contingency.objects.filter(status=APPROVED)
    replaced = approved.filter(corrects=OuterRef("pk"))
    return approved.filter(~Exists(replaced), risk=risk)
