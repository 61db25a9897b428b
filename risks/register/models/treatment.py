"""What is done against a risk, by whom, by when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.register.models.acts import not_recorded, recorded
from risks.register.models.to_do import ToDo, ToDoQuerySet


class Treatment(ToDo):
    """Something to be done against a risk, by somebody, by a day."""

    title = models.CharField(_("title"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="treatments",
    )
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_(
            "Everyone who sees the risk reads this. Do not write an assessment."
        ),
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "risk__restricted_matter"
    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ("due_date", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="treatment_has_a_title", condition=~Q(title="")
            ),
            models.CheckConstraint(
                name="treatment_done_has_a_person_and_a_time",
                condition=not_recorded("done") | recorded("done"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}: {self.title}"
