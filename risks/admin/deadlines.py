"""Deadlines: who is on them. What moves a date or closes it is on the case's page."""

from django.contrib import admin
from django.http import HttpRequest

from risks.admin.history import HistoryAdmin
from risks.cases.models import Deadline


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
