"""Which type of event, of which case."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from risks.cases.models import Case, Event


class SubscriptionForm(forms.Form):
    event_kind = forms.ChoiceField(
        label="Type",
        choices=Event.Kind.choices,
        error_messages={
            "required": "Pick a type.",
            "invalid_choice": "Pick one of the list.",
        },
    )
    case = forms.ModelChoiceField(
        label="Case",
        queryset=Case.objects.none(),
        required=False,
        empty_label="Every case that I may see",
        error_messages={"invalid_choice": "Pick one of the list."},
    )

    def __init__(self, data: Any, *, cases: QuerySet[Case]) -> None:
        super().__init__(data)
        field = self.fields["case"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = cases
