"""What a person must look at, and the sign that a loop still turns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Alarm(models.Model):
    """Something that a person must look at; the banner and the watchdog read it."""

    at = models.DateTimeField(_("time"))
    # What it is about, as a stable key: the same incident raises one open alarm.
    key = models.CharField(_("key"), max_length=120)
    text = models.TextField(_("text"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
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


class Heartbeat(models.Model):
    """The sign that a loop still turns."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    at = models.DateTimeField(_("time"))
    claimed = models.PositiveIntegerField(_("claimed"), default=0)
    oldest_overdue_seconds = models.PositiveIntegerField(
        _("seconds overdue (oldest reminder)"), default=0
    )
    build = models.CharField(_("build"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        ordering = ("name",)

    def __str__(self) -> str:
        return _("%(name)s at %(at)sZ") % {"name": self.name, "at": f"{self.at:%F %T}"}
