"""Which reports there are, for whom."""

from risks.access.models import Scope, VisibleQuerySet
from risks.reports.models import Report

BYTES = ("pdf", "xlsx", "figures")


def visible_reports(scope: Scope) -> VisibleQuerySet[Report]:
    """Newest period first, without the documents themselves."""
    reports = Report.objects.within(scope).select_related("company").defer(*BYTES)
    return reports.order_by("-period_end", "-created_at", "-pk")


def latest_report(scope: Scope) -> Report | None:
    """The newest one that is rendered."""
    rendered = visible_reports(scope).filter(pdf__isnull=False, xlsx__isnull=False)
    return rendered.first()
