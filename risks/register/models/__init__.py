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

__all__ = [
    "Assumptions",
    "Company",
    "Driver",
    "Entity",
    "ExchangeRate",
    "Fact",
    "Proposal",
    "Risk",
    "Tier",
]
