"""Forms for a deadline that depends on another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from risks.cases.models import Deadline
from risks.engine.time.deadlines import Direction
from risks.engine.time.dependent_deadlines import MOST, Interval, Unit
from risks.web.forms import ReasonForm


class IntervalForm(forms.Form):
    number = forms.IntegerField(
        label=_("Number of days"),
        min_value=1,
        max_value=MOST,
        error_messages={
            "required": _("Enter the number of days."),
            "invalid": _("Enter a whole number."),
            "min_value": _("Enter at least %(limit_value)s."),
            "max_value": _("Enter at most %(limit_value)s."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Days or court days"),
        choices=Deadline.IntervalUnit.choices,
        error_messages={"invalid_choice": _("Choose days or court days.")},
    )
    direction = forms.ChoiceField(
        label=_("Before or after"),
        choices=Deadline.IntervalDirection.choices,
        error_messages={"invalid_choice": _("Choose before or after.")},
    )

    @property
    def interval(self) -> Interval:
        return Interval(
            number=self.cleaned_data["number"],
            unit=Unit(self.cleaned_data["unit"]),
            direction=Direction(self.cleaned_data["direction"]),
        )


class AddDependentForm(IntervalForm):
    title = forms.CharField(
        label=_("What is due"),
        max_length=200,
        error_messages={"required": _("Enter what is due.")},
    )
    field_order = ("title", "number", "unit", "direction")


class ChangeIntervalForm(ReasonForm, IntervalForm):
    field_order = ("number", "unit", "direction", "reason")
