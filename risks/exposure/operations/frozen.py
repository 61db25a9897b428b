"""The figures of a moment, for what the register copies."""

from risks.exposure.models import CurrentExposure
from risks.register.operations import Frozen


def frozen(current_exposure: CurrentExposure) -> Frozen:
    snapshot = current_exposure.snapshot
    return Frozen(
        score=current_exposure.score,
        expected=snapshot.expected,
        currency=snapshot.currency,
        assumptions_number=snapshot.assumptions.number,
    )
