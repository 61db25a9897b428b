"""Recalculation of exposure; start reading at `recalculate`."""

from risks.exposure.operations.draw_cache import DrawCache, Drawn
from risks.exposure.operations.frozen import frozen
from risks.exposure.operations.outcome import Recalculated, request_full_recalculation
from risks.exposure.operations.price import NotPriced, Pricer, model_and_suit
from risks.exposure.operations.recalculate import (
    recalculate_company,
    recalculate_stale,
)
from risks.exposure.operations.retention import Thinned, compact, thin_figures
from risks.exposure.operations.sums import stored_losses

__all__ = [
    "DrawCache",
    "Drawn",
    "NotPriced",
    "Pricer",
    "Recalculated",
    "Thinned",
    "compact",
    "frozen",
    "model_and_suit",
    "recalculate_company",
    "recalculate_stale",
    "request_full_recalculation",
    "stored_losses",
    "thin_figures",
]
