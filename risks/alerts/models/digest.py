"""The second calendar's own record: who was sent which list."""

from typing import ClassVar

from django.conf import settings
from django.db import models


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
