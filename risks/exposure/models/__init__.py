"""Models of exposure results; the assumptions behind them are in `register`."""

from risks.exposure.models.appetite_excesses import AppetiteExcess
from risks.exposure.models.figures import Basis, CurrentExposure, Measures, Snapshot
from risks.exposure.models.recalculations import Recalculation, RecalculationLease
from risks.exposure.models.sums import (
    CellLosses,
    CurrentSum,
    LossNature,
    PortfolioRun,
    RunMembers,
    RunView,
)

__all__ = [
    "AppetiteExcess",
    "Basis",
    "CellLosses",
    "CurrentExposure",
    "CurrentSum",
    "LossNature",
    "Measures",
    "PortfolioRun",
    "Recalculation",
    "RecalculationLease",
    "RunMembers",
    "RunView",
    "Snapshot",
]
