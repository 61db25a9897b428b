"""Reminders by deadline or person: due, sent, delivered, acknowledged, escalated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from risks.access.models import Person, Scope
from risks.alerts.emails.wording import lead_time
from risks.alerts.filters import ReminderFilter
from risks.alerts.models import Attempt, Notification
from risks.alerts.queries.monitoring.reminder_rows import (
    SEES_ALL,
    STEPS,
    by_person,
    by_thing,
    people_of,
    reminder_rows,
)
from risks.alerts.queries.sending.unanswered import awaited_of
from risks.cases.models import Case, Deadline
from risks.clock import now
from risks.register.models import Risk
from risks.web.person import reader

PAGE = 50
COLUMNS = (
    ("rows", pgettext_lazy("reminders", "All")),
    ("due", pgettext_lazy("reminders", "Due")),
    ("sent", pgettext_lazy("reminders", "Sent")),
    ("delivered", pgettext_lazy("reminders", "Delivered")),
    (
        "acknowledged",
        pgettext_lazy("reminders", "Acknowledged"),
    ),
    ("escalated", pgettext_lazy("reminders", "Escalated")),
    ("unsent", pgettext_lazy("reminders", "Not sent")),
)
# What a row may be about: its model, its column of the group, what is read along.
THINGS: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (Deadline, "about_deadline", ("case", "company")),
    (Risk, "about_risk", ()),
    (Case, "about_case", ()),
)


@login_required
@require_safe
def reminder_list(request: HttpRequest) -> HttpResponse:
    person, moment = reader(request), now()
    narrowed = filtered_reminders(request, moment)
    by = "person" if request.GET.get("by") == "person" else "deadline"
    rows: QuerySet[Notification, dict[str, Any]]
    rows = (by_person if by == "person" else by_thing)(narrowed.qs, now=moment)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Reminders"),
        "filter": narrowed,
        "is_narrowed": any(request.GET.get(name) for name in narrowed.filters),
        "by": by,
        "page": page,
        "columns": COLUMNS,
        "lines": _people(page) if by == "person" else _things(page, person),
        "sees_all": person.has_perm(SEES_ALL),
        "waiting": awaited_of(person).select_related("deadline__case")[:PAGE],
        "moment": moment,
    }
    return render(request, "web/reminders/reminder_list.html", context)


@login_required
@require_safe
def reminder_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every reminder of one deadline, review …, in time, each with its tries."""
    person = reader(request)
    seen = reminder_rows(person, Scope.of(person))
    named = seen.filter(public_id=public_id).values("kind", "object_id").first()
    if named is None:
        raise Http404
    rows = seen.filter(**named).select_related(
        "recipient",
        "acknowledged_by",
        "escalated_to__recipient",
        "alarm",
        "deadline__case",
        "deadline__owner",
        "deadline__backup",
        "risk",
        "case",
    )
    tries = Attempt.objects.order_by("number", "pk")
    rows = rows.prefetch_related(Prefetch("tries", tries)).order_by("fire_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Reminder history"),
        "page": page,
        "lines": [(row, lead_time(row.offset), STEPS[row.step]) for row in page],
        "row": page.object_list[0],
        "chain": ", ".join(map(str, STEPS[1:])),
        "sees_all": person.has_perm(SEES_ALL),
        "moment": now(),
    }
    return render(request, "web/reminders/reminder_history.html", context)


def filtered_reminders(request: HttpRequest, moment: datetime) -> ReminderFilter:
    person = reader(request)
    rows = reminder_rows(person, Scope.of(person))
    return ReminderFilter(request.GET, queryset=rows, request=request, now=moment)


def _people(page: Page[dict[str, Any]]) -> list[dict[str, Any]]:
    known = people_of(page)
    return [
        {"person": known[line["recipient"]], "counts": _counts(line)} for line in page
    ]


def _things(page: Page[dict[str, Any]], person: Person) -> list[dict[str, Any]]:
    scope = Scope.of(person)
    known, titles = _known(page, scope), _titles(page, scope)
    return [
        {
            "kind": Notification.Kind(line["kind"]),
            "title": titles.get(line["named_by"], ""),
            "things": [
                known[model].get(line[about]) for model, about, _along in THINGS
            ],
            "named_by": line["named_by"],
            "due_at": line["last_due"],
            "counts": _counts(line),
        }
        for line in page
    ]


def _known(page: Page[dict[str, Any]], scope: Scope) -> dict[Any, dict[int, Any]]:
    """What the lines are about, as far as the reader sees it: a query a model."""
    found = {}
    for model, about, along in THINGS:
        keys = [line[about] for line in page if line[about]]
        rows = model.objects.within(scope).select_related(*along)
        found[model] = rows.in_bulk(keys)
    return found


def _titles(page: Page[dict[str, Any]], scope: Scope) -> dict[str, str]:
    """Of what is neither a deadline nor of a risk or a case: a report, a source."""
    wanted = [
        line["named_by"]
        for line in page
        if not any(line[about] for _model, about, _along in THINGS)
    ]
    rows = Notification.objects.within(scope).filter(public_id__in=wanted)
    return {
        key: about.get("title", "")
        for key, about in rows.values_list("public_id", "about")
    }


def _counts(line: Mapping[str, Any]) -> list[tuple[str, Promise, int]]:
    return [(name, heading, line[name]) for name, heading in COLUMNS]
