"""What a person says of a deadline that hangs on another."""

from django import forms

from risks.cases.models import Deadline
from risks.engine.time.deadlines import Direction
from risks.engine.time.dependent_deadlines import MOST, Span, Unit
from risks.web.forms import ReasonForm


class SpanForm(forms.Form):
    number = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=MOST,
        error_messages={
            "required": "Say how many days.",
            "invalid": "Type a whole number.",
            "min_value": "At least one.",
            "max_value": f"At most {MOST}.",
        },
    )
    unit = forms.ChoiceField(
        label="Days or court days",
        choices=Deadline.IntervalUnit.choices,
        error_messages={"invalid_choice": "Days or court days."},
    )
    direction = forms.ChoiceField(
        label="Before or after",
        choices=Deadline.IntervalDirection.choices,
        error_messages={"invalid_choice": "Before or after."},
    )

    @property
    def span(self) -> Span:
        return Span(
            number=self.cleaned_data["number"],
            unit=Unit(self.cleaned_data["unit"]),
            direction=Direction(self.cleaned_data["direction"]),
        )


class AddLinkForm(SpanForm):
    title = forms.CharField(
        label="What is due",
        max_length=200,
        error_messages={"required": "Say what is due."},
    )
    field_order = ("title", "number", "unit", "direction")


class ChangeLinkForm(ReasonForm, SpanForm):
    field_order = ("number", "unit", "direction", "reason")
