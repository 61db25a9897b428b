"""What people do about a risk: treat it, review it, accept it, say what is too much."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import RowT_co, VisibleQuerySet
from risks.register.models.company import Company
from risks.register.models.risk import Risk

FOLLOWED = (Risk.Status.OPEN, Risk.Status.WATCHING)


class ToDoQuerySet(VisibleQuerySet[RowT_co]):
    def open(self) -> Self:
        """Not done, of risks that are followed."""
        return self.filter(done_at__isnull=True, risk__status__in=FOLLOWED)


class Treatment(models.Model):
    """Something to be done against a risk, by somebody, by a day."""

    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        on_delete=models.CASCADE,
        related_name="treatments",
    )
    title = models.CharField(_("title"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="treatments",
    )
    due_date = models.DateField(_("due date"))
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_(
            "Everyone who sees the risk reads this. Do not write an assessment."
        ),
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ("due_date", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="treatment_has_a_title", condition=~Q(title="")
            ),
            models.CheckConstraint(
                name="treatment_done_has_a_person_and_a_time",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: {self.title}"


class Review(models.Model):
    """A day by which somebody looks at a risk again, and what they found."""

    risk = models.ForeignKey(
        Risk, verbose_name=_("risk"), on_delete=models.CASCADE, related_name="reviews"
    )
    due_date = models.DateField(_("due date"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    outcome = models.TextField(_("outcome"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    # The outcome is an assessment; that a review is due is not, see alerts.
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("-due_date", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="review_is_open_once_for_each_risk",
                fields=["risk"],
                condition=Q(done_at__isnull=True),
                violation_error_message=_(
                    "A review of this risk is already scheduled."
                ),
            ),
            models.CheckConstraint(
                name="review_done_has_a_person_a_time_and_an_outcome",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: review by {self.due_date}"


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
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
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
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawal_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: accepted until {self.until}"


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
        whose = self.risk.code if self.risk else f"each risk of {self.company.code}"
        limit = f"{self.limit.normalize():,f} {self.currency}".strip()
        return f"{whose}: {self.measure} up to {limit}"
