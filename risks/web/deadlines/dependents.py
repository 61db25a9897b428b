"""Add a deadline that depends on another, change its interval, or remove it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from risks.cases.models import Deadline
from risks.cases.operations import (
    DeadlineRefused,
    add_dependent,
    change_dependent,
    withdraw,
)
from risks.clock import now
from risks.web.deadlines.dependent_forms import AddDependentForm, ChangeIntervalForm
from risks.web.deadlines.mark_as_met import back
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.person import reader


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def add_dependent_deadline(request: HttpRequest, public_id: str) -> HttpResponse:
    deadline = _seen(request, public_id)
    form = AddDependentForm(request.POST or None)

    def add() -> str:
        return _due(
            add_dependent(
                deadline,
                title=form.cleaned_data["title"],
                interval=form.interval,
                by=reader(request),
                now=now(),
            )
        )

    title = _("Add dependent deadline")
    return _answer(request, deadline, form, act=add, title=title, button=title)


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def change_interval(request: HttpRequest, public_id: str) -> HttpResponse:
    dependent = _seen(request, public_id)
    present = {
        "number": dependent.interval_number,
        "unit": dependent.interval_unit,
        "direction": dependent.interval_direction,
    }
    form = ChangeIntervalForm(request.POST or None, initial=present)

    def change() -> str:
        return _changed(
            change_dependent(
                dependent,
                interval=form.interval,
                reason=form.cleaned_data["reason"],
                by=reader(request),
                now=now(),
            )
        )

    title = _("Change interval")
    return _answer(request, dependent, form, act=change, title=title, button=title)


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def remove_dependent(request: HttpRequest, public_id: str) -> HttpResponse:
    """The deadline is withdrawn, not deleted; a critical one needs a second person."""
    dependent = _seen(request, public_id)
    form = ReasonForm(request.POST or None)

    def remove() -> str:
        if dependent.depends_on_id is None:
            raise DeadlineRefused(_("This deadline does not depend on another."))
        reason = form.cleaned_data["reason"]
        return _changed(
            withdraw(dependent, by=reader(request), reason=reason, now=now())
        )

    title, button = _("Remove dependent deadline"), _("Remove deadline")
    return _answer(request, dependent, form, act=remove, title=title, button=button)


def _seen(request: HttpRequest, public_id: str) -> Deadline:
    rows = Deadline.objects.visible_to(reader(request))
    rows = rows.select_related("case", "owner", "depends_on")
    return get_object_or_404(rows, public_id=public_id)


def _answer(
    request: HttpRequest,
    deadline: Deadline,
    form: AddDependentForm | ChangeIntervalForm | ReasonForm,
    *,
    act: Callable[[], str],
    title: str,
    button: str,
) -> HttpResponse:
    """Do what a valid form asks and say what `act` returns, or show the form."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except DeadlineRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, done)
            return back(deadline)
    context = {"title": title, "deadline": deadline, "form": form, "button": button}
    status = 400 if form.errors else 200
    return render(
        request, "web/deadlines/dependent_deadline.html", context, status=status
    )


def _changed(row: Deadline) -> str:
    if row.status != Deadline.Status.OPEN:
        return _("Deadline withdrawn: %(title)s.") % {"title": row.title}
    if row.changes.filter(state="asked").exists():
        return _(
            "%(title)s keeps its date and its reminders until a second person confirms."
        ) % {"title": row.title}
    return _due(row)


def _due(row: Deadline) -> str:
    return _("%(title)s is due on %(date)s.") % {
        "title": row.title,
        "date": date_format(row.due_date),
    }
