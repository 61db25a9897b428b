"""What could hurt us: the company and its facts, risks, versioned assumptions."""

from risks.register.models.company import (
    Company,
    Driver,
    Entity,
    ExchangeRate,
    Fact,
    Tier,
)
from risks.register.models.risk import Assumptions, Proposal, Risk
from risks.register.models.upkeep import Appetite, Review, RiskAcceptance, Treatment

__all__ = [
    "Appetite",
    "Assumptions",
    "Company",
    "Driver",
    "Entity",
    "ExchangeRate",
    "Fact",
    "Proposal",
    "Review",
    "Risk",
    "RiskAcceptance",
    "Tier",
    "Treatment",
]
