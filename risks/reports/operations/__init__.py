"""A report is frozen, rendered, announced; a contingency is prepared and signed."""

from risks.reports.operations.building import (
    build_due,
    figures_sha256,
    freeze,
    render,
)
from risks.reports.operations.preparing import Statement, prepare
from risks.reports.operations.refusing import ContingencyRefused
from risks.reports.operations.signing import Judgment, approve, review, send_back

__all__ = [
    "ContingencyRefused",
    "Judgment",
    "Statement",
    "approve",
    "build_due",
    "figures_sha256",
    "freeze",
    "prepare",
    "render",
    "review",
    "send_back",
]
