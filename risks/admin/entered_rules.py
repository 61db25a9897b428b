"""Rules that people entered: entered, confirmed and corrected on their pages."""

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.cases.models import EnteredRule


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
        ("period", "direction", "counting"),
        "condition",
        "is_critical",
        ("effective_from", "effective_to"),
        "quote",
        ("grade", "read_on", "source"),
        ("entered_by", "entered_at"),
        ("state", "decided_by", "decided_at"),
        "decision_reason",
    )
