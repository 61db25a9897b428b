"""When to remind whom: looked at here, with its history; chosen on its own page."""

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.admin.read_only import ReadOnlyAdmin
from risks.alerts.models import ReminderPolicy


@admin.register(ReminderPolicy)
class ReminderPolicyAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("kind", "severity", "offsets", "titles")
    list_filter = ("kind", "severity")
    fields = (
        ("kind", "severity"),
        "offsets",
        ("owner", "backup", "supervisor", "compliance"),
        "titles",
    )
