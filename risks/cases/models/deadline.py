"""What is due, by when, and why."""

import secrets
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.docket import Event
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.clock import known_zone, today
from risks.register.models import Company

# Letters and digits that nobody confuses on the telephone.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def deadline_code() -> str:
    """Such as D-7KQ3-M8XP2: among a million rows two are alike once in forty times.

    With six letters, a database of 100,000 deadlines held several pairs, and an
    import that met one failed.
    """
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(9))
    return f"D-{letters[:4]}-{letters[4:]}"


_ALONE = Q(
    follows__isnull=True,
    chain_rule="",
    interval_number__isnull=True,
    interval_unit="",
    interval_direction="",
    counted_from__isnull=True,
    by_hand=False,
)
_FOLLOWING = Q(
    follows__isnull=False,
    interval_number__gte=1,
    interval_unit__in=("days", "court_days"),
    interval_direction__in=("before", "after"),
    counted_from__isnull=False,
)


class DeadlineQuerySet(KeptQuerySet["Deadline"]):
    def open(self) -> Self:
        return self.filter(status=Deadline.Status.OPEN)

    def unverified(self) -> Self:
        """Computed, ours, and compared by nobody with the rule and the docket."""
        return self.filter(
            basis=Deadline.Basis.COMPUTED,
            whose=Deadline.Whose.OURS,
            verified_at__isnull=True,
        )

    def following(self) -> Self:
        return self.filter(follows__isnull=False)

    def owed(self) -> Self:
        """To a court or to another, or set by one: no working date of ours."""
        return self.exclude(basis=Deadline.Basis.FOLLOWING)

    def due_by(self, moment: datetime) -> Self:
        return self.filter(due_at__lte=moment)

    def due_from_today(self, *, now: datetime) -> Self:
        """Due on the present day or later, each by the day of its own court."""
        zones = self.order_by().values_list("tz", flat=True).distinct()
        ahead = (Q(tz=tz, due_date__gte=today(known_zone(tz), now)) for tz in zones)
        return self.filter(reduce(or_, ahead, Q(pk__in=[])))


class Deadline(Kept):
    """An act due by a moment, with the reason why. The row is the durable message."""

    class Severity(models.TextChoices):
        CRITICAL = "critical", _("Critical")
        NORMAL = "normal", _("Normal")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Basis(models.TextChoices):
        COMPUTED = "computed", _("Computed from a rule")
        COURT_SET = "court_set", _("Set by the court")
        ENTERED = "entered", _("Entered by a person")
        # A working date of ours, or one that a person hangs on another.
        FOLLOWING = "following", _("Counted from another deadline")

    class Whose(models.TextChoices):
        OURS = "ours", _("Ours")
        OPPONENT = "opponent", _("The other side's")
        COURT = "court", _("The court's")

    class IntervalUnit(models.TextChoices):
        DAYS = "days", _("days")
        COURT_DAYS = "court_days", _("court days")

    class IntervalDirection(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    code = models.CharField(
        _("code"), max_length=12, unique=True, default=deadline_code, editable=False
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deadlines",
    )
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deadlines",
    )
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
    )
    # The deadline that this one hangs on, and how far from it.
    follows = models.ForeignKey(
        "self",
        verbose_name=_("depends on"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="dependents",
    )
    # The row of rules/chains.toml that made it; empty where a person did.
    chain_rule = models.CharField(_("chain rule"), max_length=60, blank=True)
    interval_number = models.PositiveSmallIntegerField(
        _("interval"), null=True, blank=True
    )
    interval_unit = models.CharField(
        _("unit of the interval"),
        max_length=10,
        choices=IntervalUnit.choices,
        blank=True,
    )
    interval_direction = models.CharField(
        _("before or after"),
        max_length=6,
        choices=IntervalDirection.choices,
        blank=True,
    )
    # The calendared date of the other when last looked at: differs once it moved.
    counted_from = models.DateField(_("counted from"), null=True, blank=True)
    # A person set its date, so it does not follow by itself.
    by_hand = models.BooleanField(_("entered by hand"), default=False)
    title = models.CharField(_("title"), max_length=200)
    whose = models.CharField(
        _("party that must act"),
        max_length=10,
        choices=Whose.choices,
        default=Whose.OURS,
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.NORMAL
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    # The earliest and the latest reading; people work to the safe one (theirs: late).
    calendared_date = models.DateField(_("calendared date"))
    latest_arguable_date = models.DateField(_("latest arguable date"))
    reason = models.TextField(_("why the dates differ"), blank=True)
    # Wall clock in `tz`; `due_at` is the same moment in UTC.
    due_date = models.DateField(_("due date"))
    due_time = models.TimeField(_("due time"), default=time(23, 59, 59))
    tz = models.CharField(_("time zone"), max_length=64)
    due_at = models.DateTimeField(_("due"))
    # Raised by one whenever due_at changes, and only then: reminders hang on it.
    due_rev = models.PositiveIntegerField(_("revision of the due date"), default=1)
    # The due date before the latest change, and why it moved.
    earlier_due = models.JSONField(_("earlier due dates"), default=list, blank=True)
    rule_id = models.CharField(_("rule"), max_length=60, blank=True)
    citation = models.CharField(_("citation"), max_length=120, blank=True)
    rule_version = models.CharField(_("rule version"), max_length=40, blank=True)
    rule_checked = models.CharField(_("rule text checked"), max_length=120, blank=True)
    condition = models.TextField(_("condition"), blank=True)
    steps = models.JSONField(_("derivation"), default=list, blank=True)
    flag = models.TextField(_("warning"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="owned_deadlines",
    )
    backup = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("backup"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="backed_up_deadlines",
    )
    understaffed_reason = models.TextField(
        _("why fewer than two people are reminded"), blank=True
    )
    # Who compared its date with the rule and the docket; gone when the date changes.
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    close_reason = models.TextField(_("close reason"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
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
                name="deadline_follows_another_at_a_distance",
                condition=_ALONE | _FOLLOWING,
            ),
            models.CheckConstraint(
                name="deadline_does_not_follow_itself",
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
            ),
            models.UniqueConstraint(
                name="deadline_is_hung_once_by_each_row_of_the_chain_table",
                fields=["follows", "chain_rule"],
                condition=~Q(chain_rule=""),
            ),
            models.CheckConstraint(
                name="deadline_verified_has_a_person_and_a_time",
                condition=Q(verified_by__isnull=True, verified_at__isnull=True)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
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

    @property
    def zone(self) -> ZoneInfo:
        return known_zone(self.tz)

    def today(self, now: datetime) -> date:
        """Return the day where it is due: at its court, or at its company."""
        return today(self.zone, now)

    @property
    def cause(self) -> Event | None:
        """What set it off; of one that follows another, what set that off."""
        if self.event is not None or self.follows is None:
            return self.event
        return self.follows.event

    @property
    def span(self) -> str:
        """How far it is from the one that it follows: "2 court days before"."""
        unit = self.get_interval_unit_display()
        unit = unit.removesuffix("s") if self.interval_number == 1 else unit
        return f"{self.interval_number} {unit} {self.interval_direction}"
