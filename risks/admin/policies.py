"""When to remind whom: rows over the defaults of `alerts.queries.policy`."""

from django.contrib import admin

from risks.admin.history import HistoryAdmin
from risks.alerts.models import ReminderPolicy


@admin.register(ReminderPolicy)
class ReminderPolicyAdmin(HistoryAdmin):
    list_display = ("kind", "severity", "offsets", "channel", "titles")
    list_filter = ("kind", "severity")
    fields = (
        ("kind", "severity"),
        "offsets",
        ("owner", "backup", "supervisor", "compliance"),
        ("channel", "titles"),
    )
