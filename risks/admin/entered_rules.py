"""Rules that people entered: entered, confirmed and corrected on their pages."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.cases.models import EnteredRule
from risks.sentences import translated


@admin.register(EnteredRule)
class EnteredRuleAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("citation", "title", "court_id", "judge", "number", "state")
    list_filter = ("state", "trigger", "effective_from")
    list_select_related = ("entered_by", "decided_by")
    search_fields = ("citation", "title", "judge", "rule_id")
    fields = (
        ("citation", "title"),
        ("court_id", "judge"),
        ("rule_id", "number", "replaces"),
        ("trigger", "actor"),
        ("in_words", "direction", "counting"),
        "condition",
        "is_critical",
        ("effective_from", "effective_to"),
        "quote",
        ("grade", "read_on", "source"),
        ("entered_by", "entered_at"),
        ("state", "decided_by", "decided_at"),
        "decision_reason",
    )
    readonly_fields: ClassVar[tuple[str, ...]] = ("in_words",)

    @admin.display(description=_("period"))
    def in_words(self, row: EnteredRule) -> str:
        return translated(row.period)
