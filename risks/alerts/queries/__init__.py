"""What is due, to whom, and whether the loop still turns."""

from risks.alerts.queries.monitoring.health import Pulse, open_alarms, pulse
from risks.alerts.queries.preferences.calendar_feeds import person_of_feed

__all__ = ["Pulse", "open_alarms", "person_of_feed", "pulse"]
