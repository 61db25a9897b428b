"""What it could cost: results only. What they rest on lives in `register`."""

from risks.exposure.models.breaches import Breach
from risks.exposure.models.figures import (
    Basis,
    Measures,
    PortfolioRun,
    Snapshot,
    Standing,
)
from risks.exposure.models.recalculations import Recalculation, RunShard

__all__ = [
    "Basis",
    "Breach",
    "Measures",
    "PortfolioRun",
    "Recalculation",
    "RunShard",
    "Snapshot",
    "Standing",
]
