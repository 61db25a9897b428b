"""A day by which somebody looks at a risk again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.register.models.acts import not_recorded, recorded
from risks.register.models.to_do import ToDo, ToDoQuerySet


class Review(ToDo):
    """A day by which somebody looks at a risk again, and what they found."""

    outcome = models.TextField(_("outcome"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    # The outcome is an assessment; that a review is due is not, see alerts.
    privileged_path: ClassVar[str | None] = "risk__privileged"
    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("-due_date", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="review_is_open_once_for_each_risk",
                fields=["risk"],
                condition=Q(done_at__isnull=True),
                violation_error_message=_(
                    "A review of this risk is already scheduled."
                ),
            ),
            models.CheckConstraint(
                name="review_done_has_a_person_a_time_and_an_outcome",
                condition=not_recorded("done") | recorded("done", reason="outcome"),
            ),
        ]

    def __str__(self) -> str:
        return _("%(code)s: review by %(due_date)s") % {
            "code": self.risk.code,
            "due_date": self.due_date,
        }
