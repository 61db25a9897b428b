"""Pricing what is stale: once for each set of inputs, however often asked."""

from risks.exposure.operations.draw_cache import DrawCache, Drawn
from risks.exposure.operations.drawing import (
    NotPriced,
    Pricer,
    model_and_suit,
)
from risks.exposure.operations.freezing import frozen
from risks.exposure.operations.recalculating import (
    Recalculated,
    recalculate_company,
    recalculate_stale,
)
from risks.exposure.operations.running import price_shard, request_full_recalculation

__all__ = [
    "DrawCache",
    "Drawn",
    "NotPriced",
    "Pricer",
    "Recalculated",
    "frozen",
    "model_and_suit",
    "price_shard",
    "recalculate_company",
    "recalculate_stale",
    "request_full_recalculation",
]
