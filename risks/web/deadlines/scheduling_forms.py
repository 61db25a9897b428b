"""Forms for a scheduling order's table: the pasted text, and one for each row."""

from typing import TYPE_CHECKING, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from risks.cases.models import Case, Deadline, DocketEntry, Event
from risks.cases.operations.intake.scheduling_order import ScheduledDate
from risks.web.forms import NO_DATE, NOT_LISTED

LAST_LINE = 9999
_LONGEST_TEXT = 50_000
_KINDS = [(kind, kind) for kind in (Event.Kind.COURT_SET_DATE, Event.Kind.TRIAL_SET)]


if TYPE_CHECKING:
    _EntryField = forms.ModelChoiceField[DocketEntry]
else:
    # Its kind of row is known to the types alone.
    _EntryField = forms.ModelChoiceField


class EntryChoice(_EntryField):
    """Names an entry by its day, its number and its first words."""

    def label_from_instance(self, obj: DocketEntry) -> str:
        number = f" #{obj.number}" if obj.number else ""
        return f"{obj.filed_date}{number} {obj.text[:70]}"


class TableForm(forms.Form):
    """The docket entry of the order, and its table as text."""

    entry = EntryChoice(
        queryset=DocketEntry.objects.none(),
        label=_("Docket entry of the order"),
        empty_label=_("Choose the entry"),
        error_messages={
            "required": _("Choose the docket entry of the order."),
            "invalid_choice": NOT_LISTED,
        },
    )
    text = forms.CharField(
        label=_("Table: one event and its date on each line"),
        max_length=_LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Paste the table.")},
    )

    def __init__(self, data: QueryDict | None, *, case: Case) -> None:
        super().__init__(data)
        entries = cast(EntryChoice, self.fields["entry"])
        entries.queryset = case.entries.order_by("-filed_date", "-position", "-pk")


class RowForm(forms.Form):
    """One row of the preview, which a person may correct or leave out."""

    use = forms.BooleanField(label=_("Add"), required=False)
    title = forms.CharField(
        label=_("What is due"),
        max_length=200,
        error_messages={"required": _("Enter what is due.")},
    )
    day = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the due date."), "invalid": NO_DATE},
    )
    clock = forms.TimeField(
        label=_("Court time, if stated"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time, for example 14:30.")},
    )
    whose = forms.ChoiceField(label=_("Whose deadline"), choices=Deadline.Whose.choices)
    kind = forms.ChoiceField(choices=_KINDS, widget=forms.HiddenInput)
    subject = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    line = forms.IntegerField(
        min_value=1, max_value=LAST_LINE, widget=forms.HiddenInput
    )

    @property
    def is_used(self) -> bool:
        return bool(self["use"].value())

    def scheduled(self, *, line: int) -> ScheduledDate:
        told = self.cleaned_data
        return ScheduledDate(
            line=line,
            title=told["title"].strip(),
            day=told["day"],
            clock=told["clock"],
            whose=told["whose"],
            kind=told["kind"],
            subject=told["subject"],
        )
