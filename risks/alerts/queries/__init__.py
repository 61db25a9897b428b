"""What is due, to whom, and whether the loop still turns."""

from risks.alerts.queries.feeds import person_of_feed
from risks.alerts.queries.health import Pulse, open_alarms, pulse

__all__ = ["Pulse", "open_alarms", "person_of_feed", "pulse"]
