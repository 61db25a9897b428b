"""What it could cost: results only. What they rest on lives in `register`."""

from risks.exposure.models.breaches import Breach
from risks.exposure.models.figures import (
    Basis,
    Measures,
    PortfolioRun,
    Snapshot,
    Standing,
)
from risks.exposure.models.recomputes import Recompute, RunShard

__all__ = [
    "Basis",
    "Breach",
    "Measures",
    "PortfolioRun",
    "Recompute",
    "RunShard",
    "Snapshot",
    "Standing",
]
