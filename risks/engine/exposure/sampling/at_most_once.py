"""The loss of what happens at most once: its law, without any trial."""

from dataclasses import dataclass

from risks.engine.exposure.sampling.distributions import ZERO, Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMostOnce:
    """A loss of `factor` times the severity with a probability, else none.

    P(loss > x) = probability · P(severity > x ÷ factor).
    """

    probability: float
    severity: Distribution  # never below 0
    factor: float  # above 0; with it the severity is in currency units

    def times(self, rate: float) -> "AtMostOnce":
        """Return the same in another currency, at what its unit is worth."""
        return AtMostOnce(
            probability=self.probability,
            severity=self.severity,
            factor=self.factor * rate,
        )


NEVER = AtMostOnce(probability=0.0, severity=ZERO, factor=1.0)
