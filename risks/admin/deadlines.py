"""Deadlines: who is on them. What moves a date or closes it is on the case's page."""

from django.contrib import admin
from django.http import HttpRequest

from risks.admin.history import HistoryAdmin
from risks.admin.ledgers import ReadOnlyAdmin
from risks.cases.models import Deadline, DeadlineChange


@admin.register(Deadline)
class DeadlineAdmin(HistoryAdmin):
    list_display = ("code", "title", "case", "safe_date", "owner", "whose", "status")
    list_filter = ("status", "severity", "whose", "basis", "due_at")
    list_select_related = ("case", "owner")
    search_fields = ("code", "title")
    fields = (
        ("code", "status"),
        "title",
        ("case", "company"),
        ("safe_date", "late_date"),
        "reason",
        ("due_date", "due_time", "tz"),
        ("owner", "backup"),
        ("severity", "whose"),
        ("basis", "citation"),
        "flag",
    )
    # Reminders hang on the dates: they change through an operation, with a reason.
    readonly_fields = (
        "code",
        "status",
        "case",
        "company",
        "safe_date",
        "late_date",
        "reason",
        "due_date",
        "due_time",
        "tz",
        "basis",
        "citation",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(DeadlineChange)
class DeadlineChangeAdmin(ReadOnlyAdmin, HistoryAdmin):
    """Read only: what is asked is confirmed or refused on the page of its case."""

    list_display = ("asked_at", "kind", "deadline", "state", "asked_by", "decided_by")
    list_filter = ("state", "kind", "asked_at")
    list_select_related = ("deadline", "asked_by", "decided_by")
    fields = (
        "deadline",
        ("kind", "due_date"),
        "reason",
        ("asked_by", "asked_at"),
        "state",
        ("decided_by", "decided_at"),
        "decision_reason",
    )
