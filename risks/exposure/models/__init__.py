"""What it could cost: results only. What they rest on lives in `register`."""

from risks.exposure.models.appetite_excesses import AppetiteExcess
from risks.exposure.models.figures import (
    Basis,
    CurrentExposure,
    Measures,
    PortfolioRun,
    Snapshot,
)
from risks.exposure.models.recalculations import Recalculation, RunShard

__all__ = [
    "AppetiteExcess",
    "Basis",
    "CurrentExposure",
    "Measures",
    "PortfolioRun",
    "Recalculation",
    "RunShard",
    "Snapshot",
]
