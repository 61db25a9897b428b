"""Forms for a deadline entered by hand, and for who is responsible for one."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from risks.access.models import Person
from risks.alerts.queries.monitoring.reach import ENOUGH, reached, why_a_reason
from risks.cases.models import Deadline
from risks.cases.operations import Entered
from risks.engine.time.readings import END_OF_DAY
from risks.web.forms import NO_DATE, ReasonForm

WITHIN = 2000
NOT_LISTED = {
    "invalid_choice": _(
        "Choose a person from the list. They all have access to the case."
    )
}


class PeopleForm(forms.Form):
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Owner"),
        error_messages={"required": _("Choose an owner."), **NOT_LISTED},
    )
    backup = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Backup"),
        required=False,
        empty_label=_("No backup"),
        error_messages=NOT_LISTED,
    )
    understaffed_reason = forms.CharField(
        label=_("Reason, if fewer than two people receive a critical reminder"),
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
        if not draft.is_critical or len(people) >= ENOUGH:
            return ""
        reason: str = self.cleaned_data["understaffed_reason"]
        if not reason:
            self.add_error("understaffed_reason", why_a_reason(people))
        return reason or None


class DeadlineForm(PeopleForm):
    title = forms.CharField(
        label=_("What is due"),
        max_length=200,
        error_messages={"required": _("Enter what is due.")},
    )
    due_date = forms.DateField(
        label=_("Due date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the due date."),
            "invalid": NO_DATE,
        },
    )
    due_time = forms.TimeField(
        label=_("Court time (leave empty for the end of the day)"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time, for example 14:30.")},
    )
    reason = forms.CharField(
        label=_("Basis"),
        max_length=WITHIN,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Enter the basis, for example the order or the rule.")
        },
    )
    whose = forms.ChoiceField(label=_("Whose deadline"), choices=Deadline.Whose.choices)
    severity = forms.ChoiceField(
        label=_("Severity"),
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
        told["due_time"] = told["due_time"] or END_OF_DAY
        return Entered(**told)


class ResponsibleForm(ReasonForm, PeopleForm):
    field_order = ("owner", "backup", "reason", "understaffed_reason")
