"""Models of a risk's figures, of their basis and of its current exposure."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet
from risks.engine.exposure.kinds.parsing import KINDS
from risks.engine.exposure.portfolio.intervals import (
    Interval,
    amount_interval,
    score_interval,
    score_margin,
)
from risks.engine.formats import score
from risks.exposure.models.fields import Digest
from risks.register.models import Assumptions, Risk


class Basis(models.Model):
    """The terms and software versions that many figures of a day share."""

    # A hash of the columns below: equal bases are one row.
    digest = Digest(_("digest"), unique=True, editable=False)
    numpy_version = models.CharField(_("NumPy version"), max_length=20)
    scipy_version = models.CharField(_("SciPy version"), max_length=20)
    # The vector instructions that NumPy used; loss hashes agree only where these do.
    processor = models.CharField(_("processor"), max_length=400, blank=True)
    # The version of the keyed streams; with a risk's uuid it seeds its draws.
    streams = models.CharField(_("streams"), max_length=10, blank=True)
    # capacity and appetite in currency units, discount_rate a year, horizon_months,
    # rate (of the risk's currency in the company's). Empty in rows older than this
    # column.
    terms = models.JSONField(_("terms"), default=dict)

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("basis")
        verbose_name_plural = _("bases")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return _("basis %(digest)s") % {"digest": self.digest[:8]}


class Measures(models.Model):
    """The figures of one loss distribution, in the company's currency."""

    input_hash = Digest(_("hash of the inputs"))
    basis = models.ForeignKey(
        Basis,
        verbose_name=_("basis"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    engine = models.CharField(_("engine"), max_length=20)
    trials = models.PositiveIntegerField(_("trials"))
    valuation_date = models.DateField(_("valuation date"))
    computed_at = models.DateTimeField(_("computed at"))
    currency = models.CharField(_("currency"), max_length=3)
    capacity = models.DecimalField(_("capacity"), max_digits=20, decimal_places=2)
    p_positive = models.FloatField(_("probability of a loss"))
    # Null in rows older than this column.
    p_over_appetite = models.FloatField(
        _("probability of exceeding the appetite"), null=True
    )
    expected = models.DecimalField(_("expected"), max_digits=20, decimal_places=2)
    standard_error = models.DecimalField(
        _("standard error"), max_digits=20, decimal_places=2
    )
    p50 = models.DecimalField(_("P50"), max_digits=20, decimal_places=2)
    p90 = models.DecimalField(_("P90"), max_digits=20, decimal_places=2)
    p95 = models.DecimalField(_("P95"), max_digits=20, decimal_places=2)
    p99 = models.DecimalField(_("P99"), max_digits=20, decimal_places=2)
    tvar95 = models.DecimalField(_("TVaR95"), max_digits=20, decimal_places=2)
    tvar99 = models.DecimalField(_("TVaR99"), max_digits=20, decimal_places=2)
    # The standard error of TVaR95; null in rows older than this column.
    tvar95_error = models.DecimalField(
        _("standard error of TVaR95"), max_digits=20, decimal_places=2, null=True
    )
    # A formula gave every figure, and no scenario.
    is_exact = models.BooleanField(_("exact"), default=False)
    score = models.FloatField(_("score"))
    # SHA-256 of the loss vector as int64 cents, to check that a figure is reproduced.
    loss_hash = Digest(_("hash of the losses"))

    class Meta:
        abstract = True

    @property
    def numpy_version(self) -> str:
        return self.basis.numpy_version

    @property
    def scipy_version(self) -> str:
        return self.basis.scipy_version

    @property
    def processor(self) -> str:
        return self.basis.processor

    @property
    def shown_score(self) -> str:
        """Return the score with the figures that it has."""
        return score(self.score, margin=self.score_margin)

    @property
    def score_margin(self) -> float | None:
        """Return how many points the score may be off; None in older rows."""
        if self.tvar95_error is None:
            return None
        return score_margin(**self._money_and_errors)

    @property
    def score_interval(self) -> Interval | None:
        """Return the 95 % confidence interval; None where exact or in older rows."""
        if self.is_exact or self.tvar95_error is None:
            return None
        return score_interval(**self._money_and_errors, capacity=float(self.capacity))

    @property
    def tvar95_interval(self) -> Interval | None:
        """Return the 95 % confidence interval; None where exact or in older rows."""
        if self.is_exact or self.tvar95_error is None:
            return None
        return amount_interval(float(self.tvar95), error=float(self.tvar95_error))

    @property
    def _money_and_errors(self) -> dict[str, float]:
        return {
            "expected": float(self.expected),
            "tvar95": float(self.tvar95),
            "mean_error": float(self.standard_error),
            "tail_error": float(self.tvar95_error or 0),
        }

    @property
    def terms(self) -> dict[str, float | int | None]:
        terms: dict[str, float | int | None] = self.basis.terms
        return terms


class Snapshot(Measures):
    """The figures of one risk for one set of inputs; trends are a query of these.

    There may be millions of rows. What only the present needs is in `CurrentExposure`,
    what many rows share is in `Basis`, and the unique constraint is the only index.
    """

    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="snapshots",
        db_index=False,
    )
    assumptions = models.ForeignKey(
        Assumptions,
        verbose_name=_("assumptions"),
        on_delete=models.PROTECT,
        related_name="snapshots",
        db_index=False,
    )
    # The version of the suit that an injunction was priced with.
    linked = models.ForeignKey(
        Assumptions,
        verbose_name=_("linked"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    # In words: what changed since the previous snapshot, and by how much.
    change = models.TextField(_("change"), blank=True)

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ("-computed_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="snapshot_is_one_for_each_risk_and_inputs",
                fields=["risk", "input_hash"],
            ),
        ]

    def __str__(self) -> str:
        return _("%(code)s on %(valuation_date)s: score %(score)s") % {
            "code": self.risk.code,
            "valuation_date": self.valuation_date,
            "score": self.shown_score,
        }

    @property
    def runs_to_its_end(self) -> bool:
        """Say whether the risk is valued to its end, whatever the horizon."""
        return KINDS[self.risk.kind].runs_to_its_end

    @property
    def seed(self) -> str:
        return f"{self.risk.uuid}, streams {self.basis.streams}"


class CurrentExposure(models.Model):
    """A risk's latest figures, score and band, by which lists sort."""

    class Band(models.TextChoices):
        CRITICAL = "critical", _("Critical")
        HIGH = "high", _("High")
        MODERATE = "moderate", _("Moderate")
        LOW = "low", _("Low")
        MINIMAL = "minimal", _("Minimal")

    risk = models.OneToOneField(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="current_exposure",
    )
    snapshot = models.ForeignKey(
        Snapshot,
        verbose_name=_("snapshot"),
        on_delete=models.CASCADE,
        related_name="current_exposures",
    )
    score = models.FloatField(_("score"))
    band = models.CharField(_("band"), max_length=10, choices=Band.choices)
    # [[loss, probability of that loss or a larger one], …], in currency units.
    exceedance = models.JSONField(_("exceedance"), default=list)
    # By quantile, "p50" to "p99": [low, high], 95 % order-statistic interval.
    intervals = models.JSONField(_("intervals"), default=dict)

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("current exposure")
        verbose_name_plural = _("current exposures")
        ordering = ("-score", "risk")

    def __str__(self) -> str:
        shown = self.snapshot.shown_score
        return f"{self.risk.code}: {shown} ({self.get_band_display()})"
