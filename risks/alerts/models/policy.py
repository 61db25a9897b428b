"""When to remind whom of what, as rows; and what has been planned by them."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet
from risks.alerts.models.notification import Notification
from risks.cases.models import Deadline
from risks.engine.time.reminders import Offset


def readable_offsets(text: str) -> None:
    """Lead times apart by spaces, none of them twice."""
    written = text.split()
    if not written:
        raise ValidationError(_("Enter at least one lead time, for example P7D PT4H."))
    for part in written:
        try:
            Offset.parse(part)
        except ValueError as fault:
            raise ValidationError(
                _("“%(part)s” is not a lead time. Enter P7D, PT4H or +P1D."),
                params={"part": part},
            ) from fault
    if len(set(written)) < len(written):
        raise ValidationError(_("Enter each lead time only once."))


class ReminderPolicy(models.Model):
    """For one kind of thing and one severity; a missing row means the default."""

    kind = models.CharField(_("kind"), max_length=20, choices=Notification.Kind.choices)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Deadline.Severity.choices
    )
    offsets = models.CharField(
        _("lead times"),
        max_length=200,
        validators=[readable_offsets],
        help_text=_(
            "Days (P7D, at 09:00), hours (PT4H), the moment itself (P0D) or "
            "days after it (+P1D), apart by spaces."
        ),
    )
    owner = models.BooleanField(_("to its owner"), default=True)
    backup = models.BooleanField(_("to the backup"), default=True)
    supervisor = models.BooleanField(_("to their supervisors"), default=False)
    compliance = models.BooleanField(_("to the compliance list"), default=False)
    titles = models.BooleanField(
        _("mails carry titles"),
        default=True,
        help_text=_(
            "Mails about restricted matters show codes only, whatever is chosen here."
        ),
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder policy")
        verbose_name_plural = _("reminder policies")
        ordering = ("kind", "severity")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="reminder_policy_is_one_for_each_kind_and_severity",
                fields=["kind", "severity"],
                violation_error_message=_("A policy for this kind already exists."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_severity_display().lower()}"


class Plan(models.Model):
    """What a deadline's rows were last planned from: when it differs, plan again.

    A marker, which planning trusts and the reconciler does not. It holds what SQL can
    compare with the deadline itself, so that a sweep reads only what has changed.
    """

    deadline = models.OneToOneField(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.CASCADE,
        related_name="plan",
    )
    revision = models.PositiveIntegerField(_("revision"))
    severity = models.CharField(_("severity"), max_length=10)
    owner_id = models.BigIntegerField(_("owner id"))
    backup_id = models.BigIntegerField(_("backup id"), null=True)
    restricted_matter_id = models.BigIntegerField(_("restricted matter id"), null=True)
    # Hashes of all policies, and of all people and access lists, as they were: see
    # queries.planning.plan_markers.
    policies = models.CharField(_("policies"), max_length=16)
    people = models.CharField(_("people"), max_length=16)
    # Who was found to be reminded, and when: the same finding changes no row.
    found = models.CharField(_("found"), max_length=16)
    planned_at = models.DateTimeField(_("planned at"))

    restricted_matter_path: ClassVar[str | None] = "deadline__case__restricted_matter"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(name="plan_has_a_finding", condition=~Q(found="")),
        ]

    def __str__(self) -> str:
        return _("plan of %(deadline_id)s, revision %(revision)s") % {
            "deadline_id": self.deadline_id,
            "revision": self.revision,
        }
