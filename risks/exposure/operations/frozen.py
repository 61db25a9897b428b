"""Copy the present figures of a risk for rows of the register."""

from risks.exposure.models import CurrentExposure
from risks.register.operations import Frozen


def frozen(current_exposure: CurrentExposure) -> Frozen:
    """Return the present figures of a risk as values to store."""
    snapshot = current_exposure.snapshot
    return Frozen(
        score=current_exposure.score,
        expected=snapshot.expected,
        currency=snapshot.currency,
        assumptions_number=snapshot.assumptions.number,
    )
