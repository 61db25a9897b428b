"""Pricing what is stale: once for each set of inputs, however often asked."""

from risks.exposure.operations.draw_cache import DrawCache, Drawn
from risks.exposure.operations.drawing import (
    NotPriced,
    Pricer,
    model_and_suit,
)
from risks.exposure.operations.freezing import frozen
from risks.exposure.operations.recomputing import (
    Recomputed,
    recompute_company,
    recompute_stale,
)
from risks.exposure.operations.running import price_shard, request_full_recompute

__all__ = [
    "DrawCache",
    "Drawn",
    "NotPriced",
    "Pricer",
    "Recomputed",
    "frozen",
    "model_and_suit",
    "price_shard",
    "recompute_company",
    "recompute_stale",
    "request_full_recompute",
]
