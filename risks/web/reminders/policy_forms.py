"""What a person says of a policy."""

from django import forms

from risks.alerts.models import ReminderPolicy
from risks.alerts.models.policy import readable_offsets


class PolicyForm(forms.Form):
    offsets = forms.CharField(
        label="Lead times",
        max_length=200,
        validators=[readable_offsets],
        help_text="Apart by spaces: days before at 09:00 (P7D), hours before (PT4H), "
        "the day itself (P0D), at once (PT0H), days after (+P1D).",
        error_messages={"required": 'Write at least one, such as "P7D PT4H".'},
    )
    owner = forms.BooleanField(label="Its owner", required=False)
    backup = forms.BooleanField(label="The backup", required=False)
    supervisor = forms.BooleanField(label="Their supervisors", required=False)
    compliance = forms.BooleanField(label="The compliance list", required=False)
    titles = forms.BooleanField(
        label="Mails carry titles (behind a wall they never do)", required=False
    )

    def clean(self) -> None:
        who = ("owner", "backup", "supervisor", "compliance")
        if not any(self.cleaned_data.get(name) for name in who):
            raise forms.ValidationError("Name at least one to be reminded.")

    def policy(self, *, kind: str, severity: str) -> ReminderPolicy:
        """Not stored."""
        return ReminderPolicy(kind=kind, severity=severity, **self.cleaned_data)
