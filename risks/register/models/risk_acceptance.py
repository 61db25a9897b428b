"""A person answers for a risk as it stands, until a day."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet
from risks.register.models.acts import not_recorded, person_of, recorded, time_of
from risks.register.models.risk import Risk
from risks.register.models.to_do import FOLLOWED


class RiskAcceptanceQuerySet(VisibleQuerySet["RiskAcceptance"]):
    def in_force(self) -> Self:
        """Neither withdrawn nor followed by a newer one, of risks that are followed."""
        newer = RiskAcceptance.objects.filter(
            risk=OuterRef("risk"), withdrawn_at__isnull=True, pk__gt=OuterRef("pk")
        )
        kept = self.filter(withdrawn_at__isnull=True, risk__status__in=FOLLOWED)
        return kept.filter(~Exists(newer))


class RiskAcceptance(models.Model):
    """Somebody answers for a risk as it stood, until a day. Withdrawn, never edited.

    The figures are copies of what was accepted: what they became since is elsewhere.
    """

    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="acceptances",
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        on_delete=models.PROTECT,
        related_name="acceptances",
    )
    accepted_at = models.DateTimeField(_("accepted at"))
    accepted_on = models.DateField(_("accepted on"), editable=False)
    until = models.DateField(_("until"))
    rationale = models.TextField(_("rationale"))
    score = models.FloatField(_("score"))
    expected = models.DecimalField(_("expected loss"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    assumptions_number = models.PositiveIntegerField(_("version of the assumptions"))
    withdrawn_at = time_of(_("withdrawn at"))
    withdrawn_by = person_of(_("withdrawn by"))
    withdrawal_reason = models.TextField(_("withdrawal reason"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = RiskAcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk acceptance")
        verbose_name_plural = _("risk acceptances")
        ordering = ("-accepted_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="acceptance_has_a_rationale", condition=~Q(rationale="")
            ),
            models.CheckConstraint(
                name="acceptance_ends_after_its_day",
                condition=Q(until__gt=F("accepted_on")),
            ),
            models.CheckConstraint(
                name="acceptance_withdrawn_has_a_person_and_a_reason",
                condition=not_recorded("withdrawn")
                | recorded("withdrawn", reason="withdrawal_reason"),
            ),
        ]

    def __str__(self) -> str:
        return _("%(code)s: accepted until %(until)s") % {
            "code": self.risk.code,
            "until": self.until,
        }
