"""How beliefs about a risk change, and what people do about it."""

from risks.register.operations.appetites import set_appetite
from risks.register.operations.assumptions import (
    AlreadyDecided,
    AssumptionsRefused,
    accept,
    assumptions_hash,
    merged,
    propose,
    record_assumptions,
    refuse_what_cannot_be_priced,
    reject,
)
from risks.register.operations.listing import ListingStatement, store_listing
from risks.register.operations.refusal import RegisterRefused
from risks.register.operations.reviews import record_review, schedule_review
from risks.register.operations.risk_acceptances import (
    Frozen,
    accept_risk,
    withdraw_acceptance,
)
from risks.register.operations.treatments import complete_treatment, reopen_treatment

__all__ = [
    "AlreadyDecided",
    "AssumptionsRefused",
    "Frozen",
    "ListingStatement",
    "RegisterRefused",
    "accept",
    "accept_risk",
    "assumptions_hash",
    "complete_treatment",
    "merged",
    "propose",
    "record_assumptions",
    "record_review",
    "refuse_what_cannot_be_priced",
    "reject",
    "reopen_treatment",
    "schedule_review",
    "set_appetite",
    "store_listing",
    "withdraw_acceptance",
]
