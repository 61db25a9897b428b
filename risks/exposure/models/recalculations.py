"""Work that several processes share: the rows are the messages between them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from risks.access.models import VisibleQuerySet
from risks.exposure.models.fields import Digest
from risks.register.models import Company


class Recalculation(models.Model):
    """One company's risks priced in shards, or everything anew to verify it."""

    class Kind(models.TextChoices):
        STALE = "stale", "Recalculation"
        FULL = "full", "Full recalculation"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        DIFFERS = "differs", "Differs"
        SUPERSEDED = "superseded", "Superseded"
        FAILED = "failed", "Failed"

    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="recalculations"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    requested_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Both from when it was cut into shards: the inputs of all risks, and their day.
    wanted = Digest(null=True)
    valuation_date = models.DateField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    # New snapshots and new sums.
    priced = models.PositiveIntegerField(default=0)
    sums = models.PositiveIntegerField(default=0)
    # [{"risk": pk or null, "what": "failed" | "differs", "text": …}, …]
    findings = models.JSONField(default=list)
    failure = models.TextField(blank=True)
    # Who sums, until when: a summing worker may be killed as well.
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-requested_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="recalculation_runs_one_at_a_time_for_each_company",
                fields=["company"],
                condition=Q(state="running"),
            ),
            models.UniqueConstraint(
                name="recalculation_waits_once_for_each_company",
                fields=["company"],
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="recalculation_does_no_more_than_its_total",
                condition=Q(done__lte=F("total")),
            ),
        ]

    def __str__(self) -> str:
        how_far = f"{self.done} of {self.total} ({self.get_state_display()})"
        return f"{self.company.code}: {self.get_kind_display()}, {how_far}"


class RunShardQuerySet(VisibleQuerySet["RunShard"]):
    """Leases are counted by the database's clock, which all workers share."""

    def open(self) -> "RunShardQuerySet":
        return self.filter(done_at=None)

    def claimable(self) -> "RunShardQuerySet":
        """Nobody's, or of a worker that did not end in time."""
        return self.open().filter(Q(claim_token=None) | Q(leased_until__lt=Now()))

    def overdue(self) -> "RunShardQuerySet":
        """Never sent, or what was sent or begun did not end in time."""
        return self.open().filter(Q(leased_until=None) | Q(leased_until__lt=Now()))


class RunShard(models.Model):
    """Some risks that one worker prices; its totals wait here for the sum."""

    recalculation = models.ForeignKey(
        Recalculation, on_delete=models.CASCADE, related_name="shards"
    )
    number = models.PositiveIntegerField()
    # [[assumptions pk, pk of the linked suit's assumptions or null], …]
    members = models.JSONField()
    claim_token = models.UUIDField(null=True)
    # While it waits in the queue, and while somebody works on it.
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    priced = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    error = models.TextField(blank=True)
    # Totals as compressed int64 cents; emptied once they are summed.
    payload = models.BinaryField(null=True)

    restricted_matter_path: ClassVar[str | None] = None
    objects = RunShardQuerySet.as_manager()

    class Meta:
        ordering = ("recalculation", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="run_shard_number_is_one_within_its_recalculation",
                fields=["recalculation", "number"],
            ),
        ]

    def __str__(self) -> str:
        return f"shard {self.number} of recalculation {self.recalculation_id}"
