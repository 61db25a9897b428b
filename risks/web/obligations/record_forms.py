"""The forms of what closes a period of an obligation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from risks.cases.models import ObligationPeriod
from risks.cases.operations.records.obligation_records import Record
from risks.web.forms import NO_DATE

Outcome = ObligationPeriod.Outcome


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvidenceForm(forms.Form):
    done_on = forms.DateField(
        label=_("Done on"),
        widget=_day(),
        error_messages={
            "required": _("Enter the day on which it was done."),
            "invalid": NO_DATE,
        },
    )
    note = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Enter what was done.")},
    )
    reference = forms.CharField(
        label=_("Reference of the evidence"),
        max_length=120,
        required=False,
        help_text=_("For example the number of the receipt or the new certificate."),
    )
    document = forms.CharField(
        label=_("Document: a link, or where it is kept"), max_length=500, required=False
    )


class RenewalForm(EvidenceForm):
    next_ends_on = forms.DateField(
        label=_("Next expiry or due date"),
        required=False,
        widget=_day(),
        error_messages={"invalid": NO_DATE},
    )

    @property
    def record(self) -> Record:
        return Record(outcome=Outcome.RENEWED, **self.cleaned_data)


class EndForm(EvidenceForm):
    outcome = forms.ChoiceField(
        label=_("How it ends"),
        choices=[
            (Outcome.ENDED.value, _("It ended, or is not renewed")),
            (Outcome.LAPSED.value, _("It lapsed: it expired without a renewal")),
        ],
        error_messages={"required": _("Choose how it ends.")},
    )
    field_order = ("outcome", "done_on", "note", "reference", "document")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["done_on"].label = _("Ended or lapsed on")
        self.fields["note"].label = _("Reason")
        self.fields["note"].error_messages["required"] = _("Enter a reason.")

    @property
    def record(self) -> Record:
        return Record(**self.cleaned_data)
