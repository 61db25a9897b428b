"""What the standards leave to the company: proposed by one person, approved by another.

IAS 37 and ASC 450-20 give no number for remote, nor ASC 450-20 for probable.
"""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet, public_id
from risks.register.models import Company
from risks.register.models.acts import not_recorded, person_of, recorded, time_of

_SHARE = (MinValueValidator(0), MaxValueValidator(1))


class AccountingPolicy(models.Model):
    """The thresholds of the house and its choice about own legal costs.

    Shares of one, as 0.75. Never edited: another policy follows it.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    class OwnFees(models.TextChoices):
        AS_INCURRED = "as_incurred", _("Expensed as incurred")
        ACCRUE = "accrue", _("Accrued with the loss contingency")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="accounting_policies",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PROPOSED
    )
    valid_from = models.DateField(_("valid from"))
    ias_remote_below = models.DecimalField(
        _("remote below, IAS 37"), max_digits=5, decimal_places=4, validators=_SHARE
    )
    asc_remote_below = models.DecimalField(
        _("remote below, ASC 450-20"), max_digits=5, decimal_places=4, validators=_SHARE
    )
    asc_probable_from = models.DecimalField(
        _("probable from, ASC 450-20"),
        max_digits=5,
        decimal_places=4,
        validators=_SHARE,
    )
    material_discount = models.DecimalField(
        _("discount material from"), max_digits=5, decimal_places=4, validators=_SHARE
    )
    own_fees = models.CharField(
        _("own legal costs under ASC 450-20"), max_length=12, choices=OwnFees.choices
    )
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_by = person_of(_("decided by"))
    decided_at = time_of(_("decided at"))
    decision_reason = models.TextField(_("decision reason"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("accounting policy")
        verbose_name_plural = _("accounting policies")
        ordering = ("company", "-valid_from", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="accounting_policy_waits_once_for_each_company",
                fields=["company"],
                condition=Q(status="proposed"),
            ),
            models.CheckConstraint(
                name="accounting_policy_is_decided_as_its_status_says",
                condition=Q(status="proposed") & not_recorded("decided")
                | ~Q(status="proposed") & recorded("decided"),
            ),
            models.CheckConstraint(
                name="accounting_policy_is_decided_by_another_person",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="accounting_policy_has_a_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="accounting_policy_thresholds_are_shares_in_order",
                condition=Q(
                    ias_remote_below__gt=0,
                    ias_remote_below__lt=0.5,
                    asc_remote_below__gt=0,
                    asc_remote_below__lt=F("asc_probable_from"),
                    asc_probable_from__lte=1,
                    material_discount__gte=0,
                    material_discount__lte=1,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company.code} {self.valid_from}: {self.get_status_display()}"
