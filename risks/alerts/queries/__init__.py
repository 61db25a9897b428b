"""What is due, to whom, and whether the loop still turns."""

from risks.alerts.queries.monitoring.health import (
    ReminderHealth,
    open_alarms,
    reminder_health,
)
from risks.alerts.queries.preferences.calendar_feeds import person_of_feed

__all__ = ["ReminderHealth", "open_alarms", "person_of_feed", "reminder_health"]
