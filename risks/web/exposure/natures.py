"""What one risk costs by the nature of its losses."""

from collections.abc import Iterator
from dataclasses import dataclass

from risks.engine.exposure.kinds.natures import VALUE
from risks.engine.exposure.portfolio.metrics import Metrics
from risks.engine.exposure.portfolio.valuation import measured
from risks.exposure.models import LossNature
from risks.exposure.operations import NotPriced, Pricer
from risks.exposure.queries import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class NatureFigures:
    label: str
    in_total: bool
    # None where all that the risk costs is of this nature.
    metrics: Metrics | None
    currency: str


def natures_of(inputs: Inputs) -> list[NatureFigures]:
    """Return the natures of a risk's losses; figures where there are several.

    From the draws that are kept. None of a risk that cannot be priced.
    """
    try:
        return list(_figures(inputs))
    except NotPriced:
        return []


def _figures(inputs: Inputs) -> Iterator[NatureFigures]:
    pricer = Pricer()
    parts = {cell.nature for cell in inputs.cell.parts(inputs.natures)}
    for nature in inputs.natures:
        metrics = None
        if nature in parts:
            drawn = pricer.drawn(inputs, nature)
            metrics = measured(drawn.losses, drawn.mean, terms=inputs.terms).metrics
        yield NatureFigures(
            label=str(LossNature(nature).label),
            in_total=nature != VALUE,
            metrics=metrics,
            currency=inputs.terms.currency,
        )
