"""A deadline entered by hand, and who is responsible for one."""

from copy import copy
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.access.queries import who_see
from risks.cases.models import Case, Deadline
from risks.cases.operations import DeadlineRefused, assign, enter_deadline
from risks.cases.operations.deadlines.enter import drafted_deadline
from risks.clock import now
from risks.web.deadlines.enter_forms import DeadlineForm, ResponsibleForm
from risks.web.deadlines.mark_as_met import back
from risks.web.early_dispatch import dispatch_early
from risks.web.person import reader


@login_required
@permission_required("risks.add_deadline", raise_exception=True)
def add_deadline(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = Case.objects.visible_to(person).select_related("owner", "backup")
    case = get_object_or_404(rows, public_id=public_id)
    form = DeadlineForm(
        request.POST or None,
        people=who_see(case.restricted_matter_id),
        initial={"owner": case.owner, "backup": case.backup},
    )
    if request.method == "POST" and form.is_valid():
        row = _entered(case, form, by=person, moment=now())
        if row is not None:
            dispatch_early()
            messages.success(request, _said(row, moment=now()))
            return redirect("case", case.public_id)
    context = {"title": _("Add deadline"), "case": case, "form": form}
    return _page(request, "web/deadlines/add_deadline.html", context)


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def change_responsible(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = Deadline.objects.visible_to(reader(request)).select_related(
        "case", "company", "owner__supervisor", "backup__supervisor"
    )
    deadline = get_object_or_404(rows, public_id=public_id)
    if period := deadline.period:
        return redirect("correct_obligation", period.obligation.public_id)
    form = ResponsibleForm(
        request.POST or None,
        people=who_see(deadline.case.restricted_matter_id if deadline.case else None),
        initial={
            "owner": deadline.owner,
            "backup": deadline.backup,
            "understaffed_reason": deadline.understaffed_reason,
        },
    )
    if request.method == "POST" and form.is_valid():
        row = _assigned(deadline, form, by=reader(request))
        if row is not None:
            dispatch_early()
            messages.success(request, _now_responsible(row))
            return back(row)
    context = {
        "title": _("Change owner and backup"),
        "deadline": deadline,
        "form": form,
    }
    return _page(request, "web/deadlines/change_responsible.html", context)


def _entered(
    case: Case, form: DeadlineForm, *, by: Person, moment: datetime
) -> Deadline | None:
    """None: the form says why."""
    try:
        draft = drafted_deadline(case, form.said, by=by, now=moment)
        why = form.understaffed_reason_of(draft)
        if why is None:
            return None
        said = replace(form.said, understaffed_reason=why)
        return enter_deadline(case, said, by=by, now=moment)
    except DeadlineRefused as refused:
        form.add_error(None, str(refused))
        return None


def _assigned(
    deadline: Deadline, form: ResponsibleForm, *, by: Person
) -> Deadline | None:
    """None: the form says why."""
    draft = copy(deadline)
    owner, backup = form.cleaned_data["owner"], form.cleaned_data["backup"]
    draft.owner, draft.backup = owner, backup
    why = form.understaffed_reason_of(draft)
    if why is None:
        return None
    try:
        return assign(
            deadline,
            owner=owner,
            backup=backup,
            reason=form.cleaned_data["reason"],
            understaffed_reason=why,
            by=by,
        )
    except DeadlineRefused as refused:
        form.add_error(None, str(refused))
        return None


def _said(row: Deadline, *, moment: datetime) -> str:
    words = {"title": row.title, "date": date_format(row.due_date)}
    if row.due_at < moment:
        return (
            _(
                "%(title)s was due on %(date)s, which has passed. "
                "A late reminder is sent at once."
            )
            % words
        )
    return _("%(title)s is due on %(date)s.") % words


def _now_responsible(row: Deadline) -> str:
    if row.backup is None:
        return _("Owner changed to %(owner)s.") % {"owner": row.owner}
    return _("Owner changed to %(owner)s, backup %(backup)s.") % {
        "owner": row.owner,
        "backup": row.backup,
    }


def _page(
    request: HttpRequest, template: str, context: dict[str, object]
) -> HttpResponse:
    form = context["form"]
    status = 400 if getattr(form, "errors", None) else 200
    return render(request, template, context, status=status)
