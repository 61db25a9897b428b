"""What an entry means, by a person: corrected, rejected, or added."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from risks.cases.models import Case, Deadline, DocketEntry, Event
from risks.cases.operations import (
    DeadlineRefused,
    EventRefused,
    EventStatement,
    add_event,
    correct_event,
    reject_event,
)
from risks.clock import now
from risks.web.early_dispatch import dispatch_early
from risks.web.forms import ReasonForm
from risks.web.person import reader

NOT_SO = "Not what the entry says."


class EventForm(ReasonForm):
    kind = forms.ChoiceField(label="What it is", choices=Event.Kind.choices)
    date = forms.DateField(
        label="The day that counts",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say which day counts.",
            "invalid": "Type a date like 2026-06-30.",
        },
    )
    clock = forms.TimeField(
        label="Time at the court, if it named one",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Type a time like 14:30."},
    )
    subject = forms.CharField(label="About", max_length=80, required=False)
    whose = forms.ChoiceField(
        label="Whose act, of a date set by the court",
        required=False,
        choices=[("", "As it was"), *Deadline.Whose.choices],
    )

    field_order = ("kind", "date", "clock", "subject", "whose", "reason")

    @property
    def said(self) -> EventStatement:
        told = self.cleaned_data
        return EventStatement(
            kind=told["kind"],
            day=told["date"],
            clock=told["clock"],
            subject=told["subject"].strip(),
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
            messages.success(request, f"Corrected: {event} was rejected.")
            return redirect("case", event.case.public_id)
    title = f"Correct: {event.get_kind_display().lower()}"
    return _page(request, form, title=title, entry=event.entry, event=event)


@login_required
@permission_required("risks.change_event", raise_exception=True)
@require_POST
def reject_reading(request: HttpRequest, pk: int) -> HttpResponse:
    person = reader(request)
    rows = Event.objects.visible_to(person).select_related("case")
    event = get_object_or_404(rows, pk=pk)
    reason = request.POST.get("reason", "").strip() or NOT_SO
    try:
        row = reject_event(event, by=person, reason=reason[:2000], now=now())
    except (EventRefused, DeadlineRefused) as refused:
        messages.error(request, str(refused))
    else:
        dispatch_early()
        waiting = row.deadlines.open().count()
        messages.success(request, f"Rejected: {row}. {_still_due(waiting)}".strip())
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
            messages.success(request, "The event is on the timeline.")
            return redirect("case", entry.case.public_id)
    return _page(request, form, title="What the entry means", entry=entry, event=None)


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


def _still_due(waiting: int) -> str:
    if not waiting:
        return ""
    rows = "1 deadline" if waiting == 1 else f"{waiting} deadlines"
    return f"{rows} of it remind until a second person confirms."
