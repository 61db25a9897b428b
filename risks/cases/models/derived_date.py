"""The part of a deadline that holds its dates and how they were counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from risks.clock import known_zone, today
from risks.engine.time.readings import END_OF_DAY
from risks.register.models.acts import not_recorded, person_of, recorded, time_of

VERIFIED = (
    models.CheckConstraint(
        name="deadline_verified_has_a_person_and_a_time",
        condition=not_recorded("verified") | recorded("verified"),
    ),
)


class DerivedDate(models.Model):
    """The due moment, both readings, the rule and the counting steps."""

    class Grade(models.TextChoices):
        OFFICIAL = "official text", _("Official text")
        REPUBLISHED = "republished copy", _("Republished copy")
        MEMORY = "from memory", _("From memory")

    class Basis(models.TextChoices):
        COMPUTED = "computed", _("Computed from a rule")
        COURT_SET = "court_set", _("Set by the court")
        ENTERED = "entered", _("Entered by a person")
        # A working date of ours, or a dependent deadline that a person added.
        FOLLOWING = "following", _("Counted from another deadline")

    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices)
    # The earliest and the latest reading; for our acts people work to the first.
    calendared_date = models.DateField(_("calendared date"))
    latest_arguable_date = models.DateField(_("latest arguable date"))
    reason = models.TextField(_("why the dates differ"), blank=True)
    # Local time in `tz`; `due_at` is the same moment in UTC.
    due_date = models.DateField(_("due date"))
    due_time = models.TimeField(_("due time"), default=END_OF_DAY)
    tz = models.CharField(_("time zone"), max_length=64)
    due_at = models.DateTimeField(_("due"))
    # Raised by one whenever due_at changes, and only then: reminders refer to it.
    due_rev = models.PositiveIntegerField(_("revision of the due date"), default=1)
    # The due dates before each change, and why they changed.
    earlier_due = models.JSONField(_("earlier due dates"), default=list, blank=True)
    rule_id = models.CharField(_("rule"), max_length=60, blank=True)
    citation = models.CharField(_("citation"), max_length=120, blank=True)
    rule_version = models.CharField(_("rule version"), max_length=40, blank=True)
    # How good the evidence of the rule's row is, and when its official text was read.
    rule_grade = models.CharField(
        _("evidence of the rule"), max_length=20, choices=Grade.choices, blank=True
    )
    rule_checked_on = models.DateField(
        _("official text checked on"), null=True, blank=True
    )
    condition = models.TextField(_("condition"), blank=True)
    steps = models.JSONField(_("derivation"), default=list, blank=True)
    flag = models.TextField(_("warning"), blank=True)
    # Who checked its date against the rule and the docket; cleared when it changes.
    verified_by = person_of(_("verified by"))
    verified_at = time_of(_("verified at"))

    class Meta:
        abstract = True

    @property
    def is_rule_checked(self) -> bool:
        """Say whether its rule was compared with the official text."""
        return self.rule_grade == DerivedDate.Grade.OFFICIAL

    @property
    def zone(self) -> ZoneInfo:
        return known_zone(self.tz)

    def today(self, now: datetime) -> date:
        """Return the present day where it is due: at its court or company."""
        return today(self.zone, now)
