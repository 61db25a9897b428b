"""Times at which a risk cost more than people have an appetite for."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from risks.access.models import VisibleQuerySet
from risks.exposure.models.figures import Snapshot
from risks.register.models import Appetite, Risk


class AppetiteExcessQuerySet(VisibleQuerySet["AppetiteExcess"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class AppetiteExcess(models.Model):
    """Opened when a risk exceeds its appetite, closed when it does no longer.

    The next time is another row: people are told anew.
    """

    risk = models.ForeignKey(
        Risk, on_delete=models.CASCADE, related_name="appetite_excesses"
    )
    # As they were when it opened.
    appetite = models.ForeignKey(
        Appetite, on_delete=models.CASCADE, related_name="appetite_excesses"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    measure = models.CharField(max_length=10, choices=Appetite.Measure.choices)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = AppetiteExcessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "appetite excesses"
        ordering = ("-opened_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="appetite_excess_is_open_once_for_each_risk_and_measure",
                fields=["risk", "measure"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: {self.measure} over appetite"
