"""The figures of a moment, for what the register copies."""

from risks.exposure.models import Standing
from risks.register.operations import Frozen


def frozen(standing: Standing) -> Frozen:
    snapshot = standing.snapshot
    return Frozen(
        score=standing.score,
        expected=snapshot.expected,
        currency=snapshot.currency,
        assumptions_number=snapshot.assumptions.number,
    )
