"""The form of what a person states about an obligation."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from risks.access.models import Person
from risks.cases.models import ComplianceObligation, Deadline
from risks.cases.models.obligations.obligation import (
    LONGEST_INTERVAL_MONTHS,
    LONGEST_LEAD_DAYS,
)
from risks.cases.operations.records.obligations import StatedObligation
from risks.register.models import Company, Entity
from risks.web.forms import NO_DATE, NOT_LISTED, ReasonForm

Kind, Country = ComplianceObligation.Kind, ComplianceObligation.Country
_OF_NUMBERS = ("required", "invalid", "min_value", "max_value")
_NO_MONTHS = _("Enter a whole number of months from 1 to 120, or leave it empty.")
_NO_DAYS = _("Enter a whole number of days from 0 to 3653.")


class ObligationForm(forms.Form):
    company = forms.ModelChoiceField(
        queryset=Company.objects.none(),
        label=_("Company"),
        empty_label=None,
        error_messages={
            "required": _("Choose a company."),
            "invalid_choice": NOT_LISTED,
        },
    )
    entity = forms.ModelChoiceField(
        queryset=Entity.objects.none(),
        label=_("Entity"),
        required=False,
        empty_label=_("The whole group"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = forms.CharField(
        label=_("What it is"),
        max_length=200,
        error_messages={"required": _("Enter what it is, for example ICP licence.")},
    )
    authority = forms.CharField(
        label=_("Authority or counterparty"), max_length=200, required=False
    )
    country = forms.ChoiceField(
        label=_("Country of the authority or counterparty"),
        choices=Country.choices,
        help_text=_("A day on which it is closed is named; the date is not moved."),
    )
    reference = forms.CharField(
        label=_("Licence, filing or policy number"), max_length=120, required=False
    )
    ends_on = forms.DateField(
        label=_("Expires or is due on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the day on which it expires or is due."),
            "invalid": NO_DATE,
        },
    )
    lead_days = forms.IntegerField(
        label=_("Days before, by which to renew or file"),
        initial=0,
        min_value=0,
        max_value=LONGEST_LEAD_DAYS,
        help_text=_("0: on the day itself."),
        error_messages=dict.fromkeys(_OF_NUMBERS, _NO_DAYS),
    )
    interval_months = forms.IntegerField(
        label=_("Renews every so many months"),
        required=False,
        min_value=1,
        max_value=LONGEST_INTERVAL_MONTHS,
        help_text=_("12: every year. Leave it empty if it does not renew."),
        error_messages=dict.fromkeys(_OF_NUMBERS, _NO_MONTHS),
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=Deadline.Severity.choices,
        initial=Deadline.Severity.NORMAL,
        help_text=_("Critical: each record waits for a second person."),
    )
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Owner"),
        error_messages={
            "required": _("Choose an owner."),
            "invalid_choice": NOT_LISTED,
        },
    )
    backup = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Backup"),
        required=False,
        empty_label=_("No backup"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone with a role reads this. Do not write an assessment."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        companies: QuerySet[Company],
        entities: QuerySet[Entity],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        choices = {
            "company": companies,
            "entity": entities,
            "owner": people,
            "backup": people,
        }
        for name, rows in choices.items():
            if name in self.fields:
                cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    @property
    def stated(self) -> StatedObligation:
        known = dict(self.cleaned_data)
        known.pop("company", None)
        known.pop("reason", None)
        return StatedObligation(**known)


class CorrectionForm(ReasonForm, ObligationForm):
    """The company stays: an obligation of another company is another obligation."""

    company = None  # type: ignore[assignment]
    field_order = (
        "entity",
        "kind",
        "title",
        "authority",
        "country",
        "reference",
        "ends_on",
        "lead_days",
        "interval_months",
        "severity",
        "owner",
        "backup",
        "note",
        "reason",
    )
