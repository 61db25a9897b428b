"""What the courts are doing: cases, parties, docket, events, deadlines."""

from risks.cases.models.case import Case, Counsel, Party
from risks.cases.models.deadline import (
    CODE_ALPHABET,
    Deadline,
    DeadlineQuerySet,
    deadline_code,
)
from risks.cases.models.docket import DocketEntry, Event
from risks.cases.models.fact import CaseFact
from risks.cases.models.source import Delivery, DocketSource

__all__ = [
    "CODE_ALPHABET",
    "Case",
    "CaseFact",
    "Counsel",
    "Deadline",
    "DeadlineQuerySet",
    "Delivery",
    "DocketEntry",
    "DocketSource",
    "Event",
    "Party",
    "deadline_code",
]
