"""What is reported: reports of the board, and suits in the accounts."""

from risks.reports.models.contingency import Contingency
from risks.reports.models.policy import AccountingPolicy
from risks.reports.models.report import Report
from risks.reports.models.subsequent import (
    AuthorisationForIssue,
    SubsequentAssumptions,
)

__all__ = [
    "AccountingPolicy",
    "AuthorisationForIssue",
    "Contingency",
    "Report",
    "SubsequentAssumptions",
]
