"""Where the links of a reminder lead: its recipient acknowledges or snoozes it.

Opening a link changes nothing, and nobody answers for another: a forwarded mail, or a
program that follows its links, must not stop an escalation.
"""

from datetime import date, datetime, timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from risks.access.models import Person
from risks.alerts.emails.wording import lead_time
from risks.alerts.models import Notification, State
from risks.alerts.operations.escalation.answer import (
    ReminderRefused,
    acknowledge,
    snooze,
)
from risks.alerts.queries.monitoring.reminder_rows import coming, is_present, next_asked
from risks.clock import now
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import NO_DATE
from risks.web.person import reader

ANSWERABLE = (State.SENT, State.ACKNOWLEDGED)
ONE_DAY = timedelta(days=1)


class SnoozeForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Remind me again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Enter a date."),
            "invalid": NO_DATE,
        },
    )

    def __init__(self, data: object, *, first: date, last: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.first, self.last = first, last
        self.fields["until"].widget.attrs |= {
            "min": first.isoformat(),
            "max": last.isoformat(),
        }

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.first <= until <= self.last:
            raise forms.ValidationError(
                _("Choose a day from %(first)s to %(last)s.")
                % {"first": date_format(self.first), "last": date_format(self.last)}
            )
        return until


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    row = _seen(person, public_id)
    if row.recipient_id != person.pk:
        return _not_yours(request, row)
    refused = ""
    if request.method == "POST":
        try:
            acknowledge(row, by=person, now=now())
        except ReminderRefused as fault:
            refused = str(fault)
        else:
            dispatch_early()
            messages.success(request, _("Reminder acknowledged."))
            return redirect("reminder", row.public_id)
    return _page(request, row, refused=refused)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def snooze_reminder(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    row = _seen(person, public_id)
    if row.recipient_id != person.pk:
        return _not_yours(request, row)
    moment = now()
    first, last = _days(row, moment)
    form = SnoozeForm(request.POST or None, first=first, last=last)
    if request.method == "POST" and form.is_valid():
        try:
            again = snooze(row, until=form.cleaned_data["until"], by=person, now=moment)
        except ReminderRefused as fault:
            form.add_error(None, str(fault))
        else:
            dispatch_early()
            messages.success(request, _again(again))
            return redirect("reminder", row.public_id)
    context = {
        "title": _("Snooze reminder"),
        "row": row,
        "form": form,
        "is_possible": row.state in ANSWERABLE and is_present(row) and first <= last,
    }
    status = 400 if form.errors else 200
    return render(request, "web/reminders/snooze_reminder.html", context, status=status)


def _seen(person: Person, public_id: str) -> Notification:
    rows = Notification.objects.visible_to(person).select_related(
        "recipient",
        "acknowledged_by",
        "risk",
        "case",
        "escalated_to__recipient",
        "deadline__case__restricted_matter",
        "deadline__company",
        "deadline__owner__supervisor",
        "deadline__backup__supervisor",
    )
    return get_object_or_404(rows, public_id=public_id)


def _not_yours(request: HttpRequest, row: Notification) -> HttpResponse:
    context = {"title": _("Reminder to another person"), "row": row}
    return render(request, "web/reminders/reminder_other.html", context, status=403)


def _page(request: HttpRequest, row: Notification, *, refused: str) -> HttpResponse:
    is_asked = row.state == State.SENT and row.ack_by is not None
    moment = now()
    context = {
        "title": _("Reminder"),
        "row": row,
        "deadline": row.deadline,
        "lead": lead_time(row.offset),
        "moment": moment,
        "is_present": is_present(row),
        "may_answer": row.state == State.SENT,
        "may_snooze": row.state in ANSWERABLE,
        "is_asked": is_asked,
        "next": next_asked(row) if is_asked else None,
        "coming": [(one, lead_time(one.offset)) for one in coming(row)],
        "refused": refused,
    }
    status = 400 if refused else 200
    return render(request, "web/reminders/reminder.html", context, status=status)


def _days(row: Notification, moment: datetime) -> tuple[date, date]:
    """From tomorrow to the day before it is due, on the reader's calendar."""
    reader = row.recipient
    return reader.today(moment) + ONE_DAY, reader.today(row.due_at) - ONE_DAY


def _again(again: Notification) -> str:
    local = again.fire_at.astimezone(again.recipient.zone)
    words = _(
        "Reminder acknowledged. The next reminder is sent on %(date)s at %(time)s."
    )
    return words % {"date": date_format(local.date()), "time": f"{local:%H:%M}"}
