"""The model of a requested change of a deadline."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.deadline import Deadline
from risks.cases.models.docket import DocketEntry
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models.acts import (
    Decided,
    not_recorded,
    person_of,
    recorded,
    time_of,
)


class DeadlineChange(Kept, Decided):
    """A change of a deadline that waits for a second person to confirm it.

    With a document of the court on file it may take effect 24 hours after its notice to
    the owner and the backup, unless one of them objects. Until then the deadline keeps
    its date, stays open and sends reminders.
    """

    class Kind(models.TextChoices):
        MET = "met", _("Mark as met")
        WITHDRAWN = "withdrawn", _("Withdraw")
        POSTPONED = "postponed", _("Postpone")

    class Rule(models.TextChoices):
        """What requested it, where no person did so in words of their own."""

        DOCKET = "docket", _("docket entry")
        DEPENDENT = "dependent", _("deadline that it depends on")
        SERVICE = "service", _("record of service")

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for a second person")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")
        EFFECTED = "effected", _("Took effect after notice")
        LAPSED = "lapsed", _("Lapsed: the deadline changed")

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
    # Of a change on notice: the order, stipulation or paper on file that it rests on.
    document = models.ForeignKey(
        DocketEntry,
        verbose_name=_("docket entry"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
    )
    # From when it may take effect without a second person.
    effective_at = models.DateTimeField(_("takes effect at"), null=True, blank=True)
    # What the notice was given of; it lapses when any of these is no longer so.
    noticed_rev = models.PositiveIntegerField(_("revision"), null=True, blank=True)
    noticed_owner = person_of(_("owner at the notice"))
    noticed_backup = person_of(_("backup at the notice"))
    # Who was told and objected: a second person must confirm it.
    objected_by = person_of(_("objected by"))
    objected_at = time_of(_("objected at"))
    objection = models.TextField(_("objection"), blank=True)
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
                | (
                    Q(state__in=("confirmed", "refused"))
                    & recorded("decided", reason="decision_reason")
                )
                | (
                    Q(state__in=("effected", "lapsed"))
                    & Q(decided_by__isnull=True, decided_at__isnull=False)
                    & ~Q(decision_reason="")
                ),
            ),
            models.CheckConstraint(
                name="deadline_change_on_notice_names_its_document",
                condition=Q(effective_at__isnull=True)
                | Q(
                    kind__in=("withdrawn", "postponed"),
                    asked_by__isnull=False,
                    document__isnull=False,
                    noticed_rev__isnull=False,
                    noticed_owner__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="deadline_change_takes_effect_unless_somebody_objects",
                condition=~Q(state="effected")
                | Q(effective_at__isnull=False, objected_at__isnull=True),
            ),
            models.CheckConstraint(
                name="deadline_change_objection_has_a_person_and_a_reason",
                condition=recorded("objected", reason="objection")
                | (not_recorded("objected") & Q(objection="")),
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

    @property
    def is_on_notice(self) -> bool:
        """Say whether it takes effect by itself unless somebody objects."""
        is_asked = self.state == self.State.ASKED and self.effective_at is not None
        return is_asked and self.objected_at is None

    @property
    def told(self) -> set[int]:
        """Return the keys of the people who may object: not of the one who asked."""
        people = {self.noticed_owner_id, self.noticed_backup_id}
        return {key for key in people if key and key != self.asked_by_id}
