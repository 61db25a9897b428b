"""Models of a case's documents, by hash, and of notes on the case."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.docket import DocketEntry
from risks.cases.models.fact import refuse_other_case
from risks.cases.models.keeping import Kept, KeptQuerySet

SHA256 = RegexValidator(r"^[0-9a-f]{64}$", "A SHA-256 is 64 hexadecimal digits.")


class Document(Kept):
    """A file stored elsewhere, whose hash shows whether it is unchanged."""

    class Kind(models.TextChoices):
        PLEADING = "pleading", _("Pleading")
        ORDER = "order", _("Order")
        CORRESPONDENCE = "correspondence", _("Correspondence")
        CONTRACT = "contract", _("Contract")
        EVIDENCE = "evidence", _("Evidence")
        OTHER = "other", _("Other")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="documents"
    )
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    sha256 = models.CharField(_("SHA-256"), max_length=64, validators=[SHA256])
    # In bytes.
    size = models.PositiveBigIntegerField(_("size in bytes"))
    dated = models.DateField(
        _("date of the document"), help_text=_("The day the document bears.")
    )
    entry = models.ForeignKey(
        DocketEntry,
        verbose_name=_("entry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        help_text=_("The docket entry under which it was filed."),
    )
    privileged = models.BooleanField(
        _("privileged"), default=True, help_text=_("Only lawyers see it.")
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
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
    """A note that a person wrote about a case."""

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField(_("text"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="case_notes",
    )
    written_at = models.DateTimeField(_("written at"))
    privileged = models.BooleanField(
        _("privileged"), default=True, help_text=_("Only lawyers see it.")
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("case note")
        verbose_name_plural = _("case notes")
        ordering = ("case", "written_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(name="case_note_has_a_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]
