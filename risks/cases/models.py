"""What the courts are doing: cases, parties, docket, events, deadlines."""

import secrets
from datetime import datetime, time
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from risks.access.models import Compartment, VisibleQuerySet, public_id
from risks.register.models import Company, Risk, Tier

# Letters and digits that nobody confuses on the telephone.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def deadline_code() -> str:
    return "D-" + "".join(secrets.choice(CODE_ALPHABET) for _ in range(6))


class Case(models.Model):
    class Role(models.TextChoices):
        DEFENDANT = "defendant", "Defendant"
        PLAINTIFF = "plaintiff", "Plaintiff"
        THIRD_PARTY = "third_party", "Third party"
        WATCHING = "watching", "Watching"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    code = models.CharField(max_length=20, unique=True)
    caption = models.CharField(max_length=300)
    caption_zh = models.CharField("Chinese caption", max_length=300, blank=True)
    # An id of risks/engine/rules/courts.toml, such as cacd.
    court_id = models.CharField("court", max_length=20)
    docket_number = models.CharField(max_length=60)
    judge = models.CharField(max_length=200, blank=True)
    our_role = models.CharField(
        max_length=12, choices=Role.choices, default=Role.DEFENDANT
    )
    stage = models.CharField(max_length=80, blank=True)
    cause = models.CharField(max_length=200, blank=True)
    nature_of_suit = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN
    )
    filed_date = models.DateField(null=True, blank=True)
    terminated_date = models.DateField(null=True, blank=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="cases")
    risks = models.ManyToManyField(Risk, blank=True, related_name="cases")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_cases"
    )
    backup = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="backed_up_cases",
    )
    compartment = models.ForeignKey(
        Compartment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        help_text="The wall around this case; empty: everyone with a role sees it.",
    )
    last_checked_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(m2m_fields=[risks])

    compartment_path: ClassVar[str | None] = "compartment"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="case_is_one_for_each_court_and_docket_number",
                fields=["court_id", "docket_number"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.caption}"


class Party(models.Model):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=300)
    # As the clerk writes it: Plaintiff, Defendant, Counter Claimant …
    role = models.CharField(max_length=80)
    extra = models.TextField(blank=True)

    compartment_path: ClassVar[str | None] = "case__compartment"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"
        ordering = ("case", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="party_is_one_for_each_role_and_name",
                fields=["case", "role", "name"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Counsel(models.Model):
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="counsel")
    name = models.CharField(max_length=200)
    roles = models.CharField(max_length=300, blank=True)
    contact = models.TextField(blank=True)

    compartment_path: ClassVar[str | None] = "party__case__compartment"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "counsel"
        ordering = ("party", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="counsel_is_one_for_each_party_and_name", fields=["party", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DocketEntry(models.Model):
    """What the clerk (or the press) wrote, and where we read it."""

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    filed_date = models.DateField()
    entered_date = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=20, blank=True)
    pacer_doc_id = models.CharField(max_length=40, blank=True)
    pacer_seq_no = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    # Older, shorter texts that a fuller one replaced, oldest first.
    earlier_texts = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=40)
    source_detail = models.CharField(max_length=300, blank=True)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    illustrative = models.BooleanField(default=False)
    # Entries of one source on one day keep the source's order.
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    history = HistoricalRecords()

    compartment_path: ClassVar[str | None] = "case__compartment"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "docket entries"
        ordering = ("case", "filed_date", "position", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="docket_entry_has_a_text", condition=~Q(text="")
            ),
            models.UniqueConstraint(
                name="docket_entry_is_one_for_each_pacer_sequence_number",
                fields=["case", "pacer_seq_no"],
                condition=~Q(pacer_seq_no=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filed_date} #{self.number or '–'} {self.text[:60]}"


class Event(models.Model):
    """What an entry means: a trigger of the rule book, with the words that say so."""

    class Kind(models.TextChoices):
        COMPLAINT_FILED = "complaint_filed", "Complaint filed"
        SERVED = "served", "Served"
        SERVED_ABROAD = "served_abroad", "Served abroad"
        WAIVER_SENT = "waiver_sent", "Waiver request sent"
        WAIVER_SENT_ABROAD = "waiver_sent_abroad", "Waiver request sent abroad"
        ANSWER_FILED = "answer_filed", "Answer filed"
        AMENDED_PLEADING = "amended_pleading_served", "Amended pleading served"
        MOTION_FILED = "motion_filed", "Motion filed"
        OPPOSITION_FILED = "opposition_filed", "Opposition filed"
        REPLY_FILED = "reply_filed", "Reply filed"
        RESPONSE_FILED = "response_filed", "Response filed"
        STIPULATION_EXTENDING = "stipulation_extending", "Stipulation extending time"
        HEARING_SET = "hearing_set", "Hearing set"
        MOTION_GRANTED = "motion_granted", "Motion granted"
        MOTION_DENIED = "motion_denied", "Motion denied"
        ORDER_ENTERED = "order_entered", "Order entered"
        COURT_SET_DATE = "court_set_date", "Date set by the court"
        INJUNCTION_ENTERED = "injunction_entered", "Injunction entered"
        JUDGMENT_ENTERED = "judgment_entered", "Judgment entered"
        NOTICE_OF_APPEAL = "notice_of_appeal", "Notice of appeal"
        PRECEDENT = "precedent", "Precedent"
        LISTED = "listed", "Shares listed"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    entry = models.ForeignKey(
        DocketEntry, on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=30, choices=Kind.choices)
    # The day that counts: of service, of the hearing, of notice; not of the entry.
    date = models.DateField()
    # Which motion, which claims: what a proposal needs to name a node of a suit.
    subject = models.CharField(max_length=80, blank=True)
    # The words of the entry that say so; empty when the source states the kind.
    words = models.TextField(blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    history = HistoricalRecords()

    compartment_path: ClassVar[str | None] = "case__compartment"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("case", "date", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="event_is_one_for_each_entry_kind_date_and_subject",
                fields=["entry", "kind", "date", "subject"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date}"


class DeadlineQuerySet(VisibleQuerySet["Deadline"]):
    def open(self) -> Self:
        return self.filter(status=Deadline.Status.OPEN)

    def due_by(self, moment: datetime) -> Self:
        return self.filter(due_at__lte=moment)


class Deadline(models.Model):
    """An act due by a moment, with the reason why. The row is the durable message."""

    class Severity(models.TextChoices):
        CRITICAL = "critical", "Critical"
        NORMAL = "normal", "Normal"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Met"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Basis(models.TextChoices):
        COMPUTED = "computed", "Computed from a rule"
        COURT_SET = "court_set", "Set by the court"
        ENTERED = "entered", "Entered by a person"

    class Whose(models.TextChoices):
        OURS = "ours", "Ours"
        OPPONENT = "opponent", "The other side's"
        COURT = "court", "The court's"

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    code = models.CharField(
        max_length=12, unique=True, default=deadline_code, editable=False
    )
    case = models.ForeignKey(
        Case,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deadlines",
    )
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deadlines",
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    title = models.CharField(max_length=200)
    whose = models.CharField(max_length=10, choices=Whose.choices, default=Whose.OURS)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    severity = models.CharField(
        max_length=10, choices=Severity.choices, default=Severity.NORMAL
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN
    )
    # The earliest and the latest reading; people work to the safe one (theirs: late).
    safe_date = models.DateField()
    late_date = models.DateField()
    reason = models.TextField("why the dates differ", blank=True)
    # Wall clock in `tz`; `due_at` is the same moment in UTC.
    due_date = models.DateField()
    due_time = models.TimeField(default=time(23, 59, 59))
    tz = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    # Raised by one whenever due_at changes, and only then: reminders hang on it.
    due_rev = models.PositiveIntegerField(default=1)
    # The due date before the latest change, and why it moved.
    earlier_due = models.JSONField(default=list, blank=True)
    rule_id = models.CharField(max_length=60, blank=True)
    citation = models.CharField(max_length=120, blank=True)
    rule_version = models.CharField(max_length=40, blank=True)
    rule_checked = models.CharField(max_length=120, blank=True)
    condition = models.TextField(blank=True)
    steps = models.JSONField(default=list, blank=True)
    flag = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="owned_deadlines",
    )
    backup = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="backed_up_deadlines",
    )
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    close_reason = models.TextField(blank=True)
    history = HistoricalRecords()

    compartment_path: ClassVar[str | None] = "case__compartment"
    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        indexes: ClassVar = [
            models.Index(
                name="deadline_open_by_due",
                fields=["due_at", "id"],
                condition=Q(status="open"),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="deadline_hangs_on_one_of_case_or_company",
                condition=Q(case__isnull=True, company__isnull=False)
                | Q(case__isnull=False, company__isnull=True),
            ),
            models.UniqueConstraint(
                name="deadline_is_one_for_each_event_and_rule",
                fields=["event", "rule_id"],
                condition=Q(event__isnull=False),
            ),
            models.CheckConstraint(
                name="deadline_closed_has_a_time_and_a_reason",
                condition=Q(status="open", closed_at__isnull=True)
                | (
                    ~Q(status="open") & Q(closed_at__isnull=False) & ~Q(close_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
