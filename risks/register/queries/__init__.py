"""What the register says, read over several tables."""

from risks.register.queries.appetites import appetites_in_force, limit_of
from risks.register.queries.assumptions import latest_assumptions
from risks.register.queries.exchange_rates import rates_to
from risks.register.queries.facts import (
    Figure,
    UnusableFact,
    appetite,
    contradictions,
    fact_values,
    known_figures,
    latest_fact,
    risk_capacity,
    yardsticks,
)

__all__ = [
    "Figure",
    "UnusableFact",
    "appetite",
    "appetites_in_force",
    "contradictions",
    "fact_values",
    "known_figures",
    "latest_assumptions",
    "latest_fact",
    "limit_of",
    "rates_to",
    "risk_capacity",
    "yardsticks",
]
