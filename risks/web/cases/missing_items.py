"""What is missing from the cases that the reader sees: lists, each with its count."""

from datetime import datetime

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.access.models import Scope, VisibleQuerySet
from risks.cases.models import DeadlineChange
from risks.cases.queries import (
    cases_without_next_date,
    entries_to_check,
    silent_sources,
    upcoming,
    waiting_closures,
)
from risks.clock import now
from risks.web.person import reader


def counted_missing_items(scope: Scope, moment: datetime) -> list[str]:
    """What is missing, counted in words, for the dashboard; only what is."""
    waiting = _waiting(scope).count()
    undated = cases_without_next_date(scope, now=moment).count()
    unverified = upcoming(scope, now=moment).unverified().count()
    closing = waiting_closures(scope).count()
    unclear = entries_to_check(scope).count()
    counts = (
        (
            closing,
            ngettext(
                "%(number)d closing list to confirm",
                "%(number)d closing lists to confirm",
                closing,
            ),
        ),
        (
            waiting,
            ngettext(
                "%(number)d change waiting for a second person",
                "%(number)d changes waiting for a second person",
                waiting,
            ),
        ),
        (
            undated,
            ngettext(
                "%(number)d case without a next date",
                "%(number)d cases without a next date",
                undated,
            ),
        ),
        (
            unverified,
            ngettext(
                "%(number)d computed deadline to verify",
                "%(number)d computed deadlines to verify",
                unverified,
            ),
        ),
        (
            unclear,
            ngettext(
                "%(number)d docket entry to check",
                "%(number)d docket entries to check",
                unclear,
            ),
        ),
    )
    return [words % {"number": count} for count, words in counts if count]


def _waiting(scope: Scope) -> VisibleQuerySet[DeadlineChange]:
    rows = DeadlineChange.objects.within(scope)
    return rows.filter(state="asked", deadline__status="open")


@login_required
@permission_required("risks.view_case", raise_exception=True)
def missing_items(request: HttpRequest) -> HttpResponse:
    person = reader(request)
    scope, moment = Scope.of(person), now()
    context = {
        "title": _("Missing items"),
        "undated": list(cases_without_next_date(scope, now=moment)),
        "unverified": list(upcoming(scope, now=moment).unverified()),
        "closures": list(waiting_closures(scope).select_related("case", "asked_by")),
        "entries": list(entries_to_check(scope)),
        "changes": list(_waiting(scope).select_related("deadline__case", "asked_by")),
    }
    if person.has_perm("risks.view_docketsource"):
        context["silent"] = silent_sources(now=moment)
    return render(request, "web/cases/missing_items.html", context)
