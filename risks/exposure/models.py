"""What it could cost: results only. What they rest on lives in `register`."""

from typing import ClassVar

from django.db import models

from risks.access.models import VisibleQuerySet
from risks.register.models import Assumptions, Company, Risk


class Measures(models.Model):
    """One loss distribution in figures: money in the company's currency."""

    input_hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=20)
    numpy_version = models.CharField(max_length=20)
    scipy_version = models.CharField(max_length=20)
    trials = models.PositiveIntegerField()
    valuation_date = models.DateField()
    computed_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    capacity = models.DecimalField(max_digits=20, decimal_places=2)
    p_positive = models.FloatField()
    expected = models.DecimalField(max_digits=20, decimal_places=2)
    standard_error = models.DecimalField(max_digits=20, decimal_places=2)
    p50 = models.DecimalField(max_digits=20, decimal_places=2)
    p90 = models.DecimalField(max_digits=20, decimal_places=2)
    p95 = models.DecimalField(max_digits=20, decimal_places=2)
    p99 = models.DecimalField(max_digits=20, decimal_places=2)
    tvar95 = models.DecimalField(max_digits=20, decimal_places=2)
    tvar99 = models.DecimalField(max_digits=20, decimal_places=2)
    score = models.FloatField()
    # [[loss, probability of a greater loss], …], losses in currency units.
    exceedance = models.JSONField(default=list)
    # SHA-256 of the loss vector as int64 cents: the figure reproduced, or not.
    loss_hash = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Snapshot(Measures):
    """One risk priced once; a row for each set of inputs, so trends are a query."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="snapshots")
    assumptions = models.ForeignKey(
        Assumptions, on_delete=models.PROTECT, related_name="snapshots"
    )
    # In words: what changed since the snapshot before, by how much.
    change = models.TextField(blank=True)

    compartment_path: ClassVar[str | None] = "risk__compartment"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-computed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="snapshot_is_one_for_each_risk_and_inputs",
                fields=["risk", "input_hash"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code} on {self.valuation_date}: score {self.score:.1f}"


class Standing(models.Model):
    """Where a risk stands now; lists sort on it."""

    class Band(models.TextChoices):
        CRITICAL = "critical", "Critical"
        HIGH = "high", "High"
        MODERATE = "moderate", "Moderate"
        LOW = "low", "Low"
        MINIMAL = "minimal", "Minimal"

    risk = models.OneToOneField(Risk, on_delete=models.CASCADE, related_name="standing")
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.CASCADE, related_name="standings"
    )
    score = models.FloatField()
    band = models.CharField(max_length=10, choices=Band.choices)

    compartment_path: ClassVar[str | None] = "risk__compartment"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-score", "risk")

    def __str__(self) -> str:
        return f"{self.risk.code}: {self.score:.1f} ({self.get_band_display()})"


class PortfolioRun(Measures):
    """The sum of the risks that one scope of people may see."""

    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="portfolio_runs"
    )
    # `Scope.key`: a part's P95 cannot be derived from the whole's.
    scope = models.CharField(max_length=64)
    # [{"risk": pk, "snapshot": pk, "tvar95": share in currency units}, …]
    members = models.JSONField()

    scope_path: ClassVar[str | None] = "scope"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-computed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="portfolio_run_is_one_for_each_scope_and_inputs",
                fields=["company", "scope", "input_hash"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company.code} on {self.valuation_date}: {self.score:.1f}"
