"""The model of a question: is a docket that a source names the docket of this case?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.cases.models.source import Delivery
from risks.register.models.acts import Decided


class DocketQuestion(Kept, Decided):
    """A docket number of the case's court that nearly matches the case's own.

    Its answer holds for every later delivery. It belongs to the case, so whoever cannot
    see the case never learns of it.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        THIS = "this", _("This case")
        OTHER = "other", _("Not this case")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="docket_questions",
    )
    # As the source states them.
    docket_number = models.CharField(_("docket number"), max_length=60)
    caption = models.CharField(_("caption"), max_length=300)
    # What waits for the answer to be filed.
    deliveries = models.ManyToManyField(
        Delivery, verbose_name=_("deliveries"), blank=True, related_name="questions"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ASKED
    )
    asked_at = models.DateTimeField(_("asked at"))
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("docket question")
        verbose_name_plural = _("docket questions")
        ordering = ("asked_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="docket_question_is_one_for_each_case_and_number",
                fields=["case", "docket_number"],
            ),
            models.CheckConstraint(
                name="docket_question_answered_has_a_person_and_a_time",
                condition=Q(
                    state="asked", decided_by__isnull=True, decided_at__isnull=True
                )
                | (
                    ~Q(state="asked")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.docket_number}: {self.case}"
