"""Which type of event, of which case."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from risks.cases.models import Case, Event
from risks.web.forms import NOT_LISTED


class SubscriptionForm(forms.Form):
    event_kind = forms.ChoiceField(
        label=_("Event type"),
        choices=Event.Kind.choices,
        error_messages={
            "required": _("Choose an event type."),
            "invalid_choice": NOT_LISTED,
        },
    )
    case = forms.ModelChoiceField(
        label=_("Case"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=_("Every case that I have access to"),
        error_messages={"invalid_choice": NOT_LISTED},
    )

    def __init__(self, data: Any, *, cases: QuerySet[Case]) -> None:
        super().__init__(data)
        field = self.fields["case"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = cases
