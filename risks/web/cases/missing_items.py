"""What is missing from the cases that the reader sees: lists, each with its count."""

from datetime import datetime

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from risks.access.models import Scope, VisibleQuerySet
from risks.cases.models import DeadlineChange
from risks.cases.queries import cases_without_next_date, silent_sources, upcoming
from risks.clock import now
from risks.web.person import reader


def counted_missing_items(scope: Scope, moment: datetime) -> list[tuple[int, str]]:
    """How much is missing, for the dashboard: only what is."""
    counts = (
        (_waiting(scope).count(), "waiting for a second person"),
        (
            cases_without_next_date(scope, now=moment).count(),
            "without a next date",
        ),
        (upcoming(scope, now=moment).unverified().count(), "computed, not verified"),
    )
    return [(count, told) for count, told in counts if count]


def _waiting(scope: Scope) -> VisibleQuerySet[DeadlineChange]:
    rows = DeadlineChange.objects.within(scope)
    return rows.filter(state="asked", deadline__status="open")


@login_required
@permission_required("risks.view_case", raise_exception=True)
def missing_items(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    scope, moment = Scope.of(person), now()
    context = {
        "title": "What is missing",
        "undated": list(cases_without_next_date(scope, now=moment)),
        "unverified": list(upcoming(scope, now=moment).unverified()),
        "changes": list(_waiting(scope).select_related("deadline__case", "asked_by")),
    }
    if person.has_perm("risks.view_docketsource"):
        context["silent"] = silent_sources(now=moment)
    return render(request, "web/cases/missing_items.html", context)
