"""Forms that several pages share: a reason, a decision, a proposal, two dates."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from risks.register.models import Risk

NO_DATE = _("Enter a date, for example 2026-06-30.")
NOT_LISTED = _("Choose an option from the list.")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Enter a reason.")},
    )


class DecisionForm(ReasonForm):
    decision = forms.ChoiceField(
        choices=[("accept", _("Accept")), ("reject", _("Reject"))],
        error_messages={
            "required": _("Choose accept or reject."),
            "invalid_choice": _("Choose accept or reject."),
        },
    )


class ProposalForm(ReasonForm):
    decide_by = forms.DateField(
        label=_("Decide by"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the date by which to decide."),
            "invalid": NO_DATE,
        },
    )

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_decide_by(self) -> date:
        decide_by: date = self.cleaned_data["decide_by"]
        if decide_by < self.today:
            raise forms.ValidationError(_("Enter today's date or a later date."))
        return decide_by


class DatesForm(forms.Form):
    """Two dates to compare, for the whole portfolio or one risk."""

    risk = forms.ChoiceField(
        label=_("Portfolio or risk"),
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    since = forms.DateField(
        label=pgettext_lazy("start date", "From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the start date."),
            "invalid": NO_DATE,
        },
    )
    until = forms.DateField(
        label=pgettext_lazy("end date", "To"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the end date."),
            "invalid": NO_DATE,
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
        known = [(name, f"{each.title} · {each.code}") for name, each in risks.items()]
        field.choices = [("", _("Whole portfolio")), *known]

    def clean(self) -> None:
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and since >= until:
            self.add_error("until", _("Enter a date after the start date."))
