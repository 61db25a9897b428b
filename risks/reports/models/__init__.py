"""What is reported: reports of the board, and suits in the accounts."""

from risks.reports.models.contingency import Contingency
from risks.reports.models.report import Report

__all__ = ["Contingency", "Report"]
