"""Closing lists: asked for, confirmed and reversed on the page of their case."""

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.cases.models import Closure, ClosureRow


@admin.register(Closure)
class ClosureAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("asked_at", "kind", "case", "state", "asked_by", "decided_by")
    list_filter = ("state", "kind", "asked_at")
    list_select_related = ("case", "asked_by", "decided_by")
    fields = (
        "case",
        ("kind", "event", "party"),
        "reason",
        ("asked_by", "asked_at"),
        ("state", "is_critical", "status_before"),
        ("decided_by", "decided_at"),
        "decision_reason",
        ("reversed_by", "reversed_at"),
        "reversal_reason",
    )


@admin.register(ClosureRow)
class ClosureRowAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("closure", "deadline", "state", "kept_by")
    list_filter = ("state",)
    list_select_related = ("closure__case", "deadline", "kept_by")
    fields = (("closure", "deadline"), "reason", ("state", "kept_by"))
