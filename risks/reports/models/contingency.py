"""A suit in the accounts at a reporting date: proposed, then signed by three people."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet, public_id
from risks.cases.models import Case
from risks.register.models import Assumptions, Company, Risk
from risks.register.models.acts import not_recorded, person_of, recorded, time_of
from risks.reports.models.policy import AccountingPolicy

_REVIEWED, _APPROVED = recorded("reviewed"), recorded("approved")
_RETURNED = recorded("returned", reason="return_reason")
_NOT_APPROVED, _NOT_RETURNED = not_recorded("approved"), not_recorded("returned")
SIGNED_AS_ITS_STATUS_SAYS = (
    Q(status="prepared", reviewed_by__isnull=True) & _NOT_APPROVED & _NOT_RETURNED
    | Q(status="reviewed") & _REVIEWED & _NOT_APPROVED & _NOT_RETURNED
    | Q(status="approved") & _REVIEWED & _APPROVED & _NOT_RETURNED
    | Q(status="returned") & _NOT_APPROVED & _RETURNED
)


class Contingency(models.Model):
    """One suit in the accounts at one reporting date: proposed, then signed.

    A row is replaced by another row, never rewritten: after its preparation only
    signatures are added, and until the last of them the signed values. Money is in
    `currency` and to the cent.
    """

    class Status(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        REVIEWED = "reviewed", _("Reviewed")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Sent back")

    class Likelihood(models.TextChoices):
        REMOTE = "remote", _("Remote")
        POSSIBLE = "possible", _("Possible")
        REASONABLY_POSSIBLE = "reasonably possible", _("Reasonably possible")
        PROBABLE = "probable", _("Probable")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.PROTECT,
        related_name="contingencies",
    )
    reporting_date = models.DateField(_("reporting date"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PREPARED
    )
    # The approved row of an earlier date whose closing is this one's opening.
    previous = models.ForeignKey(
        "self",
        verbose_name=_("previous"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The approved row of the same date that this one replaces once it is approved.
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )

    # The matter, as it stood when the row was prepared.
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    court = models.CharField(_("court"), max_length=200, blank=True)
    counterparty = models.CharField(_("counterparty"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=80, blank=True)
    next_date = models.DateField(_("next date"), null=True, blank=True)

    # What the engine proposed, and on what.
    assumptions = models.ForeignKey(
        Assumptions,
        verbose_name=_("assumptions"),
        on_delete=models.PROTECT,
        related_name="contingencies",
    )
    # The approved policy of the house; none: its defaults.
    policy = models.ForeignKey(
        AccountingPolicy,
        verbose_name=_("accounting policy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    engine = models.CharField(_("engine"), max_length=20)
    input_hash = models.CharField(_("hash of the inputs"), max_length=64)
    # Both standards with their basis in words, the ways the suit can end.
    figures = models.JSONField(_("figures"))
    standard = models.CharField(
        _("standard"), max_length=10, choices=Company.Standard.choices
    )
    currency = models.CharField(_("currency"), max_length=3)
    claimed = models.DecimalField(
        _("claimed"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    # Why no reliable estimate can be made; no figure is kept then.
    cannot_be_estimated = models.CharField(
        _("cannot be estimated"), max_length=200, blank=True
    )
    public_statements = models.TextField(_("public statements"), blank=True)
    low = models.DecimalField(
        _("low estimate"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    best = models.DecimalField(
        _("best estimate"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    high = models.DecimalField(
        _("high estimate"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    proposed_ifrs_class = models.CharField(
        _("proposed class under IAS 37"), max_length=20, choices=Likelihood.choices
    )
    proposed_us_gaap_class = models.CharField(
        _("proposed class under ASC 450-20"), max_length=20, choices=Likelihood.choices
    )
    proposed_closing = models.DecimalField(
        _("proposed closing"), max_digits=20, decimal_places=2
    )

    # What is signed: the proposal, unless somebody overrode it.
    ifrs_class = models.CharField(
        _("class under IAS 37"), max_length=20, choices=Likelihood.choices
    )
    us_gaap_class = models.CharField(
        _("class under ASC 450-20"), max_length=20, choices=Likelihood.choices
    )
    override_reason = models.TextField(_("override reason"), blank=True)
    overridden_by = person_of(_("overridden by"))

    # The provision's movement; exchange may take away as well as add.
    opening = models.DecimalField(_("opening balance"), max_digits=20, decimal_places=2)
    additions = models.DecimalField(_("additions"), max_digits=20, decimal_places=2)
    used = models.DecimalField(_("used"), max_digits=20, decimal_places=2)
    reversed = models.DecimalField(_("reversed"), max_digits=20, decimal_places=2)
    exchange = models.DecimalField(
        _("exchange difference"), max_digits=20, decimal_places=2
    )
    unwinding = models.DecimalField(
        _("unwinding of the discount"), max_digits=20, decimal_places=2, default=0
    )
    rate_change = models.DecimalField(
        _("change of the discount rate"), max_digits=20, decimal_places=2, default=0
    )
    closing = models.DecimalField(_("closing balance"), max_digits=20, decimal_places=2)
    # IAS 37.85(a); a provision due within a year of the reporting date is current.
    expected_on = models.DateField(_("outflow expected on"), null=True, blank=True)
    # Under ASC 450, where the approved policy accrues them; never in the class.
    own_fees = models.DecimalField(
        _("own legal costs accrued"), max_digits=20, decimal_places=2, default=0
    )
    insurance = models.DecimalField(_("insurance"), max_digits=20, decimal_places=2)
    insurance_is_virtually_certain = models.BooleanField(
        _("insurance recovery virtually certain"), default=False
    )
    # The class or the closing differs from the previous row's.
    is_changed = models.BooleanField(_("changed"))
    change_reason = models.TextField(_("change reason"), blank=True)

    # IAS 37.92: the amounts stay out of what is exported.
    is_exempt = models.BooleanField(_("exempt under IAS 37.92"), default=False)
    nature = models.TextField(_("general nature of the dispute"), blank=True)
    exemption_reason = models.TextField(_("exemption reason"), blank=True)
    exemption_is_approved = models.BooleanField(
        _("exemption is approved"), default=False
    )

    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("prepared by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    prepared_at = models.DateTimeField(_("prepared at"))
    reviewed_by = person_of(_("reviewed by"))
    reviewed_at = time_of(_("reviewed at"))
    approved_by = person_of(_("approved by"))
    approved_at = time_of(_("approved at"))
    returned_by = person_of(_("returned by"))
    returned_at = time_of(_("returned at"))
    return_reason = models.TextField(_("return reason"), blank=True)
    history = HistoricalRecords(excluded_fields=["figures"])

    # A provision is derived from counsel's assessment: it is as privileged.
    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("contingency")
        verbose_name_plural = _("contingencies")
        ordering = ("-reporting_date", "risk__code", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="contingency_is_prepared_once_for_each_date",
                fields=["risk", "reporting_date"],
                condition=Q(corrects__isnull=True) & ~Q(status="returned"),
            ),
            models.UniqueConstraint(
                name="contingency_is_corrected_once",
                fields=["corrects"],
                condition=Q(corrects__isnull=False) & ~Q(status="returned"),
            ),
            models.CheckConstraint(
                name="contingency_has_the_signatures_of_its_status",
                condition=SIGNED_AS_ITS_STATUS_SAYS,
            ),
            models.CheckConstraint(
                name="contingency_is_signed_by_three_different_people",
                condition=(Q(reviewed_by=None) | ~Q(reviewed_by=F("prepared_by")))
                & (
                    Q(approved_by=None)
                    | ~Q(approved_by=F("prepared_by"))
                    & ~Q(approved_by=F("reviewed_by"))
                ),
            ),
            models.CheckConstraint(
                name="contingency_closes_where_its_movements_lead",
                # Rounded: SQLite keeps decimals as binary fractions.
                condition=Q(
                    closing=Round(
                        F("opening")
                        + F("additions")
                        - F("used")
                        - F("reversed")
                        + F("exchange")
                        + F("unwinding")
                        + F("rate_change"),
                        precision=2,
                    )
                ),
            ),
            models.CheckConstraint(
                name="contingency_amounts_are_not_negative",
                condition=Q(
                    opening__gte=0,
                    additions__gte=0,
                    used__gte=0,
                    reversed__gte=0,
                    closing__gte=0,
                    insurance__gte=0,
                    unwinding__gte=0,
                    own_fees__gte=0,
                ),
            ),
            models.CheckConstraint(
                name="contingency_uses_no_more_than_it_opened_with",
                condition=Q(used__lte=F("opening")),
            ),
            models.CheckConstraint(
                name="contingency_has_figures_unless_it_cannot_be_estimated",
                condition=Q(
                    cannot_be_estimated="",
                    low__isnull=False,
                    best__isnull=False,
                    high__isnull=False,
                )
                | ~Q(cannot_be_estimated="")
                & Q(low=None, best=None, high=None, closing=0),
            ),
            models.CheckConstraint(
                name="contingency_provides_only_for_what_is_probable",
                condition=Q(closing=0)
                | Q(standard="ifrs", ifrs_class="probable")
                | Q(standard="us_gaap", us_gaap_class="probable"),
            ),
            models.CheckConstraint(
                name="contingency_overridden_has_a_person_and_a_reason",
                condition=Q(
                    ifrs_class=F("proposed_ifrs_class"),
                    us_gaap_class=F("proposed_us_gaap_class"),
                    closing=F("proposed_closing"),
                )
                | (Q(overridden_by__isnull=False) & ~Q(override_reason="")),
            ),
            models.CheckConstraint(
                name="contingency_changed_or_corrected_has_a_reason",
                condition=Q(is_changed=False, corrects__isnull=True)
                | ~Q(change_reason=""),
            ),
            models.CheckConstraint(
                name="contingency_exempt_is_of_ifrs_with_its_nature_and_reason",
                condition=Q(is_exempt=False)
                | Q(standard="ifrs") & ~Q(nature="") & ~Q(exemption_reason=""),
            ),
            models.CheckConstraint(
                name="contingency_exempt_is_approved_as_such",
                condition=Q(is_exempt=False)
                | ~Q(status="approved")
                | Q(exemption_is_approved=True),
            ),
        ]

    def __str__(self) -> str:
        return _("%(code)s at %(reporting_date)s: %(status)s") % {
            "code": self.risk.code,
            "reporting_date": self.reporting_date,
            "status": self.get_status_display(),
        }

    @property
    def governing_class(self) -> str:
        """Under the standard that the company reports by."""
        if self.standard == Company.Standard.US_GAAP:
            return self.us_gaap_class
        return self.ifrs_class

    @property
    def excess(self) -> Decimal | None:
        """What the suit could cost beyond what is accrued for it, if it is estimated.

        Disclosed unless remote: IAS 37.86(a), ASC 450-20-50-3 and -4.
        """
        if self.governing_class == self.Likelihood.REMOTE:
            return Decimal(0)
        return None if self.high is None else max(self.high - self.closing, Decimal(0))

    @property
    def current(self) -> Decimal:
        """The part of the provision that is due within a year: IAS 1.69.

        Without an expected date nothing shows that it can be deferred.
        """
        last = twelve_months_after(self.reporting_date)
        is_later = self.expected_on is not None and self.expected_on > last
        return Decimal(0) if is_later else self.closing

    @property
    def non_current(self) -> Decimal:
        return self.closing - self.current

    @property
    def reimbursement(self) -> Decimal:
        """Recognised as an asset: IAS 37.53, and never above the provision."""
        if not self.insurance_is_virtually_certain:
            return Decimal(0)
        return min(self.insurance, self.closing)

    @property
    def is_overridden(self) -> bool:
        """Whether anything signed is another than what was proposed."""
        return (self.ifrs_class, self.us_gaap_class, self.closing) != (
            self.proposed_ifrs_class,
            self.proposed_us_gaap_class,
            self.proposed_closing,
        )


def twelve_months_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        # The 29th of February.
        return day.replace(year=day.year + 1, day=28)
