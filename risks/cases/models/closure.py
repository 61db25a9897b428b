"""Models of a list of deadlines that end or pause together, and of its rows."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case, Party
from risks.cases.models.deadline import Deadline
from risks.cases.models.docket import Event
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models.acts import Decided, person_of, recorded, time_of


class Closure(Kept, Decided):
    """A list of what a dismissal, a stay or another end of a dispute makes moot.

    Until a person confirms it, every deadline of the list stays open and sends
    reminders. A list with a critical deadline of ours is confirmed by a second person.
    """

    class Kind(models.TextChoices):
        DISMISSED = "dismissed", _("Dismissed with prejudice")
        WITHOUT_PREJUDICE = "without_prejudice", _("Dismissed without prejudice")
        SETTLED = "settled", _("Settled")
        CLOSED = "closed", _("Closed")
        JUDGMENT = "judgment", _("Judgment entered")
        STAYED = "stayed", _("Stayed")
        DISCOVERY_STAYED = "discovery_stayed", _("Discovery stayed")
        ADMINISTRATIVE = "administrative", _("Closed administratively")
        TRANSFERRED = "transferred", _("Transferred to another court")
        IN_PART = "in_part", _("Dismissed in part")
        PARTY_OUT = "party_out", _("Party out of the case")
        MOTION_WITHDRAWN = "motion_withdrawn", _("Motion withdrawn")
        ANSWERED = "answered", _("Filed by the other side")

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for confirmation")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")
        REVERSED = "reversed", _("Reversed")

    # What the whole case becomes; the other kinds leave its status as it is.
    ENDING: ClassVar = (
        Kind.DISMISSED.value,
        Kind.WITHOUT_PREJUDICE.value,
        Kind.SETTLED.value,
        Kind.CLOSED.value,
    )
    PAUSING: ClassVar = (Kind.STAYED.value, Kind.ADMINISTRATIVE.value)
    # Kinds whose deadlines are suspended, and come back when the stay is lifted.
    SUSPENDING: ClassVar = (*PAUSING, Kind.DISCOVERY_STAYED.value)

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="closures"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    # The event of the docket that says so; empty where a person does.
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closures",
    )
    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closures",
    )
    reason = models.TextField(_("reason"))
    # Who typed the entry or confirmed first; empty while only the docket asks.
    asked_by = person_of(_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ASKED
    )
    # A critical deadline of ours was on the list when it was confirmed.
    is_critical = models.BooleanField(_("critical"), default=False)
    # The status that the case had before, which reversing the list restores.
    status_before = models.CharField(
        _("status before"), max_length=10, choices=Case.Status.choices, blank=True
    )
    # Empty where the docket says that a stay was lifted.
    reversed_by = person_of(_("reversed by"))
    reversed_at = time_of(_("reversed at"))
    reversal_reason = models.TextField(_("reversal reason"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing list")
        verbose_name_plural = _("closing lists")
        ordering = ("asked_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="closure_decided_has_a_person_and_a_reason",
                condition=Q(state="asked", decided_by__isnull=True)
                | (~Q(state="asked") & recorded("decided", reason="decision_reason")),
            ),
            models.CheckConstraint(
                name="closure_with_a_critical_deadline_has_two_people",
                condition=~Q(state="confirmed", is_critical=True)
                | (Q(asked_by__isnull=False) & ~Q(asked_by=F("decided_by"))),
            ),
            models.CheckConstraint(
                name="closure_reversed_has_a_time_and_a_reason",
                condition=~Q(state="reversed")
                | (Q(reversed_at__isnull=False) & ~Q(reversal_reason="")),
            ),
            models.UniqueConstraint(
                name="closure_is_one_for_each_event",
                fields=["event", "kind"],
                condition=Q(event__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.code}: {self.get_kind_display()}"

    @property
    def is_of_whole_case(self) -> bool:
        return self.kind in (*self.ENDING, *self.PAUSING)


class ClosureRow(Kept):
    """One deadline of a closing list, with the reason why it is on it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        # The docket does not say whether it is moot: it stays open unless chosen.
        TO_DECIDE = "to_decide", _("To be decided")
        KEPT = "kept", _("Taken off the list")
        CLOSED = "closed", _("Closed with the list")
        REOPENED = "reopened", _("Reopened")
        PASSED = "passed", _("Passed in the meantime")

    closure = models.ForeignKey(
        Closure,
        verbose_name=_("closing list"),
        on_delete=models.CASCADE,
        related_name="rows",
    )
    deadline = models.ForeignKey(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.CASCADE,
        related_name="closure_rows",
    )
    reason = models.TextField(_("reason"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    kept_by = person_of(_("taken off by"))
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "closure__case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a closing list")
        verbose_name_plural = _("rows of closing lists")
        ordering = ("closure", "deadline__due_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="closure_row_is_one_for_each_deadline",
                fields=["closure", "deadline"],
            ),
            models.CheckConstraint(
                name="closure_row_taken_off_has_a_person",
                condition=~Q(state="kept") | Q(kept_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.closure}: {self.deadline}"

    @property
    def is_offered(self) -> bool:
        """Say whether its deadline is open and a person may choose it."""
        is_open = self.deadline.status == Deadline.Status.OPEN
        return is_open and self.state in (self.State.PROPOSED, self.State.TO_DECIDE)
