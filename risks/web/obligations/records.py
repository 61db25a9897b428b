"""Record the renewal or the end of an obligation, or reverse such a record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import ObligationPeriod
from risks.cases.operations.records.obligation_records import (
    close_period,
    next_end,
    reverse_period,
)
from risks.clock import now
from risks.engine.time.deadlines import DeadlineError
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.obligations.record_forms import EndForm, RenewalForm
from risks.web.obligations.refused import explained
from risks.web.person import reader


@login_required
@permission_required("risks.change_obligationperiod", raise_exception=True)
def renew_obligation(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    person = reader(request)
    period = _period(person, public_id, number)
    today = period.obligation.company.today(now())
    form = RenewalForm(
        request.POST or None,
        initial={"done_on": today, "next_ends_on": _next_end(period)},
    )
    return _recorded(request, period, form, title=_("Record renewal or filing"))


@login_required
@permission_required("risks.change_obligationperiod", raise_exception=True)
def end_obligation(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    person = reader(request)
    period = _period(person, public_id, number)
    today = period.obligation.company.today(now())
    form = EndForm(request.POST or None, initial={"done_on": today})
    return _recorded(request, period, form, title=_("End obligation"))


@login_required
@permission_required("risks.change_obligationperiod", raise_exception=True)
def reverse_record(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    person = reader(request)
    period = _period(person, public_id, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        opened = explained(
            form, lambda: reverse_period(period, reason=reason, by=person, now=now())
        )
        if opened is not None:
            dispatch_early()
            said = _("Record reversed. To act on by %(date)s.")
            day = date_format(opened.deadline.due_date)
            messages.success(request, said % {"date": day})
            return redirect("obligation", public_id)
    context = {"title": _("Reverse record"), "period": period, "form": form}
    status = 400 if form.errors else 200
    return render(request, "web/obligations/reverse.html", context, status=status)


def _period(person: Person, public_id: str, number: int) -> ObligationPeriod:
    rows = ObligationPeriod.objects.visible_to(person).select_related(
        "obligation__company", "obligation__owner", "deadline"
    )
    found: ObligationPeriod = get_object_or_404(
        rows, obligation__public_id=public_id, number=number
    )
    return found


def _next_end(period: ObligationPeriod) -> object:
    try:
        return next_end(period)
    except DeadlineError:
        return None


def _recorded(
    request: HttpRequest,
    period: ObligationPeriod,
    form: RenewalForm | EndForm,
    *,
    title: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        by = reader(request)
        row = explained(
            form, lambda: close_period(period, form.record, by=by, now=now())
        )
        if row is not None:
            dispatch_early()
            messages.success(request, _said(row))
            return redirect("obligation", row.obligation.public_id)
    context = {
        "title": title,
        "period": period,
        "form": form,
        "renews": isinstance(form, RenewalForm),
    }
    status = 400 if form.errors else 200
    return render(request, "web/obligations/close.html", context, status=status)


def _said(row: ObligationPeriod) -> str:
    known = {"title": row.obligation.title}
    if row.state == ObligationPeriod.State.WAITING:
        said = _(
            "%(title)s is critical. The period stays open, with reminders, until a "
            "second person confirms the record."
        )
    elif row.next_ends_on is None:
        said = _("Recorded: %(title)s. There is no next period.")
    else:
        said = _("Recorded: %(title)s. The next period ends on %(date)s.")
        known["date"] = date_format(row.next_ends_on)
    return said % known
