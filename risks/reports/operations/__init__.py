"""A report is frozen, rendered, announced; a contingency is prepared and signed."""

from risks.reports.operations.build import (
    build_due,
    figures_sha256,
    freeze,
    render,
)
from risks.reports.operations.preparation import Statement, prepare
from risks.reports.operations.refusals import ContingencyRefused
from risks.reports.operations.signatures import Judgment, approve, review, send_back

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
