"""The second calendar's own record: who was sent which list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """One person's list of one morning; its absence is itself an alarm."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="digests",
    )
    # A day such as 2026-05-27, or a week such as 2026-W22.
    period = models.CharField(_("period"), max_length=10)
    created_at = models.DateTimeField(_("created at"))
    # On the bare clock of the database: a killed sender's digest is sent again.
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    # Deadlines that it listed.
    lines = models.PositiveIntegerField(_("lines"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="digest_is_one_for_each_person_and_period",
                fields=["person", "period"],
            ),
        ]

    def __str__(self) -> str:
        return _("digest %(period)s of %(person)s") % {
            "period": self.period,
            "person": self.person,
        }
