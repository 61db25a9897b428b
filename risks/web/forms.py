"""What a person says when they close or decide something."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from risks.register.models import Risk


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why."},
    )


class DecisionForm(ReasonForm):
    decision = forms.ChoiceField(
        choices=[("accept", "Accept"), ("reject", "Reject")],
        error_messages={
            "required": "Accept or reject.",
            "invalid_choice": "Accept or reject.",
        },
    )


class ProposalForm(ReasonForm):
    decide_by = forms.DateField(
        label="Decide by",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": "Say by when it is to be decided.",
            "invalid": "Type a date like 2026-06-30.",
        },
    )

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_decide_by(self) -> date:
        decide_by: date = self.cleaned_data["decide_by"]
        if decide_by < self.today:
            raise forms.ValidationError("Must not be in the past.")
        return decide_by


class DatesForm(forms.Form):
    """Two days to compare, of all that the reader sees or of one risk."""

    risk = forms.ChoiceField(
        label="Of",
        required=False,
        error_messages={"invalid_choice": "Pick one of the list."},
    )
    since = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say from which day.",
            "invalid": "Type a date like 2026-06-30.",
        },
    )
    until = forms.DateField(
        label="To",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Say to which day.",
            "invalid": "Type a date like 2026-06-30.",
        },
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        initial: Mapping[str, Any],
        risks: Mapping[str, Risk],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        field = cast(forms.ChoiceField, self.fields["risk"])
        known = [(name, str(risk)) for name, risk in risks.items()]
        field.choices = [("", "All that you may see"), *known]

    def clean(self) -> None:
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and since >= until:
            self.add_error("until", "Must be after the first day.")
