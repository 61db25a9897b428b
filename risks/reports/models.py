"""What the board reads: figures frozen first, rendered from what was frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from risks.access.models import VisibleQuerySet, public_id
from risks.register.models import Company


class Report(models.Model):
    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    kind = models.CharField(max_length=20, default="board")
    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="reports"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    # `Scope.key` of the people who may read it.
    scope = models.CharField(max_length=64)
    # All that the PDF and the workbook show; they hold nothing else.
    figures = models.JSONField()
    figures_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    # In the row and not on a disk: workers need not share one.
    pdf = models.BinaryField(null=True, blank=True)
    xlsx = models.BinaryField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    scope_path: ClassVar[str | None] = "scope"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-period_end", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="report_is_one_for_each_kind_period_and_scope",
                fields=["company", "kind", "period_start", "period_end", "scope"],
            ),
            models.CheckConstraint(
                name="report_period_starts_before_it_ends",
                condition=Q(period_start__lte=F("period_end")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_start} to {self.period_end}"
