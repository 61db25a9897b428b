"""The form of a reminder policy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from risks.alerts.models import ReminderPolicy
from risks.alerts.models.policy import readable_offsets
from risks.web.reminders.lead_times import read_lead_times


class PolicyForm(forms.Form):
    offsets = forms.CharField(
        label=_("Lead times"),
        max_length=400,
        help_text=_(
            "Separate them with commas: 7 days before (at 09:00), 4 hours before, on "
            "the day, immediately, 1 day after."
        ),
        error_messages={
            "required": _("Enter at least one lead time, for example 7 days, 4 hours.")
        },
    )
    owner = forms.BooleanField(label=_("Owner"), required=False)
    backup = forms.BooleanField(label=_("Backup"), required=False)
    supervisor = forms.BooleanField(label=_("Supervisors"), required=False)
    compliance = forms.BooleanField(label=_("Compliance list"), required=False)
    titles = forms.BooleanField(
        label=_("Show titles in emails (never for restricted matters)"), required=False
    )

    def clean_offsets(self) -> str:
        offsets = read_lead_times(self.cleaned_data["offsets"])
        readable_offsets(offsets)
        return offsets

    def clean(self) -> None:
        who = ("owner", "backup", "supervisor", "compliance")
        if not any(self.cleaned_data.get(name) for name in who):
            raise forms.ValidationError(_("Choose at least one recipient."))

    def policy(self, *, kind: str, severity: str) -> ReminderPolicy:
        """Not stored."""
        return ReminderPolicy(kind=kind, severity=severity, **self.cleaned_data)
