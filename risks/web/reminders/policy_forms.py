"""The form of a reminder policy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from risks.alerts.models import ReminderPolicy
from risks.alerts.models.policy import readable_offsets


class PolicyForm(forms.Form):
    offsets = forms.CharField(
        label=_("Lead times"),
        max_length=200,
        validators=[readable_offsets],
        help_text=_(
            "Separate them with spaces: P7D for 7 days before at 09:00, PT4H for 4 "
            "hours before, P0D for the day itself, PT0H for at once, +P1D for 1 day "
            "after."
        ),
        error_messages={
            "required": _("Enter at least one lead time, for example P7D PT4H.")
        },
    )
    owner = forms.BooleanField(label=_("Owner"), required=False)
    backup = forms.BooleanField(label=_("Backup"), required=False)
    supervisor = forms.BooleanField(label=_("Supervisors"), required=False)
    compliance = forms.BooleanField(label=_("Compliance list"), required=False)
    titles = forms.BooleanField(
        label=_("Show titles in emails (never for restricted matters)"), required=False
    )

    def clean(self) -> None:
        who = ("owner", "backup", "supervisor", "compliance")
        if not any(self.cleaned_data.get(name) for name in who):
            raise forms.ValidationError(_("Choose at least one recipient."))

    def policy(self, *, kind: str, severity: str) -> ReminderPolicy:
        """Not stored."""
        return ReminderPolicy(kind=kind, severity=severity, **self.cleaned_data)
