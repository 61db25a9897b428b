"""What the preparer states of a suit's provision, and what a signer says of it."""

from decimal import Decimal

from django import forms

from risks.register.models import Company
from risks.reports.models import Contingency

Likelihood = Contingency.Likelihood
IFRS = (Likelihood.REMOTE, Likelihood.POSSIBLE, Likelihood.PROBABLE)
US_GAAP = (Likelihood.REMOTE, Likelihood.REASONABLY_POSSIBLE, Likelihood.PROBABLE)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _amount(label: str, *, help_text: str = "", signed: bool = False) -> forms.Field:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=20,
        decimal_places=2,
        min_value=None if signed else Decimal(0),
    )


class ScheduleForm(forms.Form):
    company = forms.ModelChoiceField(
        queryset=Company.objects.none(), to_field_name="code", empty_label=None
    )
    on = forms.DateField(label="Reporting date", widget=_day())


class StatementForm(forms.Form):
    used = _amount("Used", help_text="Paid out of the provision since then.")
    exchange = _amount(
        "Exchange difference", help_text="Below nought where it lessens.", signed=True
    )
    insurance = _amount("Insurance", help_text="What a policy could pay.")
    insurance_is_virtually_certain = forms.BooleanField(
        label="The insurer has confirmed: virtually certain (IAS 37.53)",
        required=False,
    )
    change_reason = forms.CharField(
        label="Why it changed since the last schedule",
        max_length=2000,
        widget=_words(),
        required=False,
    )
    is_exempt = forms.BooleanField(
        label="Leave the amounts out of what is exported (IAS 37.92)", required=False
    )
    nature = forms.CharField(
        label="General nature of the dispute, as disclosed",
        max_length=2000,
        widget=_words(),
        required=False,
    )
    exemption_reason = forms.CharField(
        label="Why disclosure would seriously prejudice the position",
        max_length=2000,
        widget=_words(),
        required=False,
    )


class SignatureForm(forms.Form):
    ifrs_class = forms.ChoiceField(
        label="Class, IAS 37", choices=[(each, each.label) for each in IFRS]
    )
    us_gaap_class = forms.ChoiceField(
        label="Class, ASC 450-20", choices=[(each, each.label) for each in US_GAAP]
    )
    closing = _amount("Provision at the reporting date")
    reason = forms.CharField(
        label="Reason, where you sign otherwise than proposed",
        max_length=2000,
        widget=_words(),
        required=False,
    )
    approves_exemption = forms.BooleanField(
        label="I approve that the amounts are left out (IAS 37.92)", required=False
    )
