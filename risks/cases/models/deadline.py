"""The model of a deadline: what is due, when and why."""

import secrets
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.dependent import DEPENDENT, Dependent
from risks.cases.models.derived_date import VERIFIED, DerivedDate
from risks.cases.models.docket import Event
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.clock import known_zone, today
from risks.engine.time.dependent_deadlines import is_hearing
from risks.engine.time.readings import END_OF_DAY
from risks.register.models import Company
from risks.register.models.acts import person_of, time_of
from risks.register.models.owned import Owned

if TYPE_CHECKING:
    from risks.cases.models.obligations.period import ObligationPeriod

# Letters and digits that are not confused on the telephone.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def deadline_code() -> str:
    """Return a random code such as D-7KQ3-M8XP2.

    Among a million rows, the chance that any two are equal is one in forty. With six
    letters, a database of 100,000 deadlines held several equal codes, and an import
    that met one failed.
    """
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(9))
    return f"D-{letters[:4]}-{letters[4:]}"


def overdue(*, now: datetime, of: str = "") -> Q:
    """Select the deadlines that are overdue: open, ours and past.

    A date of the other side or of the court passes and is never overdue. `of` is the
    path from the model that is filtered, such as "deadlines__".
    """
    return Q(
        **{
            f"{of}status": Deadline.Status.OPEN,
            f"{of}whose": Deadline.Whose.OURS,
            f"{of}due_at__lt": now,
        }
    )


class DeadlineQuerySet(KeptQuerySet["Deadline"]):
    """Filters of deadlines."""

    def open(self) -> Self:
        return self.filter(status=Deadline.Status.OPEN)

    def unverified(self) -> Self:
        """Our computed deadlines whose date no second person has checked."""
        return self.filter(
            basis=Deadline.Basis.COMPUTED,
            whose=Deadline.Whose.OURS,
            verified_at__isnull=True,
        )

    def dependent(self) -> Self:
        """Deadlines that depend on another one."""
        return self.filter(depends_on__isnull=False)

    def owed(self) -> Self:
        """Deadlines without the working dates that only prepare for another one."""
        return self.exclude(basis=Deadline.Basis.FOLLOWING)

    def overdue(self, *, now: datetime) -> Self:
        return self.filter(overdue(now=now))

    def critical(self) -> Self:
        """Critical ones; a date of the other side is critical for nobody here."""
        critical = self.filter(severity=Deadline.Severity.CRITICAL)
        return critical.exclude(whose=Deadline.Whose.OPPONENT)

    def due_by(self, moment: datetime) -> Self:
        return self.filter(due_at__lte=moment)

    def due_from_today(self, *, now: datetime) -> Self:
        """Deadlines due today or later, by the day at each court."""
        zones = self.order_by().values_list("tz", flat=True).distinct()
        ahead = (Q(tz=tz, due_date__gte=today(known_zone(tz), now)) for tz in zones)
        return self.filter(reduce(or_, ahead, Q(pk__in=[])))


CLOSED = (
    models.CheckConstraint(
        name="deadline_closed_has_a_time_and_a_reason",
        condition=Q(status="open", closed_at__isnull=True)
        | (~Q(status="open") & Q(closed_at__isnull=False) & ~Q(close_reason="")),
    ),
)


class Closable(models.Model):
    """Status, and who closed the row, when and why."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        # The case is stayed: lifting the stay opens it again.
        SUSPENDED = "suspended", _("Suspended")

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    closed_at = time_of(_("closed at"))
    closed_by = person_of(_("closed by"))
    close_reason = models.TextField(_("close reason"), blank=True)

    class Meta:
        abstract = True


class Deadline(Kept, DerivedDate, Dependent, Closable, Owned):
    """An act that is due at a moment, with the reason and the counting steps.

    Reminders are planned from this row; nothing else is sent to announce it.
    """

    class Severity(models.TextChoices):
        CRITICAL = "critical", _("Critical")
        NORMAL = "normal", _("Normal")

    class Whose(models.TextChoices):
        OURS = "ours", _("Ours")
        OPPONENT = "opponent", _("The other side's")
        COURT = "court", _("The court's")

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
    # Of a company: the day of its event that started the period.
    event_date = models.DateField(_("day of the event"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    whose = models.CharField(
        _("party that must act"),
        max_length=10,
        choices=Whose.choices,
        default=Whose.OURS,
    )
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.NORMAL
    )
    understaffed_reason = models.TextField(
        _("why fewer than two people are reminded"), blank=True
    )
    created_at = models.DateTimeField(_("created at"))
    # Added by `queries.upcoming`: its withdrawal or a later date was requested.
    is_disputed: bool
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
            *VERIFIED,
            *DEPENDENT,
            *CLOSED,
            models.CheckConstraint(
                name="deadline_belongs_to_one_of_case_or_company",
                condition=Q(case__isnull=True, company__isnull=False)
                | Q(case__isnull=False, company__isnull=True),
            ),
            models.UniqueConstraint(
                name="deadline_is_one_for_each_event_and_rule",
                fields=["event", "rule_id"],
                condition=Q(event__isnull=False),
            ),
            models.UniqueConstraint(
                name="deadline_is_one_for_each_day_and_rule_of_a_company",
                fields=["company", "rule_id", "event_date"],
                condition=Q(event_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def is_overdue(self, *, now: datetime) -> bool:
        """Say whether `overdue` selects it."""
        is_ours = self.whose == self.Whose.OURS
        return is_ours and self.status == self.Status.OPEN and self.due_at < now

    @property
    def is_critical(self) -> bool:
        """Say whether `DeadlineQuerySet.critical` selects it."""
        is_theirs = self.whose == self.Whose.OPPONENT
        return self.severity == self.Severity.CRITICAL and not is_theirs

    @property
    def has_hour(self) -> bool:
        """Say whether a clock time is known; the end of the day is ours to file by.

        A day in court whose hour is not known has none, and is not at 23:59.
        """
        in_court = self.whose == self.Whose.COURT or is_hearing(self.title)
        return self.due_time != END_OF_DAY or not in_court

    @property
    def period(self) -> "ObligationPeriod | None":
        """Return the period of an obligation of which it is the date, or None."""
        if self.company_id is None:
            return None
        period: ObligationPeriod | None = getattr(self, "obligation_period", None)
        return period

    @property
    def cause(self) -> Event | None:
        """Return its event, or that of the deadline that it depends on."""
        if self.event is not None or self.depends_on is None:
            return self.event
        return self.depends_on.event
