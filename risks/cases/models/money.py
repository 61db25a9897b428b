"""Offers to settle, and what counsel outside may cost and does."""

from datetime import timedelta
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.deadline import Deadline
from risks.cases.models.keeping import Kept, KeptQuerySet

CURRENCY = RegexValidator(r"^[A-Z]{3}$", "Write a currency as USD, HKD or CNY.")


class SettlementOffer(Kept):
    """What one side would pay or take, until when; its expiry is a deadline."""

    class By(models.TextChoices):
        OURS = "ours", "We"
        THEIRS = "theirs", "The other side"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"
        LAPSED = "lapsed", "Lapsed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="settlement_offers"
    )
    offered_by = models.CharField("offered by", max_length=6, choices=By.choices)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    currency = models.CharField(max_length=3, validators=[CURRENCY])
    made_on = models.DateField(help_text="Of an offer of judgment: the day of service.")
    expires_on = models.DateField(
        null=True,
        blank=True,
        help_text="Empty for an offer of judgment: Rule 68 gives it 14 days.",
    )
    rule_68 = models.BooleanField("offer of judgment (Rule 68)", default=False)
    trial_on = models.DateField(
        "trial date",
        null=True,
        blank=True,
        help_text="For an offer of judgment: as set when it was served.",
    )
    terms = models.TextField(blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN
    )
    deadline = models.OneToOneField(
        Deadline,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settlement_offer",
    )
    privileged = models.BooleanField(default=True, help_text="Only counsel sees it.")
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "-made_on", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="settlement_offer_is_of_some_money", condition=Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="settlement_offer_expires_after_it_is_made",
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("made_on")),
            ),
            models.CheckConstraint(
                name="settlement_offer_of_judgment_is_14_days_before_trial",
                condition=Q(rule_68=False)
                | Q(trial_on__isnull=True)
                | Q(trial_on__gte=F("made_on") + timedelta(days=14)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_offered_by_display()}, {self.currency} {self.amount:,}"


class BudgetPhase(Kept):
    """What a phase of the work may cost, by the phases of the UTBMS litigation set."""

    class Phase(models.TextChoices):
        L100 = "L100", "L100 Case assessment, development and administration"
        L200 = "L200", "L200 Pre-trial pleadings and motions"
        L300 = "L300", "L300 Discovery"
        L400 = "L400", "L400 Trial preparation and trial"
        L500 = "L500", "L500 Appeal"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="budget")
    phase = models.CharField(max_length=4, choices=Phase.choices)
    currency = models.CharField(max_length=3, validators=[CURRENCY])
    budget = models.DecimalField(max_digits=20, decimal_places=2)
    privileged = models.BooleanField(default=True, help_text="Only counsel sees it.")
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "phase", "currency")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="budget_phase_is_one_for_each_case_phase_and_currency",
                fields=["case", "phase", "currency"],
            ),
            models.CheckConstraint(
                name="budget_phase_is_not_negative", condition=Q(budget__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase}, {self.currency} {self.budget:,}"


class Spend(Kept):
    """One invoice's part that falls on a phase, in the phase's currency."""

    phase = models.ForeignKey(
        BudgetPhase, on_delete=models.CASCADE, related_name="spend"
    )
    invoice = models.CharField(max_length=80)
    date = models.DateField()
    # Negative for a credit note.
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "phase__case__restricted_matter"
    privileged_path: ClassVar[str | None] = "phase__privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "spend"
        ordering = ("phase", "date", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="spend_is_one_for_each_phase_and_invoice",
                fields=["phase", "invoice"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice}, {self.amount:,}"
