"""How much of a risk is too much."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet
from risks.register.models.company import Company
from risks.register.models.risk import Risk


class Appetite(models.Model):
    """Above this, people must be told: of one risk, or of each risk without its own.

    The newest that is valid holds. What the board accepts to lose in all is a fact of
    the company, and another figure.
    """

    class Measure(models.TextChoices):
        P95 = "p95", _("1-in-20 loss (P95)")
        SCORE = "score", _("Score")

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="appetites",
    )
    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="appetites",
        help_text=_("Empty: applies to each risk without an appetite of its own."),
    )
    measure = models.CharField(_("measure"), max_length=10, choices=Measure.choices)
    limit = models.DecimalField(_("limit"), max_digits=20, decimal_places=2)
    # Of a limit in money, the company's; blank for a score.
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    reason = models.TextField(_("reason"))
    valid_from = models.DateField(_("valid from"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    set_at = models.DateTimeField(_("set at"))

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("appetite")
        verbose_name_plural = _("appetites")
        ordering = ("company", "risk", "measure", "-valid_from", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appetite_is_positive", condition=Q(limit__gt=0)
            ),
            models.CheckConstraint(
                name="appetite_has_a_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="appetite_in_money_has_a_currency",
                condition=(Q(measure="p95") & ~Q(currency=""))
                | Q(measure="score", currency=""),
            ),
        ]

    def __str__(self) -> str:
        whose = (
            self.risk.code
            if self.risk
            else _("each risk of %(code)s") % {"code": self.company.code}
        )
        limit = f"{self.limit.normalize():,f} {self.currency}".strip()
        return _("%(whose)s: %(measure)s up to %(limit)s") % {
            "whose": whose,
            "measure": self.get_measure_display(),
            "limit": limit,
        }
