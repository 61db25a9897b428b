"""What a person says of a deadline entered by hand, and of who is responsible."""

from collections.abc import Mapping
from datetime import time
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from risks.access.models import Person
from risks.alerts.queries.monitoring.reach import ENOUGH, reached, why_a_reason
from risks.cases.models import Deadline
from risks.cases.operations import Entered
from risks.web.forms import ReasonForm

WITHIN = 2000
NOT_LISTED = {"invalid_choice": "Pick one of the list: they may see the matter."}


class PeopleForm(forms.Form):
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Owner",
        error_messages={"required": "Say whose it is.", **NOT_LISTED},
    )
    backup = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Backup",
        required=False,
        empty_label="Nobody",
        error_messages=NOT_LISTED,
    )
    understaffed_reason = forms.CharField(
        label="If fewer than two people are reminded of a critical one: why",
        required=False,
        max_length=WITHIN,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for name in ("owner", "backup"):
            cast("forms.ModelChoiceField[Person]", self.fields[name]).queryset = people

    def understaffed_reason_of(self, draft: Deadline) -> str | None:
        """Empty where enough people are within reach; None where it is missing."""
        people = reached(draft)
        is_critical = draft.severity == Deadline.Severity.CRITICAL
        if not is_critical or len(people) >= ENOUGH:
            return ""
        reason: str = self.cleaned_data["understaffed_reason"]
        if not reason:
            self.add_error("understaffed_reason", why_a_reason(people))
        return reason or None


class DeadlineForm(PeopleForm):
    title = forms.CharField(
        label="What is due",
        max_length=200,
        error_messages={"required": "Say what is due."},
    )
    due_date = forms.DateField(
        label="Due on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say on which day.",
            "invalid": "Type a date like 2026-06-30.",
        },
    )
    due_time = forms.TimeField(
        label="Time at the court; empty: the end of the day",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Type a time like 14:30."},
    )
    reason = forms.CharField(
        label="What it rests on",
        max_length=WITHIN,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what it rests on."},
    )
    whose = forms.ChoiceField(label="Whose act", choices=Deadline.Whose.choices)
    severity = forms.ChoiceField(
        label="Severity",
        choices=Deadline.Severity.choices,
        initial=Deadline.Severity.CRITICAL,
    )
    field_order = (
        "title",
        "due_date",
        "due_time",
        "reason",
        "whose",
        "severity",
        "owner",
        "backup",
        "understaffed_reason",
    )

    @property
    def said(self) -> Entered:
        told = dict(self.cleaned_data)
        told["due_time"] = told["due_time"] or time(23, 59, 59)
        return Entered(**told)


class ResponsibleForm(ReasonForm, PeopleForm):
    field_order = ("owner", "backup", "reason", "understaffed_reason")
