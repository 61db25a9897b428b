"""What could hurt us: the company and its facts, risks, versioned assumptions."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from risks.access.models import Compartment, VisibleQuerySet, public_id


class Tier(models.TextChoices):
    """How far a fact may be trusted: docket over order over press."""

    DOCKET = "docket", "Docket"
    ORDER = "order", "Order"
    FILING = "filing", "Listing document"
    LAW_FIRM = "law_firm", "Law firm"
    LEGAL_PRESS = "legal_press", "Legal press"
    WIRE = "wire", "News wire"
    PRESS = "press", "Press"
    AGGREGATOR = "aggregator", "Aggregator"
    ARTICLE = "article", "Article"
    SCENARIO = "scenario", "Scenario (illustrative)"


class Company(models.Model):
    """The entity that an exposure is measured against."""

    class Standard(models.TextChoices):
        IFRS = "ifrs", "IFRS (IAS 37)"
        US_GAAP = "us_gaap", "US GAAP (ASC 450-20)"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    name_zh = models.CharField("Chinese name", max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    time_zone = models.CharField(max_length=64, default="Asia/Hong_Kong")
    standard = models.CharField(
        max_length=10, choices=Standard.choices, default=Standard.IFRS
    )
    horizon_months = models.PositiveSmallIntegerField(default=36)
    # A year, as a fraction: 0.05 is five per cent.
    discount_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    history = HistoricalRecords()

    compartment_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "companies"
        ordering = ("code",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="company_horizon_is_positive",
                condition=Q(horizon_months__gt=0),
            ),
            models.CheckConstraint(
                name="company_discount_rate_is_a_fraction",
                condition=Q(discount_rate__gte=0, discount_rate__lt=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """A dated figure of the company with its source; corrected by a newer one."""

    class Kind(models.TextChoices):
        REVENUE = "revenue", "Revenue"
        GROSS_MARGIN = "gross_margin", "Gross margin"
        NET_LOSS = "net_loss", "Net loss"
        R_AND_D = "r_and_d", "R&D spending"
        CASH = "cash", "Cash"
        LOSS_CAPACITY = "loss_capacity", "Loss capacity (set by the board)"
        REVENUE_SHARE = "revenue_share", "Share of revenue"
        USERS = "users", "Monthly active users"
        HOLDING = "holding", "Shareholding"
        CLAIM = "claim", "Claimed or possible amount"
        OTHER = "other", "Other"

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    segment = models.CharField(max_length=80, blank=True)
    period_start = models.DateField(null=True, blank=True)
    # The end of the period, or the day the figure holds for.
    as_of = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    # A currency, or "ratio", or "count".
    unit = models.CharField(max_length=10)
    source = models.CharField(max_length=300)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    compartment_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "segment", "-as_of", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fact_period_starts_before_it_ends",
                condition=Q(period_start__isnull=True)
                | Q(period_start__lte=F("as_of")),
            ),
            models.CheckConstraint(
                name="fact_loss_capacity_is_positive",
                condition=~Q(kind="loss_capacity") | Q(amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        label = f"{self.get_kind_display()} {self.segment}".strip()
        return f"{label}: {self.amount.normalize():,f} {self.unit} ({self.as_of})"


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
    compartment = models.ForeignKey(
        Compartment,
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

    compartment_path: ClassVar[str | None] = "compartment"
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

    `parameters` is the risk's JSON of docs/simulate.md without `id` and `kind`.
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

    compartment_path: ClassVar[str | None] = "risk__compartment"
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

    compartment_path: ClassVar[str | None] = "risk__compartment"
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
