"""The model of facts that sources state about a case."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.cases.models.case import Case
from risks.cases.models.docket import DocketEntry
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models import Tier


def refuse_other_case(case_id: int | None, row: models.Model | None) -> None:
    """Raise ValidationError where `row`, which has a case, belongs to another one."""
    if row is not None and getattr(row, "case_id", None) != case_id:
        raise ValidationError(
            _("%(thing)s: this one belongs to another case."),
            params={"thing": row._meta.verbose_name},
        )


class CaseFact(Kept):
    """A statement by one source; two current ones that differ are a conflict."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="facts"
    )
    # What the fact is about, such as "judge" or "hearing date"; compared without case.
    subject = models.CharField(_("subject"), max_length=80)
    value = models.CharField(_("value"), max_length=300)
    source = models.CharField(_("source"), max_length=300)
    source_date = models.DateField(_("source date"), null=True, blank=True)
    tier = models.CharField(_("source type"), max_length=12, choices=Tier.choices)
    entry = models.ForeignKey(
        DocketEntry,
        verbose_name=_("entry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facts",
    )
    current = models.BooleanField(
        _("current"),
        default=True,
        help_text=_("Cleared when the source is corrected."),
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact of the case")
        verbose_name_plural = _("facts of the case")
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
