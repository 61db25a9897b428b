"""Models of settlement offers and of what external lawyers cost."""

from datetime import timedelta
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.deadline import Deadline
from risks.cases.models.keeping import Kept, KeptQuerySet

CURRENCY = RegexValidator(r"^[A-Z]{3}$", "Write a currency as USD, HKD or CNY.")


class SettlementOffer(Kept):
    """An offer by one side to settle a case, with the deadline of its expiry."""

    class By(models.TextChoices):
        OURS = "ours", _("We")
        THEIRS = "theirs", _("The other side")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        LAPSED = "lapsed", _("Lapsed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="settlement_offers",
    )
    offered_by = models.CharField(_("offered by"), max_length=6, choices=By.choices)
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    made_on = models.DateField(
        _("made on"), help_text=_("For an offer of judgment, the day of service.")
    )
    expires_on = models.DateField(
        _("expires on"),
        null=True,
        blank=True,
        help_text=_("Leave empty for an offer of judgment: Rule 68 gives 14 days."),
    )
    rule_68 = models.BooleanField(_("offer of judgment (Rule 68)"), default=False)
    trial_on = models.DateField(
        _("trial date"),
        null=True,
        blank=True,
        help_text=_("For an offer of judgment, the date set when it was served."),
    )
    terms = models.TextField(_("terms"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    deadline = models.OneToOneField(
        Deadline,
        verbose_name=_("deadline"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settlement_offer",
    )
    privileged = models.BooleanField(
        _("privileged"), default=True, help_text=_("Only lawyers see it.")
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("settlement offer")
        verbose_name_plural = _("settlement offers")
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
    """The budget of one phase of the work, by the UTBMS litigation code set."""

    class Phase(models.TextChoices):
        L100 = "L100", _("L100 Case assessment, development and administration")
        L200 = "L200", _("L200 Pre-trial pleadings and motions")
        L300 = "L300", _("L300 Discovery")
        L400 = "L400", _("L400 Trial preparation and trial")
        L500 = "L500", _("L500 Appeal")

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="budget"
    )
    phase = models.CharField(_("phase"), max_length=4, choices=Phase.choices)
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    budget = models.DecimalField(_("budget"), max_digits=20, decimal_places=2)
    privileged = models.BooleanField(
        _("privileged"), default=True, help_text=_("Only lawyers see it.")
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget phase")
        verbose_name_plural = _("budget phases")
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
    """The part of an invoice that belongs to a phase, in the phase's currency."""

    phase = models.ForeignKey(
        BudgetPhase,
        verbose_name=_("phase"),
        on_delete=models.CASCADE,
        related_name="spend",
    )
    invoice = models.CharField(_("invoice"), max_length=80)
    date = models.DateField(_("date"))
    # Negative for a credit note.
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "phase__case__restricted_matter"
    privileged_path: ClassVar[str | None] = "phase__privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("spend")
        verbose_name_plural = _("spend")
        ordering = ("phase", "date", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="spend_is_one_for_each_phase_and_invoice",
                fields=["phase", "invoice"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice}, {self.amount:,}"
