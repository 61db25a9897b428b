"""Hanging a deadline on another, changing how far from it that is, removing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from risks.cases.models import Deadline
from risks.cases.operations import (
    DeadlineRefused,
    add_dependent,
    change_dependent,
    withdraw,
)
from risks.clock import now
from risks.web.deadlines.dependent_forms import AddLinkForm, ChangeLinkForm
from risks.web.deadlines.mark_as_met import back
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.person import reader


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def add_dependent_deadline(request: HttpRequest, public_id: str) -> HttpResponse:
    deadline = _seen(request, public_id)
    form = AddLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            link = add_dependent(
                deadline,
                title=form.cleaned_data["title"],
                span=form.span,
                by=reader(request),
                now=now(),
            )
        except DeadlineRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, f"{link.code} is due on {link.due_date}.")
            return back(deadline)
    says = f"Hang a deadline on {deadline.code}"
    return _page(request, deadline, form, title=says, button="Add it")


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def change_interval(request: HttpRequest, public_id: str) -> HttpResponse:
    link = _seen(request, public_id)
    present = {
        "number": link.interval_number,
        "unit": link.interval_unit,
        "direction": link.interval_direction,
    }
    form = ChangeLinkForm(request.POST or None, initial=present)
    if request.method == "POST" and form.is_valid():
        try:
            row = change_dependent(
                link,
                span=form.span,
                reason=form.cleaned_data["reason"],
                by=reader(request),
                now=now(),
            )
        except DeadlineRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, _said(row))
            return back(link)
    says = f"Change how far {link.code} is"
    return _page(request, link, form, title=says, button="Change it")


@login_required
@permission_required("risks.change_deadline", raise_exception=True)
def remove_dependent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Withdrawn and not deleted; of a critical one it is asked."""
    link = _seen(request, public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if link.follows_id is None:
                raise DeadlineRefused(f"{link.code} follows no other deadline.")
            reason = form.cleaned_data["reason"]
            row = withdraw(link, by=reader(request), reason=reason, now=now())
        except DeadlineRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, _said(row))
            return back(link)
    says = f"Remove {link.code} from its chain"
    return _page(request, link, form, title=says, button="Remove it")


def _seen(request: HttpRequest, public_id: str) -> Deadline:
    rows = Deadline.objects.visible_to(reader(request))
    rows = rows.select_related("case", "owner", "follows")
    return get_object_or_404(rows, public_id=public_id)


def _page(
    request: HttpRequest,
    deadline: Deadline,
    form: AddLinkForm | ChangeLinkForm | ReasonForm,
    *,
    title: str,
    button: str,
) -> HttpResponse:
    context = {"title": title, "deadline": deadline, "form": form, "button": button}
    status = 400 if form.errors else 200
    return render(
        request, "web/deadlines/dependent_deadline.html", context, status=status
    )


def _said(row: Deadline) -> str:
    if row.status != Deadline.Status.OPEN:
        return f"{row.code} is withdrawn: {row.title}."
    if row.changes.filter(state="asked").exists():
        return f"{row.code} keeps its date and reminds until a second person confirms."
    return f"{row.code} is {row.span} and due on {row.due_date}."
