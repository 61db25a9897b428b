"""The four figures that explain a change, and their differences to the cent."""

from dataclasses import asdict, dataclass

from risks.engine.exposure.portfolio.metrics import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Amounts in currency units to the cent and a score, or differences of them."""

    expected: float
    p95: float
    tvar95: float
    score: float

    @classmethod
    def of(cls, metrics: Metrics) -> "Figures":
        return cls(
            expected=metrics.expected,
            p95=metrics.p95,
            tvar95=metrics.tvar95,
            score=metrics.score,
        )

    def __sub__(self, other: "Figures") -> "Figures":
        return self._plus(other, sign=-1)

    def __add__(self, other: "Figures") -> "Figures":
        return self._plus(other, sign=1)

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def _plus(self, other: "Figures", *, sign: int) -> "Figures":
        """Add in whole cents and tenths of a point, so that differences add up."""
        return Figures(
            expected=_sum(self.expected, sign * other.expected, parts=100),
            p95=_sum(self.p95, sign * other.p95, parts=100),
            tvar95=_sum(self.tvar95, sign * other.tvar95, parts=100),
            score=_sum(self.score, sign * other.score, parts=10),
        )


ZERO = Figures(expected=0.0, p95=0.0, tvar95=0.0, score=0.0)


def _sum(one: float, other: float, *, parts: int) -> float:
    return (round(parts * one) + round(parts * other)) / parts
