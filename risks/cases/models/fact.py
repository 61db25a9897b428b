"""What is said about a case, by whom, and how far each may be trusted."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from risks.cases.models.case import Case
from risks.cases.models.docket import DocketEntry
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models import Tier


def refuse_other_case(case_id: int | None, row: models.Model | None) -> None:
    """Raise ValidationError where `row`, which has a case, belongs to another one."""
    if row is not None and getattr(row, "case_id", None) != case_id:
        raise ValidationError(f"{row._meta.verbose_name}: it is of another case.")


class CaseFact(Kept):
    """One statement of one source; two current ones that differ are a conflict."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="facts")
    # What the fact is about, such as "judge" or "hearing date"; compared without case.
    subject = models.CharField(max_length=80)
    value = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    source_date = models.DateField(null=True, blank=True)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    entry = models.ForeignKey(
        DocketEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facts",
    )
    current = models.BooleanField(
        default=True, help_text="Cleared once the source has corrected itself."
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "subject", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="case_fact_has_a_subject_a_value_and_a_source",
                condition=~Q(subject="") & ~Q(value="") & ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.value}"

    def clean(self) -> None:
        refuse_other_case(self.case_id, self.entry)
