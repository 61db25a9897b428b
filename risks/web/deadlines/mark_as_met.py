"""Mark a deadline as met, verify it, or decide a change requested by another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import DeadlineRefused, confirm, meet, refuse, verify
from risks.clock import now
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import DecisionForm, ReasonForm
from risks.web.listing.listing import back_to
from risks.web.person import reader

DECISIONS = {"accept": confirm, "reject": refuse}


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def mark_as_met(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = Deadline.objects.visible_to(person).select_related("case", "owner")
    deadline = get_object_or_404(rows, public_id=public_id)
    if period := deadline.period:
        return redirect("renew_obligation", period.obligation.public_id, period.number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = meet(
                deadline, by=person, reason=form.cleaned_data["reason"], now=now()
            )
        except DeadlineRefused as refused:
            form.add_error("reason", str(refused))
        else:
            dispatch_early()
            messages.success(request, _said(row))
            return back(deadline)
    context = {"title": _("Mark as met"), "deadline": deadline, "form": form}
    status = 400 if form.errors else 200
    return render(request, "web/deadlines/mark_as_met.html", context, status=status)


@login_required
@permission_required("risks.change_deadlinechange", raise_exception=True)
def decide_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """A second person confirms or rejects a requested change of a deadline."""
    person = reader(request)
    rows = DeadlineChange.objects.visible_to(person).select_related(
        "deadline__case",
        "deadline__owner",
        "asked_by",
        "objected_by",
        "document__case",
    )
    change = get_object_or_404(rows, public_id=public_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = DECISIONS[form.cleaned_data["decision"]]
        try:
            decide(change, by=person, reason=form.cleaned_data["reason"], now=now())
        except DeadlineRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            done = _("Decision recorded: %(title)s.")
            messages.success(request, done % {"title": change.deadline.title})
            return back(change.deadline)
    context = {
        "title": _("Review change"),
        "change": change,
        "deadline": change.deadline,
        "own": change.asked_by_id == person.pk,
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(request, "web/deadlines/decide_change.html", context, status=status)


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
@require_POST
def verify_deadline(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = Deadline.objects.visible_to(person).select_related("case")
    deadline = get_object_or_404(rows, public_id=public_id)
    try:
        verify(deadline, by=person, now=now())
    except DeadlineRefused as refused:
        messages.error(request, str(refused))
    else:
        done = _("Deadline verified: %(title)s.")
        messages.success(request, done % {"title": deadline.title})
    return back(deadline)


def _said(row: Deadline) -> str:
    if row.status == Deadline.Status.OPEN:
        return _(
            "%(title)s is critical. It stays open, with reminders, until a second "
            "person confirms that it is met."
        ) % {"title": row.title}
    return _("Marked as met: %(title)s.") % {"title": row.title}


def back(deadline: Deadline) -> HttpResponseRedirect:
    if period := deadline.period:
        return redirect("obligation", period.obligation.public_id)
    if deadline.company is not None:
        return back_to(deadline.company)
    assert deadline.case is not None
    return redirect("case", deadline.case.public_id)
