"""The model of periods in which a risk exceeded the risk appetite."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet
from risks.exposure.models.figures import Snapshot
from risks.register.models import Appetite, Risk


class AppetiteExcessQuerySet(VisibleQuerySet["AppetiteExcess"]):
    """Filters of appetite excesses."""

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class AppetiteExcess(models.Model):
    """A period in which a risk's exposure was above the appetite.

    A later period is another row, so that people are reminded again.
    """

    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="appetite_excesses",
    )
    # The appetite and the figures when it opened.
    appetite = models.ForeignKey(
        Appetite,
        verbose_name=_("appetite"),
        on_delete=models.CASCADE,
        related_name="appetite_excesses",
    )
    snapshot = models.ForeignKey(
        Snapshot, verbose_name=_("snapshot"), on_delete=models.CASCADE, related_name="+"
    )
    measure = models.CharField(
        _("measure"), max_length=10, choices=Appetite.Measure.choices
    )
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = AppetiteExcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("appetite excess")
        verbose_name_plural = _("appetite excesses")
        ordering = ("-opened_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="appetite_excess_is_open_once_for_each_risk_and_measure",
                fields=["risk", "measure"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return _("%(code)s: %(measure)s above appetite") % {
            "code": self.risk.code,
            "measure": self.get_measure_display(),
        }
