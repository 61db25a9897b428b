"""Forms of the preparer and of the signers of a provision."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from risks.register.models import Company
from risks.reports.models import AccountingPolicy, Contingency

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Likelihood = Contingency.Likelihood
IFRS = (Likelihood.REMOTE, Likelihood.POSSIBLE, Likelihood.PROBABLE)
US_GAAP = (Likelihood.REMOTE, Likelihood.REASONABLY_POSSIBLE, Likelihood.PROBABLE)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _words(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _amount(
    label: "_StrOrPromise", *, help_text: "_StrOrPromise" = "", signed: bool = False
) -> forms.Field:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=20,
        decimal_places=2,
        min_value=None if signed else Decimal(0),
    )


class ScheduleForm(forms.Form):
    company = forms.ModelChoiceField(
        queryset=Company.objects.none(),
        label=_("Company"),
        to_field_name="code",
        empty_label=None,
    )
    on = forms.DateField(label=_("Reporting date"), widget=_day())


class StatementForm(forms.Form):
    used = _amount(
        _("Used"), help_text=_("Paid from the provision since the last schedule.")
    )
    exchange = _amount(
        _("Exchange difference"),
        help_text=_("Negative if it reduces the provision."),
        signed=True,
    )
    insurance = _amount(
        _("Insurance"), help_text=_("The most that a policy could pay.")
    )
    insurance_is_virtually_certain = forms.BooleanField(
        label=_("The insurer has confirmed cover: virtually certain (IAS 37.53)"),
        required=False,
    )
    pre_tax_rate = forms.DecimalField(
        label=_("Discount rate before tax, a year (%)"),
        help_text=_(
            "What the market asks now for the time value of money and the risks of "
            "this liability (IAS 37.47): never the cost of capital (WACC) or the "
            "company's own borrowing rate. A risk that the amounts already carry is "
            "not counted in the rate too. Leave it empty to take the suit's own."
        ),
        max_digits=6,
        decimal_places=3,
        min_value=Decimal(0),
        max_value=Decimal(100),
        required=False,
    )
    expected_on = forms.DateField(
        label=_("Outflow expected on"),
        help_text=_(
            "A provision due within twelve months of the reporting date is current. "
            "Leave it empty to take the date that the model expects."
        ),
        widget=_day(),
        required=False,
    )
    cannot_be_estimated = forms.CharField(
        label=_("Reason why no reliable estimate can be made"),
        help_text=_(
            "Only in extremely rare cases (IAS 37.26), or where ASC 450-20-50-4 allows "
            "the statement that no estimate can be made. No figure is shown then. "
            "Leave it empty where an estimate can be made."
        ),
        max_length=200,
        required=False,
    )
    public_statements = forms.CharField(
        label=_("Public statements about the amount"),
        help_text=_("Shown beside the amount claimed where no estimate can be made."),
        max_length=2000,
        widget=_words(),
        required=False,
    )
    change_reason = forms.CharField(
        label=_("Reason for the change since the last schedule"),
        max_length=2000,
        widget=_words(),
        required=False,
    )
    is_exempt = forms.BooleanField(
        label=_("Leave the amounts out of exports (IAS 37.92)"), required=False
    )
    nature = forms.CharField(
        label=_("General nature of the dispute, as disclosed"),
        max_length=2000,
        widget=_words(),
        required=False,
    )
    exemption_reason = forms.CharField(
        label=_("Reason why disclosure would seriously prejudice the position"),
        max_length=2000,
        widget=_words(),
        required=False,
    )

    def clean_pre_tax_rate(self) -> Decimal | None:
        """As a share; it is typed as a percentage."""
        typed: Decimal | None = self.cleaned_data["pre_tax_rate"]
        return None if typed is None else typed / 100


class SignatureForm(forms.Form):
    ifrs_class = forms.ChoiceField(
        label=_("Class, IAS 37"), choices=[(each, each.label) for each in IFRS]
    )
    us_gaap_class = forms.ChoiceField(
        label=_("Class, ASC 450-20"), choices=[(each, each.label) for each in US_GAAP]
    )
    closing = _amount(_("Provision at the reporting date"))
    reason = forms.CharField(
        label=_("Reason, if you change the proposal"),
        max_length=2000,
        widget=_words(),
        required=False,
    )
    approves_no_estimate = forms.BooleanField(
        label=_("I approve that no reliable estimate can be made (IAS 37.26)"),
        required=False,
    )
    approves_exemption = forms.BooleanField(
        label=_("I approve leaving the amounts out (IAS 37.92)"), required=False
    )


class AuthorisationForm(forms.Form):
    authorised_on = forms.DateField(
        label=_("Authorised for issue on"),
        help_text=_("Planned or actual. What takes effect later is not in them."),
        widget=_day(),
    )


class MarkForm(forms.Form):
    """Neither answer is chosen beforehand."""

    ADJUSTING = "adjusting"

    is_adjusting = forms.ChoiceField(
        label=_("At the reporting date"),
        choices=[
            (ADJUSTING, _("Adjusting: it shows what existed at that date")),
            ("other", _("Not adjusting: it arose after that date")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=_words())


def _share(label: "_StrOrPromise", *, help_text: "_StrOrPromise" = "") -> forms.Field:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=5,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=Decimal(100),
    )


class PolicyForm(forms.Form):
    """Shares are typed as percentages."""

    SHARES = (
        "ias_remote_below",
        "asc_remote_below",
        "asc_probable_from",
        "material_discount",
    )

    valid_from = forms.DateField(
        label=_("Valid from"),
        help_text=_("For reporting dates from this day."),
        widget=_day(),
    )
    ias_remote_below = _share(_("Remote below, IAS 37 (%)"))
    asc_remote_below = _share(_("Remote below, ASC 450-20 (%)"))
    asc_probable_from = _share(_("Probable from, ASC 450-20 (%)"))
    material_discount = _share(
        _("Discount material from (%)"),
        help_text=_("The share of a provision that discounting takes off (IAS 37.45)."),
    )
    own_fees = forms.ChoiceField(
        label=_("Own legal costs under ASC 450-20"),
        help_text=_(
            "A choice of the entity, applied to all its matters (ASC 450-20-S99-2). "
            "They are never part of the class or of the provision."
        ),
        choices=AccountingPolicy.OwnFees.choices,
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=_words())


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, if you decline it"),
        max_length=2000,
        widget=_words(),
        required=False,
    )
