"""A report is frozen, rendered, announced; a contingency is prepared and signed."""

from risks.reports.operations.build import (
    build_due,
    figures_sha256,
    freeze,
    render,
)
from risks.reports.operations.policies import (
    PolicyTerms,
    decide_policy,
    propose_policy,
)
from risks.reports.operations.preparation import Statement, prepare
from risks.reports.operations.refusals import ContingencyRefused
from risks.reports.operations.signatures import Judgment, approve, review, send_back
from risks.reports.operations.subsequent import mark_subsequent, state_authorisation

__all__ = [
    "ContingencyRefused",
    "Judgment",
    "PolicyTerms",
    "Statement",
    "approve",
    "build_due",
    "decide_policy",
    "figures_sha256",
    "freeze",
    "mark_subsequent",
    "prepare",
    "propose_policy",
    "render",
    "review",
    "send_back",
    "state_authorisation",
]
