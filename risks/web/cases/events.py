"""Correct, reject or add the event that a docket entry stands for."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from risks.cases.models import Case, Deadline, DocketEntry, Event
from risks.cases.operations import (
    DeadlineRefused,
    EventRefused,
    EventStatement,
    QuestionRefused,
    add_event,
    correct_event,
    record_no_event,
    reject_event,
)
from risks.clock import now
from risks.engine.words.subjects import subject_as_known
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import NO_DATE, ReasonForm
from risks.web.person import reader

NO_REASON = gettext_lazy("The entry does not say this.")


class EventForm(ReasonForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Event type"), choices=Event.Kind.choices
    )
    date = forms.DateField(
        label=gettext_lazy("Effective date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Enter the effective date."),
            "invalid": NO_DATE,
        },
    )
    clock = forms.TimeField(
        label=gettext_lazy("Court time, if stated"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter a time, for example 14:30.")},
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject"), max_length=80, required=False
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose deadline, for a date set by the court"),
        required=False,
        choices=[("", gettext_lazy("Unchanged")), *Deadline.Whose.choices],
    )

    field_order = ("kind", "date", "clock", "subject", "whose", "reason")

    @property
    def said(self) -> EventStatement:
        told = self.cleaned_data
        return EventStatement(
            kind=told["kind"],
            day=told["date"],
            clock=told["clock"],
            subject=subject_as_known(told["kind"], told["subject"].strip()),
            whose=told["whose"],
        )


@login_required
@permission_required("risks.change_event", raise_exception=True)
def change_event(request: HttpRequest, pk: int) -> HttpResponse:
    person = reader(request)
    rows = Event.objects.visible_to(person).select_related("entry", "case")
    event = get_object_or_404(rows, pk=pk, is_rejected=False)
    fields = ("kind", "date", "clock", "subject")
    form = EventForm(
        request.POST or None, initial={name: getattr(event, name) for name in fields}
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_event(
                event,
                form.said,
                by=person,
                reason=form.cleaned_data["reason"],
                now=now(),
            )
        except (EventRefused, DeadlineRefused) as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            done = _("Event corrected. The previous reading was rejected.")
            messages.success(request, done)
            return redirect("case", event.case.public_id)
    title = _("Correct event")
    return _page(request, form, title=title, entry=event.entry, event=event)


@login_required
@permission_required("risks.change_event", raise_exception=True)
@require_POST
def reject_reading(request: HttpRequest, pk: int) -> HttpResponse:
    person = reader(request)
    rows = Event.objects.visible_to(person).select_related("case")
    event = get_object_or_404(rows, pk=pk)
    reason = request.POST.get("reason", "").strip() or str(NO_REASON)
    try:
        row = reject_event(event, by=person, reason=reason[:2000], now=now())
    except (EventRefused, DeadlineRefused) as refused:
        messages.error(request, str(refused))
    else:
        dispatch_early()
        waiting = row.deadlines.open().count()
        messages.success(request, _rejected(waiting))
    return redirect("case", event.case.public_id)


@login_required
@permission_required("risks.add_event", raise_exception=True)
def add_event_reading(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = DocketEntry.objects.visible_to(person).select_related("case")
    entry = get_object_or_404(rows, public_id=public_id)
    form = EventForm(request.POST or None, initial={"date": entry.filed_date})
    if request.method == "POST" and form.is_valid():
        try:
            add_event(
                entry,
                form.said,
                by=person,
                reason=form.cleaned_data["reason"],
                now=now(),
            )
        except EventRefused as refused:
            form.add_error(None, str(refused))
        else:
            dispatch_early()
            messages.success(request, _("Event added to the timeline."))
            return redirect("case", entry.case.public_id)
    return _page(request, form, title=_("Add event"), entry=entry, event=None)


@login_required
@permission_required("risks.add_event", raise_exception=True)
@require_POST
def no_event(request: HttpRequest, public_id: str) -> HttpResponse:
    person = reader(request)
    rows = DocketEntry.objects.visible_to(person).select_related("case")
    entry = get_object_or_404(rows, public_id=public_id)
    try:
        record_no_event(entry, by=person, now=now())
    except QuestionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Docket entry checked. Nothing was recorded."))
    return redirect("missing_items")


def _page(
    request: HttpRequest,
    form: EventForm,
    *,
    title: str,
    entry: DocketEntry,
    event: Event | None,
) -> HttpResponse:
    case: Case = entry.case
    context = {
        "title": title,
        "form": form,
        "entry": entry,
        "event": event,
        "case": case,
    }
    status = 400 if form.errors else 200
    return render(request, "web/cases/event.html", context, status=status)


def _rejected(waiting: int) -> str:
    if not waiting:
        return _("Reading rejected.")
    return ngettext(
        "Reading rejected. %(number)d deadline of it keeps sending reminders until a "
        "second person confirms.",
        "Reading rejected. %(number)d deadlines of it keep sending reminders until a "
        "second person confirms.",
        waiting,
    ) % {"number": waiting}
