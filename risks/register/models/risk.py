"""What could hurt us: risks, versioned assumptions and what is proposed for them."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from risks.access.models import RestrictedMatter, VisibleQuerySet, public_id
from risks.register.models.company import Company, Entity


class Risk(models.Model):
    """One thing that could hurt the company. Its price lives in `exposure`."""

    class Kind(models.TextChoices):
        """The engine's kinds, by the engine's names."""

        COPYRIGHT_SUIT = "copyright_suit", "Copyright suit"
        INJUNCTION = "injunction", "Injunction threat"
        GOVERNANCE = "governance", "VIE / governance"
        PRICE_WAR = "price_war", "Price war"
        EVENT = "event", "Event (any other risk)"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        WATCHING = "watching", "Watching"
        CLOSED = "closed", "Closed"

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    title_zh = models.CharField("Chinese title", max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN
    )
    description = models.TextField(blank=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="risks")
    entity = models.ForeignKey(
        Entity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="risks",
        help_text="Who would bear the loss, where it is not the company as a whole.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_risks"
    )
    backup = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="backed_up_risks",
    )
    restricted_matter = models.ForeignKey(
        RestrictedMatter,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="risks",
        help_text="The wall around this risk; empty: everyone with a role sees it.",
    )
    privileged = models.BooleanField(
        default=False,
        help_text="Only counsel sees the assessment: assumptions, figures, changes.",
    )
    opened_on = models.DateField()
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "restricted_matter"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="risk_backup_is_another_person",
                condition=Q(backup__isnull=True) | ~Q(backup=F("owner")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Assumptions(models.Model):
    """What people believe about a risk: one version, never edited in place.

    `parameters` is the risk's JSON of docs/use/simulate.md without `id` and `kind`.
    """

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assumptions")
    number = models.PositiveIntegerField()
    parameters = models.JSONField()
    # SHA-256 of the kind and the canonical parameters: staleness is a join on it.
    hash = models.CharField(max_length=64, editable=False)
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    effective_date = models.DateField()
    created_at = models.DateTimeField()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "assumptions"
        ordering = ("risk", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="assumptions_have_one_version_of_each_number",
                fields=["risk", "number"],
            ),
            models.CheckConstraint(
                name="assumptions_have_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code} v{self.number}"


class Proposal(models.Model):
    """A change of assumptions that something suggests and a person decides."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="proposals")
    # What proposed it, as a stable text key: "event 17" proposes once.
    origin = models.CharField(max_length=80)
    # The words a person reads: which entry, what it decided.
    why = models.TextField()
    # Top-level parameters to replace; objects are merged one level deep.
    change = models.JSONField()
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN
    )
    created_at = models.DateTimeField()
    decide_by = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    accepted_as = models.ForeignKey(
        Assumptions, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="proposal_is_made_once_for_each_origin", fields=["risk", "origin"]
            ),
            models.CheckConstraint(
                name="proposal_decided_has_a_person_and_a_reason",
                condition=Q(status="open", decided_by__isnull=True)
                | (
                    ~Q(status="open")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decision_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: {self.why[:60]}"
