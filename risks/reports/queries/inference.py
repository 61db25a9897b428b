"""Whether what is published gives one matter's provision away."""

from collections.abc import Sequence

from risks.engine.exposure.accounting.estimate import Estimate
from risks.engine.exposure.accounting.schedule import inferable
from risks.engine.exposure.accounting.standards import (
    IFRS,
    US_GAAP,
    Assessment,
    Likelihood,
    Standard,
)
from risks.engine.exposure.accounting.suit_accounting import Contingency as Account
from risks.engine.exposure.accounting.suit_accounting import Movement
from risks.engine.exposure.kinds.accounting_facts import Exemption
from risks.engine.sentences.accounting import INFERABLE
from risks.register.models import Company
from risks.reports.models import Contingency

CLASSES: dict[str, Likelihood] = {
    "remote": "remote",
    "possible": "possible",
    "reasonably possible": "reasonably possible",
    "probable": "probable",
}


def warnings(rows: Sequence[Contingency]) -> list[str]:
    """By matter, in the order of the rows; of what is signed, not what was proposed."""
    found = inferable([as_signed(row) for row in rows])
    return [
        INFERABLE(code=row.risk.code, why=found[row.risk.code])
        for row in rows
        if row.risk.code in found
    ]


def as_signed(row: Contingency) -> Account:
    """The row in the engine's words; how the suit can end is not asked again."""
    us_gaap = row.standard == Company.Standard.US_GAAP
    exemption = Exemption.model_construct(
        reason=row.exemption_reason, approved_by=str(row.approved_by)
    )
    return Account(
        suit=row.risk.code,
        currency=row.currency,
        standard=US_GAAP if us_gaap else IFRS,
        court=row.court,
        counterparty=row.counterparty,
        claimed=None if row.claimed is None else float(row.claimed),
        estimate=Estimate(low=float(row.low or 0), high=float(row.high or 0)),
        ias37=_assessment(row, IFRS, row.ifrs_class),
        asc450=_assessment(row, US_GAAP, row.us_gaap_class),
        movement=Movement(
            opening=float(row.opening),
            additions=float(row.additions),
            used=float(row.used),
            reversed=float(row.reversed),
            fx=float(row.exchange),
            unwinding=float(row.unwinding),
            rate_change=float(row.rate_change),
            closing=float(row.closing),
        ),
        insurance=None,
        exemption=exemption if row.is_exempt else None,
    )


def _assessment(row: Contingency, standard: Standard, likelihood: str) -> Assessment:
    return Assessment(
        standard=standard,
        proposed_class=CLASSES[likelihood],
        best=None if row.best is None else float(row.best),
        provision=float(row.closing),
        reimbursement=float(row.reimbursement),
        basis=(),
    )
