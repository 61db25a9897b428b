"""The models of every capability, listed for Django. Nothing else lives here."""

from risks.access.models import Compartment, Disclosure, Person
from risks.alerts.models import Alarm, Attempt, FeedToken, Heartbeat, Notification
from risks.cases.models import (
    Case,
    CaseFact,
    Counsel,
    Deadline,
    Delivery,
    DocketEntry,
    DocketSource,
    Event,
    Party,
)
from risks.exposure.models import (
    Basis,
    PortfolioRun,
    Recompute,
    RunShard,
    Snapshot,
    Standing,
)
from risks.register.models import (
    Assumptions,
    Company,
    Driver,
    Entity,
    ExchangeRate,
    Fact,
    Proposal,
    Risk,
)
from risks.reports.models import Contingency, Report

__all__ = [
    "Alarm",
    "Assumptions",
    "Attempt",
    "Basis",
    "Case",
    "CaseFact",
    "Company",
    "Compartment",
    "Contingency",
    "Counsel",
    "Deadline",
    "Delivery",
    "Disclosure",
    "DocketEntry",
    "DocketSource",
    "Driver",
    "Entity",
    "Event",
    "ExchangeRate",
    "Fact",
    "FeedToken",
    "Heartbeat",
    "Notification",
    "Party",
    "Person",
    "PortfolioRun",
    "Proposal",
    "Recompute",
    "Report",
    "Risk",
    "RunShard",
    "Snapshot",
    "Standing",
]
