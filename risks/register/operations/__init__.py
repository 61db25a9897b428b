"""How beliefs about a risk change, and what people do about it."""

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
from risks.register.operations.upkeep import (
    Frozen,
    UpkeepRefused,
    accept_risk,
    complete_treatment,
    record_review,
    reopen_treatment,
    schedule_review,
    set_appetite,
    withdraw_acceptance,
)

__all__ = [
    "AlreadyDecided",
    "AssumptionsRefused",
    "Frozen",
    "UpkeepRefused",
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
    "withdraw_acceptance",
]
