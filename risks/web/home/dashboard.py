"""The first page: what it could cost, what is due, what changed."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from risks.access.models import Scope
from risks.alerts.queries import open_alarms
from risks.alerts.queries.monitoring.reach import understaffed
from risks.cases.models import Case, Deadline
from risks.cases.queries import upcoming
from risks.clock import now
from risks.exposure.models import Snapshot
from risks.register.models import Company, Proposal
from risks.web.cases.missing_items import counted_missing_items
from risks.web.exposure.portfolio_summary import outlook
from risks.web.person import reader

OVERDUE, AHEAD = 4, 6
CHANGES = 6
# A figure that is priced anew each day and does not move is no news.
NO_NEWS = "Expected loss unchanged"


@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    scope = Scope.of(person)
    moment = now()
    context = {
        "title": _("Dashboard"),
        "moment": moment,
        **_due(scope, moment),
        "cases": Case.objects.within(scope).filter(status=Case.Status.OPEN).count(),
    }
    if person.has_perm("risks.view_case"):
        context["missing_items"] = counted_missing_items(scope, moment)
    if person.has_perm("risks.view_risk"):
        context |= _register(scope)
    if person.has_perm("risks.view_alarm"):
        context["alarms"] = open_alarms()[:CHANGES]
    return render(request, "web/home/dashboard.html", context)


def _due(scope: Scope, moment: datetime) -> dict[str, object]:
    """The latest of the overdue first, and never so many that none ahead is seen."""
    due = upcoming(scope, now=moment)
    overdue = due.overdue(now=moment)
    latest = list(overdue.order_by("-due_at", "-pk")[:OVERDUE])
    deadlines = [*latest, *due.filter(due_at__gte=moment)[:AHEAD]]
    return {
        "deadlines": deadlines,
        "understaffed": _understaffed(scope, deadlines),
        "overdue_more": max(overdue.count() - OVERDUE, 0),
    }


def _understaffed(scope: Scope, shown: list[Deadline]) -> set[int]:
    """Of those shown, what reminds too few people."""
    rows = Deadline.objects.within(scope).filter(pk__in=[one.pk for one in shown])
    return set(understaffed(rows).values_list("pk", flat=True))


def _register(scope: Scope) -> dict[str, object]:
    companies = Company.objects.within(scope).order_by("code")
    news = Snapshot.objects.within(scope).select_related("risk")
    proposals = Proposal.objects.within(scope).select_related("risk")
    return {
        "sees_risks": True,
        "outlooks": [outlook(company, scope=scope) for company in companies],
        "changes": news.exclude(change="")
        .exclude(change__startswith=NO_NEWS)
        .order_by("-computed_at", "-pk")[:CHANGES],
        "proposals": proposals.filter(status=Proposal.Status.OPEN).order_by(
            "decide_by", "pk"
        ),
    }
