"""Papers of a case by their hash, and what people noted about it."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.docket import DocketEntry
from risks.cases.models.fact import refuse_other_case
from risks.cases.models.keeping import Kept, KeptQuerySet

SHA256 = RegexValidator(r"^[0-9a-f]{64}$", "A SHA-256 is 64 hexadecimal digits.")


class Document(Kept):
    """A file kept elsewhere: its hash says later whether it is still the same."""

    class Kind(models.TextChoices):
        PLEADING = "pleading", "Pleading"
        ORDER = "order", "Order"
        CORRESPONDENCE = "correspondence", "Correspondence"
        CONTRACT = "contract", "Contract"
        EVIDENCE = "evidence", "Evidence"
        OTHER = "other", "Other"

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    sha256 = models.CharField("SHA-256", max_length=64, validators=[SHA256])
    # In bytes.
    size = models.PositiveBigIntegerField()
    dated = models.DateField(help_text="The day the document bears.")
    entry = models.ForeignKey(
        DocketEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        help_text="The docket entry under which it was filed.",
    )
    privileged = models.BooleanField(default=True, help_text="Only counsel sees it.")
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "dated", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="document_is_one_for_each_case_and_hash",
                fields=["case", "sha256"],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_other_case(self.case_id, self.entry)


class CaseNote(Kept):
    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_notes"
    )
    written_at = models.DateTimeField()
    privileged = models.BooleanField(default=True, help_text="Only counsel sees it.")
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "written_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(name="case_note_has_a_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]
