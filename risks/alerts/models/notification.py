"""One mail to one person about one thing, and each try to send it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from risks.access.models import Scope, VisibleQuerySet, public_id
from risks.alerts.models.health import Alarm
from risks.alerts.models.states import LOST, State, before
from risks.cases.models import Case, Deadline
from risks.register.models import Risk

# Kinds that say something of a risk's assessment, by being there.
COUNSEL_S = ("above_appetite", "acceptance")


class NotificationQuerySet(VisibleQuerySet["Notification"]):
    def within(self, scope: Scope) -> Self:
        """Seen by whom sees what it is about: a deadline, a risk, a case."""
        no_wall = Q() if scope.open_matters else Q(pk__in=[])
        about = Q(deadline__isnull=True, risk__isnull=True, case__isnull=True)
        paths = ("deadline__case", "risk", "case")
        seen = about & no_wall
        for path in paths:
            inside = Q(**{f"{path}__restricted_matter__in": scope.restricted_matters})
            free = Q(**{f"{path}__restricted_matter__isnull": True})
            there = Q(**{f"{path.split('__')[0]}__isnull": False})
            seen |= there & (inside | (free & no_wall))
        if scope.privileged:
            return self.filter(seen)
        # That there is something to tell of it is counsel's knowledge already.
        return self.filter(seen).exclude(kind__in=COUNSEL_S, risk__privileged=True)

    def enter(self, state: State, **changes: object) -> int:
        """The one way that a state changes; how many rows it did change."""
        return self.filter(state__in=before(state)).update(state=state, **changes)


def _where_set(field: str) -> models.Index:
    return models.Index(
        name=f"notification_by_{field}",
        fields=[field, "id"],
        condition=Q(**{f"{field}__isnull": False}),
    )


class Notification(models.Model):
    """One mail to one person about one thing, planned once, sent at least once."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", _("Deadline due")
        REVIEW = "review", _("Review due")
        TREATMENT = "treatment", _("Treatment due")
        ACCEPTANCE = "acceptance", _("Risk acceptance expires")
        ABOVE_APPETITE = "above_appetite", _("Exposure above appetite")
        CHANGE = "change", _("Deadline change on notice")
        EVENT = "event", _("New docket entry")
        SOURCE = "source", _("Docket source not updating")
        RECALCULATION = "recalculation", _("Recalculation failed")
        REPORT = "report", _("Report ready")

    State = State

    class Origin(models.TextChoices):
        PLAN = "plan", _("Planned")
        RECONCILE = "reconcile", _("Repaired by the reconciler")
        ESCALATION = "escalation", _("Escalated")
        ANNOUNCE = "announce", _("Announced")
        SNOOZE = "snooze", _("Asked for by its reader")

    # sha256("v1|kind|object id|revision|offset|step|recipient")
    key = models.CharField(_("key"), max_length=64)
    # Of its pages; who may open them is asked there.
    public_id = models.CharField(
        _("public identifier"), max_length=12, default=public_id, editable=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    object_id = models.BigIntegerField(_("object number"))
    deadline = models.ForeignKey(
        Deadline,
        verbose_name=_("deadline"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    risk = models.ForeignKey(
        Risk,
        verbose_name=_("risk"),
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    revision = models.PositiveIntegerField(_("revision"))
    # What the mail of an announced thing says; a deadline's mail reads the deadline.
    about = models.JSONField(_("subject"), default=dict, blank=True)
    # ISO 8601 before the due moment, such as P7D or PT4H; P0D at once; +P1D after it;
    # a day such as 2026-06-01 where its reader chose one.
    offset = models.CharField(_("offset"), max_length=12)
    # Zero: the owner and the backup. Above: who is reminded in their place.
    step = models.PositiveSmallIntegerField(_("escalation step"), default=0)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.PROTECT,
        related_name="notifications",
    )
    critical = models.BooleanField(_("critical"), default=False)
    late = models.BooleanField(_("late"), default=False)
    due_at = models.DateTimeField(_("due"))
    fire_at = models.DateTimeField(_("fire at"))
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.SCHEDULED
    )
    # Set by a temporary failure; like the lease, on the bare clock of the database.
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    # Answers of mail servers; kills are counted apart, or they would look like answers.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Claims since the last answer: many of them mean that this row kills its sender.
    claims = models.PositiveSmallIntegerField(_("claims"), default=0)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    lease_token = models.UUIDField(_("lease token"), null=True, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=120)
    ambiguous = models.BooleanField(_("ambiguous"), default=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("bounced at"), null=True, blank=True)
    # Until when somebody must say that they have it; set when a critical one is sent.
    ack_by = models.DateTimeField(_("ack by"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("acknowledged by"),
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    last_error = models.TextField(_("last error"), blank=True)
    created_by = models.CharField(
        _("created by"), max_length=12, choices=Origin.choices
    )
    created_at = models.DateTimeField(_("created at"))
    # A row that could not be delivered points to what took its place. RESTRICT and not
    # PROTECT: both go when their deadline goes.
    escalated_to = models.ForeignKey(
        "self",
        verbose_name=_("escalated to"),
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.RESTRICT,
        related_name="replaces",
    )
    alarm = models.ForeignKey(
        Alarm,
        verbose_name=_("alarm"),
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="replaces",
    )

    # Through what it is about; see NotificationQuerySet.
    restricted_matter_path: ClassVar[str | None] = None
    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ("fire_at", "pk")
        # A row changes three times on its way, each time in every index that holds it:
        # eight of these.
        indexes: ClassVar = [
            # By state and not only of the unsent: SQLite leaves a partial index aside
            # when its condition comes as parameters.
            models.Index(name="notification_due", fields=["state", "fire_at", "id"]),
            models.Index(
                name="notification_of_one_thing",
                fields=["kind", "object_id", "revision"],
            ),
            models.Index(
                name="notification_to_acknowledge",
                fields=["ack_by", "id"],
                condition=Q(state="sent", ack_by__isnull=False),
            ),
            # By `sent_at` the hour's cap counts, and the reminders page lists.
            *map(_where_set, ("sent_at", "risk", "case", "escalated_to", "alarm")),
        ]
        constraints: ClassVar = [
            # Not unique=True, for which PostgreSQL keeps a second index, for LIKE.
            models.UniqueConstraint(name="notification_has_one_key", fields=["key"]),
            models.UniqueConstraint(
                name="notification_has_one_public_id", fields=["public_id"]
            ),
            models.CheckConstraint(
                name="notification_is_never_silently_lost",
                condition=~Q(state__in=LOST)
                | Q(escalated_to__isnull=False)
                | Q(alarm__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_goes_on_to_a_row_or_to_an_alarm",
                condition=Q(escalated_to__isnull=True) | Q(alarm__isnull=True),
            ),
            models.CheckConstraint(
                name="notification_has_a_lease_while_it_is_sending",
                condition=Q(
                    state="sending",
                    lease_until__isnull=False,
                    lease_token__isnull=False,
                )
                | (
                    ~Q(state="sending")
                    & Q(lease_until__isnull=True, lease_token__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="notification_sent_has_a_time",
                condition=~Q(state__in=("sent", "acknowledged", "bounced"))
                | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_acknowledged_has_a_person_and_a_time",
                condition=Q(
                    state="acknowledged",
                    acknowledged_at__isnull=False,
                    acknowledged_by__isnull=False,
                )
                | (
                    ~Q(state="acknowledged")
                    & Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="notification_bounced_has_a_time",
                condition=Q(state="bounced", bounced_at__isnull=False)
                | (~Q(state="bounced") & Q(bounced_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notification_of_a_deadline_names_it",
                condition=Q(kind="deadline", deadline__isnull=False)
                | (~Q(kind="deadline") & Q(deadline__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return _("%(kind)s %(object_id)s %(offset)s to %(recipient)s") % {
            "kind": self.get_kind_display(),
            "object_id": self.object_id,
            "offset": self.offset,
            "recipient": self.recipient,
        }


class Attempt(models.Model):
    """One try to hand a notification to the mail server."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("Accepted by the mail server")
        RETRY = "retry", _("Temporary failure")
        FAILED = "failed", _("Permanent failure")
        CANCELLED = "cancelled", _("Not sent: no longer due or not allowed")

    notification = models.ForeignKey(
        Notification,
        verbose_name=_("notification"),
        on_delete=models.CASCADE,
        related_name="tries",
    )
    number = models.PositiveSmallIntegerField(_("number"))
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    smtp_code = models.PositiveSmallIntegerField(_("smtp code"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("notification", "number", "pk")

    def __str__(self) -> str:
        return _("attempt %(number)s: %(outcome)s") % {
            "number": self.number,
            "outcome": self.get_outcome_display(),
        }
