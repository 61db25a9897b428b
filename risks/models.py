"""The models of every capability, listed for Django. Nothing else lives here."""

from risks.access.models import Compartment, Disclosure, Person
from risks.alerts.models import Alarm, Attempt, FeedToken, Heartbeat, Notification
from risks.cases.models import Case, Counsel, Deadline, DocketEntry, Event, Party
from risks.exposure.models import PortfolioRun, Snapshot, Standing
from risks.register.models import Assumptions, Company, Fact, Proposal, Risk
from risks.reports.models import Report

__all__ = [
    "Alarm",
    "Assumptions",
    "Attempt",
    "Case",
    "Company",
    "Compartment",
    "Counsel",
    "Deadline",
    "Disclosure",
    "DocketEntry",
    "Event",
    "Fact",
    "FeedToken",
    "Heartbeat",
    "Notification",
    "Party",
    "Person",
    "PortfolioRun",
    "Proposal",
    "Report",
    "Risk",
    "Snapshot",
    "Standing",
]
