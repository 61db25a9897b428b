"""Which assumptions count at a reporting date: those of it, and later ones marked so.

The cut-off is the day on which the accounts are authorised for issue (IAS 10.3, .17).
A version that takes effect between the two is asked about, and never taken unasked:
another court's precedent after the date, say, may tell nothing of what was owed at it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from risks.access.models import Scope
from risks.register.models import Assumptions, Company, Risk
from risks.reports.models import AuthorisationForIssue, SubsequentAssumptions


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsequentVersion:
    """A version that took effect after a reporting date, and how it is marked."""

    assumptions: Assumptions
    mark: SubsequentAssumptions | None  # None: nobody has said yet


def authorised_on(company: Company, *, on: date) -> date | None:
    rows = AuthorisationForIssue.objects.filter(company=company, reporting_date=on)
    return rows.values_list("authorised_on", flat=True).first()


def counted_assumptions(risk: Risk, *, on: date) -> Assumptions | None:
    """The newest version that counts at a reporting date, or None."""
    versions = Assumptions.objects.filter(risk=risk)
    newest: Assumptions | None = counted(
        versions, on=on, company=risk.company_id
    ).first()
    return newest


def counted(versions: QuerySet[Assumptions], *, on: Any, company: Any) -> Any:
    """The versions that count, newest first.

    `on` and `company` are a date and a key, or references to them in an outer query.
    """
    nested = isinstance(on, OuterRef)
    of_day: Any = OuterRef(on) if nested else on
    of_company: Any = OuterRef(company) if nested else company
    marks = SubsequentAssumptions.objects.filter(
        assumptions=OuterRef("pk"), reporting_date=of_day
    )
    issued = AuthorisationForIssue.objects.filter(
        company=of_company, reporting_date=of_day
    )
    marked = versions.annotate(
        is_adjusting=Subquery(marks.order_by("-pk").values("is_adjusting")[:1]),
        cut_off=Subquery(issued.values("authorised_on")[:1]),
    )
    before_issue = Q(cut_off=None) | Q(effective_date__lte=F("cut_off"))
    counts = Q(effective_date__lte=on) | Q(is_adjusting=True) & before_issue
    return marked.filter(counts).order_by("-number")


def subsequent_versions(
    company: Company, *, on: date, scope: Scope
) -> list[SubsequentVersion]:
    """Of what the scope sees, up to the authorisation, by suit and oldest first."""
    return _with_marks(Assumptions.objects.within(scope), company, on=on)


def unmarked(risk: Risk, *, on: date) -> list[Assumptions]:
    """The versions of a suit that nobody has marked yet, for whoever sees the suit."""
    found = _with_marks(Assumptions.objects.filter(risk=risk), risk.company, on=on)
    return [each.assumptions for each in found if each.mark is None]


def _with_marks(
    versions: QuerySet[Assumptions], company: Company, *, on: date
) -> list[SubsequentVersion]:
    later = versions.filter(
        risk__company=company,
        risk__kind=Risk.Kind.COPYRIGHT_SUIT,
        risk__opened_on__lte=on,
        effective_date__gt=on,
    )
    cut_off = authorised_on(company, on=on)
    if cut_off is not None:
        later = later.filter(effective_date__lte=cut_off)
    marks = SubsequentAssumptions.objects.filter(
        assumptions__in=later, reporting_date=on
    )
    newest = {
        mark.assumptions_id: mark
        for mark in marks.select_related("marked_by").order_by("pk")
    }
    return [
        SubsequentVersion(assumptions=each, mark=newest.get(each.pk))
        for each in later.select_related("risk", "author").order_by(
            "risk__code", "number"
        )
    ]
