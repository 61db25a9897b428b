"""Forms of a company's listing profile and of the events that a person records."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from risks.access.models import Person
from risks.engine.time.disclosure import CompanyEvent
from risks.register.models import ListingProfile
from risks.register.operations import ListingStatement
from risks.web.forms import NO_DATE, NOT_LISTED


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": NO_DATE,
            "required": options.pop("required_text", NO_DATE),
        },
        **options,
    )


class PeopleForm(forms.Form):
    """Two people, because most dates of a listing are critical."""

    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Owner of the dates"),
        error_messages={
            "required": _("Choose an owner."),
            "invalid_choice": NOT_LISTED,
        },
    )
    backup = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Backup"),
        error_messages={
            "required": _("Choose a backup: most listing dates are critical."),
            "invalid_choice": NOT_LISTED,
        },
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


class ProfileForm(PeopleForm):
    status = forms.ChoiceField(
        label=_("Status"),
        choices=ListingProfile.Status.choices,
        error_messages={
            "required": _("Choose a status from the list."),
            "invalid_choice": _("Choose a status from the list."),
        },
    )
    application_date = _day(_("Application date"), required=False)
    first_day = _day(
        _("First day of dealings (planned, for an applicant)"), required=False
    )
    last_day = _day(
        _("Last day of the listing (if it is no longer listed)"), required=False
    )
    year_end_day = forms.IntegerField(
        label=_("Financial year end: day"),
        min_value=1,
        max_value=31,
        error_messages={
            "required": _("Enter the day on which the financial year ends."),
            "invalid": _("Enter a day from 1 to 31."),
            "min_value": _("Enter a day from 1 to 31."),
            "max_value": _("Enter a day from 1 to 31."),
        },
    )
    year_end_month = forms.TypedChoiceField(
        label=_("Financial year end: month"),
        choices=list(MONTHS.items()),
        coerce=int,
        error_messages={
            "required": _("Choose a month from the list."),
            "invalid_choice": _("Choose a month from the list."),
        },
    )
    weighted_voting_rights = forms.BooleanField(
        label=_("Weighted voting rights"), required=False
    )
    contractual_arrangements = forms.BooleanField(
        label=_("Contractual arrangements (VIE)"), required=False
    )
    connected_transactions = forms.BooleanField(
        label=_("Continuing connected transactions"), required=False
    )
    csrc_filing = forms.BooleanField(label=_("CSRC filing applies"), required=False)
    field_order = (
        "status",
        "application_date",
        "first_day",
        "last_day",
        "year_end_day",
        "year_end_month",
        "weighted_voting_rights",
        "contractual_arrangements",
        "connected_transactions",
        "csrc_filing",
        "owner",
        "backup",
    )

    @property
    def stated(self) -> ListingStatement:
        return ListingStatement(**self.cleaned_data)


class EventForm(PeopleForm):
    event = forms.ChoiceField(
        label=_("Event"),
        error_messages={
            "required": _("Choose an event from the list."),
            "invalid_choice": _("Choose an event from the list."),
        },
    )
    on = _day(_("Day of the event"), required_text=_("Enter the day of the event."))
    field_order = ("event", "on", "owner", "backup")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        events: Iterable[tuple[CompanyEvent, str]],
        people: QuerySet[Person],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, people=people, initial=initial)
        field = cast(forms.ChoiceField, self.fields["event"])
        field.choices = [(event.value, label) for event, label in events]
