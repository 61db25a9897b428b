"""Who must know, by when. A row is the message; see docs/reminders.md."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from risks.access.models import VisibleQuerySet
from risks.cases.models import Deadline


class Alarm(models.Model):
    """Something that a person must look at; the banner and the watchdog read it."""

    at = models.DateTimeField()
    # What it is about, as a stable key: the same trouble raises one open alarm.
    key = models.CharField(max_length=120)
    text = models.TextField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="alarm_is_open_once_for_each_key",
                fields=["key"],
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Notification(models.Model):
    """One mail to one person about one thing, planned once, sent at least once."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Deadline due"
        REPORT = "report", "Report ready"

    class State(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        BOUNCED = "bounced", "Bounced"
        FAILED = "failed", "Failed"
        DEAD = "dead", "Given up"
        CANCELLED = "cancelled", "Cancelled"
        SUPERSEDED = "superseded", "Superseded"

    class Origin(models.TextChoices):
        PLAN = "plan", "Planned"
        RECONCILE = "reconcile", "Repaired by the reconciler"
        ESCALATION = "escalation", "Escalated"
        ANNOUNCE = "announce", "Announced"

    # sha256("v1|kind|object id|revision|offset|step|recipient|channel")
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    object_id = models.BigIntegerField()
    deadline = models.ForeignKey(
        Deadline,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    revision = models.PositiveIntegerField()
    # What the mail of an announced thing says; a deadline's mail reads the deadline.
    about = models.JSONField(default=dict, blank=True)
    # ISO 8601 before the due moment, such as P7D or PT4H; P0D where it is announced.
    offset = models.CharField(max_length=12)
    # Zero: the owner and the backup. Above: who is told when they cannot be reached.
    step = models.PositiveSmallIntegerField(default=0)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications"
    )
    channel = models.CharField(max_length=10, default="email")
    critical = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    fire_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.SCHEDULED
    )
    # Set by a temporary failure; like the lease, on the bare clock of the database.
    not_before = models.DateTimeField(null=True, blank=True)
    # Answers of mail servers; kills are counted apart, or they would look like answers.
    attempts = models.PositiveSmallIntegerField(default=0)
    # Claims since the last answer: many of them mean that this row kills its sender.
    claims = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    message_id = models.CharField(max_length=120)
    ambiguous = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    last_error = models.TextField(blank=True)
    created_by = models.CharField(max_length=12, choices=Origin.choices)
    created_at = models.DateTimeField()
    # A row that could not be delivered points to what took its place. RESTRICT and not
    # PROTECT: both go when their deadline goes.
    escalated_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="replaces",
    )
    alarm = models.ForeignKey(
        Alarm, null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    compartment_path: ClassVar[str | None] = "deadline__case__compartment"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("fire_at", "pk")
        indexes: ClassVar = [
            models.Index(
                name="notification_unsent",
                fields=["fire_at", "id"],
                condition=Q(state__in=("scheduled", "sending")),
            ),
            models.Index(
                name="notification_of_one_thing",
                fields=["kind", "object_id", "revision"],
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notification_is_never_silently_lost",
                condition=~Q(state__in=("failed", "dead", "bounced"))
                | Q(escalated_to__isnull=False)
                | Q(alarm__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_sending_has_a_lease",
                condition=~Q(state="sending")
                | Q(lease_until__isnull=False, lease_token__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_sent_has_a_time",
                condition=~Q(state__in=("sent", "acknowledged"))
                | Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.offset} to {self.recipient}"


class Attempt(models.Model):
    """One try to hand a notification to the mail server."""

    class Outcome(models.TextChoices):
        SENT = "sent", "Accepted by the mail server"
        RETRY = "retry", "Temporary failure"
        FAILED = "failed", "Permanent failure"
        CANCELLED = "cancelled", "Not sent: no longer due or not allowed"

    notification = models.ForeignKey(
        Notification, on_delete=models.CASCADE, related_name="tries"
    )
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("notification", "number", "pk")

    def __str__(self) -> str:
        return f"try {self.number}: {self.get_outcome_display()}"


class Heartbeat(models.Model):
    """The sign that a loop still turns."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    claimed = models.PositiveIntegerField(default=0)
    oldest_overdue_seconds = models.PositiveIntegerField(default=0)
    build = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%F %T}Z"


class FeedToken(models.Model):
    """The right to read one person's calendar. Only the token's hash is stored."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_tokens"
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"calendar of {self.person}"


class Digest(models.Model):
    """One person's list of one morning; its absence is itself an alarm."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digests"
    )
    # A day such as 2026-05-27, or a week such as 2026-W22.
    period = models.CharField(max_length=10)
    created_at = models.DateTimeField()
    # On the bare clock of the database: a killed sender's digest is sent again.
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Deadlines that it listed.
    lines = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="digest_is_one_for_each_person_and_period",
                fields=["person", "period"],
            ),
        ]

    def __str__(self) -> str:
        return f"digest {self.period} of {self.person}"
