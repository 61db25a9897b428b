"""Models of court cases: cases, parties, docket entries, events and deadlines."""

from risks.cases.models.case import Case, Counsel, Party
from risks.cases.models.change import DeadlineChange
from risks.cases.models.closure import Closure, ClosureRow
from risks.cases.models.deadline import (
    CODE_ALPHABET,
    Deadline,
    DeadlineQuerySet,
    deadline_code,
    overdue,
)
from risks.cases.models.discovery import (
    CrossBorderReview,
    DiscoveryRequest,
    InsurerNotice,
    PrivilegeLogEntry,
    ProtectiveOrder,
)
from risks.cases.models.docket import DocketEntry, Event
from risks.cases.models.entered_rule import EnteredRule
from risks.cases.models.fact import CaseFact
from risks.cases.models.hold import HoldAcknowledgement, LegalHold
from risks.cases.models.keeping import HoldInForce
from risks.cases.models.money import BudgetPhase, SettlementOffer, Spend
from risks.cases.models.obligations.obligation import ComplianceObligation
from risks.cases.models.obligations.period import ObligationPeriod
from risks.cases.models.papers import CaseNote, Document
from risks.cases.models.question import DocketQuestion
from risks.cases.models.service import ServiceAttempt
from risks.cases.models.source import Delivery, DocketSource
from risks.cases.models.sweep import Sweep

__all__ = [
    "CODE_ALPHABET",
    "BudgetPhase",
    "Case",
    "CaseFact",
    "CaseNote",
    "Closure",
    "ClosureRow",
    "ComplianceObligation",
    "Counsel",
    "CrossBorderReview",
    "Deadline",
    "DeadlineChange",
    "DeadlineQuerySet",
    "Delivery",
    "DiscoveryRequest",
    "DocketEntry",
    "DocketQuestion",
    "DocketSource",
    "Document",
    "EnteredRule",
    "Event",
    "HoldAcknowledgement",
    "HoldInForce",
    "InsurerNotice",
    "LegalHold",
    "ObligationPeriod",
    "Party",
    "PrivilegeLogEntry",
    "ProtectiveOrder",
    "ServiceAttempt",
    "SettlementOffer",
    "Spend",
    "Sweep",
    "deadline_code",
    "overdue",
]
