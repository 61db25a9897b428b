"""What the board reads: figures frozen first, rendered from what was frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet, public_id
from risks.register.models import Company


class Report(models.Model):
    class Kind(models.TextChoices):
        """One for each module of `reports.kinds`."""

        BOARD = "board", _("Board report")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.BOARD
    )
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.CASCADE,
        related_name="reports",
    )
    period_start = models.DateField(_("period start"))
    period_end = models.DateField(_("period end"))
    # `Scope.key` of the people who may read it.
    scope = models.CharField(_("scope"), max_length=64)
    # All that the PDF and the workbook show; they hold nothing else.
    figures = models.JSONField(_("figures"))
    figures_sha256 = models.CharField(_("SHA-256 of the figures"), max_length=64)
    created_at = models.DateTimeField(_("created at"))
    # In the row and not on a disk: workers need not share one.
    pdf = models.BinaryField(_("PDF"), null=True, blank=True)
    xlsx = models.BinaryField(_("XLSX"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    scope_path: ClassVar[str | None] = "scope"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
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
        return _("%(kind)s %(period_start)s to %(period_end)s") % {
            "kind": self.get_kind_display(),
            "period_start": self.period_start,
            "period_end": self.period_end,
        }
