"""Models of the sources of docket entries and of their deliveries."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import VisibleQuerySet, public_id
from risks.cases.models.case import Case
from risks.cases.models.keeping import Kept, KeptQuerySet


class DocketSource(models.Model):
    """A source of docket entries; an alarm is raised when it is silent too long."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Notices of electronic filing")
        WEBHOOK = "webhook", _("CourtListener webhook")
        REST = "rest", _("CourtListener sweep")
        RSS = "rss", _("Court RSS feed")

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    court_id = models.CharField(_("court"), max_length=20, blank=True)
    address = models.CharField(
        _("folder or address"),
        max_length=500,
        blank=True,
        help_text=_(
            "The maildir of notices, or the https:// address of a court's feed."
        ),
    )
    # SHA-256 of the unguessable part of a webhook's path; the part is shown once.
    token_hash = models.CharField(
        _("token hash"), max_length=64, blank=True, editable=False
    )
    is_active = models.BooleanField(_("active"), default=True)
    # After more hours than this without a success the source counts as silent.
    silent_after_hours = models.PositiveIntegerField(
        _("alarm after hours of silence"), default=72
    )
    created_at = models.DateTimeField(_("created at"))
    last_tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    last_success_at = models.DateTimeField(_("last success at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    # All docket entries that it has delivered.
    entries = models.PositiveIntegerField(_("entries"), default=0)
    # For a sweep: when the requests of the last day were sent, as ISO 8601.
    requests = models.JSONField(_("requests"), default=list, blank=True, editable=False)
    # For a feed: when it was last requested, the version that was read (as its server
    # names it), and the hash of what was searched for in it.
    polled_at = models.DateTimeField(
        _("last polled"), null=True, blank=True, editable=False
    )
    etag = models.CharField(_("ETag"), max_length=200, blank=True, editable=False)
    last_modified = models.CharField(
        _("last modified"), max_length=200, blank=True, editable=False
    )
    sought = models.CharField(
        _("last request"), max_length=64, blank=True, editable=False
    )
    # What became of the items of the feed that was read last, in numbers that add up,
    # and a line for each of the first that could not be read. See `poll`.
    feed_tally = models.JSONField(
        _("items of the last feed"), default=dict, blank=True, editable=False
    )
    # Failures in a row, and until when no request is sent because of them.
    failures = models.PositiveSmallIntegerField(
        _("failures"), default=0, editable=False
    )
    resting_until = models.DateTimeField(_("paused until"), null=True, blank=True)

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("docket source")
        verbose_name_plural = _("docket sources")
        ordering = ("name",)
        constraints: ClassVar = [
            # There is one budget of requests, so there is one source.
            models.UniqueConstraint(
                name="docket_source_that_sweeps_is_one",
                fields=["kind"],
                condition=Q(kind="rest"),
                violation_error_message=_("A sweep already exists."),
            ),
            models.CheckConstraint(
                name="docket_source_of_a_feed_has_its_court_and_address",
                condition=~Q(kind="rss") | (~Q(court_id="") & ~Q(address="")),
                violation_error_message=_(
                    "Enter the court and the address of the feed."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def silent_from(self) -> datetime:
        """Return when it counts as silent, in UTC.

        Without any success the time counts from when the source was created.
        """
        heard = self.last_success_at or self.created_at
        return heard + timedelta(hours=self.silent_after_hours)


class Delivery(Kept):
    """What a source sent, stored as received and then filed or refused."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        FILED = "filed", _("Filed")
        REFUSED = "refused", _("Refused")
        # It may be of a case here: a docket question waits for an answer.
        ASKED = "asked", _("Waiting for an answer")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    source = models.ForeignKey(
        DocketSource,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="deliveries",
    )
    # Equal when the same delivery is sent again.
    key = models.CharField(_("key"), max_length=128)
    body = models.BinaryField(_("body"))
    content_type = models.CharField(_("content type"), max_length=100, blank=True)
    received_at = models.DateTimeField(_("received at"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    processed_at = models.DateTimeField(_("processed at"), null=True, blank=True)
    # One line that says what was refused and where.
    error = models.CharField(_("error"), max_length=500, blank=True)
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deliveries",
    )

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-received_at", "-pk")
        indexes: ClassVar = [
            models.Index(
                name="delivery_waiting_by_arrival",
                fields=["received_at", "id"],
                condition=Q(state="waiting"),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="delivery_is_one_for_each_source_and_key",
                fields=["source", "key"],
            ),
            models.CheckConstraint(
                name="delivery_processed_has_a_time",
                condition=Q(state="waiting", processed_at__isnull=True)
                | (~Q(state="waiting") & Q(processed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        # Stored and named in UTC: whoever reads a log has no clock of their own.
        received_at = self.received_at.isoformat(" ", "minutes").replace("+00:00", "")
        return _("%(source)s, %(received_at)s UTC") % {
            "source": self.source,
            "received_at": received_at,
        }
