"""The model of a requested change of a deadline."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.deadline import Deadline
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models.acts import Decided, person_of, recorded


class DeadlineChange(Kept, Decided):
    """A change of a deadline that waits for a second person to confirm it.

    Until then the deadline keeps its date, stays open and sends reminders.
    """

    class Kind(models.TextChoices):
        MET = "met", _("Mark as met")
        WITHDRAWN = "withdrawn", _("Withdraw")
        POSTPONED = "postponed", _("Postpone")

    class Rule(models.TextChoices):
        """What requested it, where no person did so in words of their own."""

        DOCKET = "docket", _("A docket entry")
        DEPENDENT = "dependent", _("The deadline that it depends on")
        SERVICE = "service", _("A record of service")

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for a second person")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    deadline = models.ForeignKey(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.CASCADE,
        related_name="changes",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    # The new day of a postponement.
    due_date = models.DateField(_("due date"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    # Who asked, or gave cause for the rule to ask; empty if no person did.
    asked_by = person_of(_("asked by"))
    asked_by_rule = models.CharField(
        _("asked by a rule"), max_length=10, choices=Rule.choices, blank=True
    )
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ASKED
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "deadline__case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline change")
        verbose_name_plural = _("deadline changes")
        ordering = ("asked_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="deadline_change_postpones_to_a_day",
                condition=Q(kind="postponed", due_date__isnull=False)
                | (~Q(kind="postponed") & Q(due_date__isnull=True)),
            ),
            models.CheckConstraint(
                name="deadline_change_decided_has_a_person_and_a_reason",
                condition=Q(state="asked", decided_by__isnull=True)
                | (~Q(state="asked") & recorded("decided", reason="decision_reason")),
            ),
            models.CheckConstraint(
                name="deadline_change_is_confirmed_by_a_second_person",
                condition=~Q(state="confirmed")
                | Q(asked_by__isnull=True)
                | ~Q(asked_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="deadline_change_names_who_or_what_asked",
                condition=Q(asked_by__isnull=False) | ~Q(asked_by_rule=""),
            ),
            models.UniqueConstraint(
                name="deadline_change_waits_once_for_each_deadline",
                fields=["deadline"],
                condition=Q(state="asked"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.deadline}"
