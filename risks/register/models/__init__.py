"""What could hurt us: the company and its facts, risks, versioned assumptions."""

from risks.register.models.appetite import Appetite
from risks.register.models.company import (
    Company,
    Driver,
    Entity,
    ExchangeRate,
    Tier,
)
from risks.register.models.fact import Fact
from risks.register.models.listing import ListingProfile
from risks.register.models.review import Review
from risks.register.models.risk import Assumptions, Proposal, Risk
from risks.register.models.risk_acceptance import RiskAcceptance
from risks.register.models.treatment import Treatment

__all__ = [
    "Appetite",
    "Assumptions",
    "Company",
    "Driver",
    "Entity",
    "ExchangeRate",
    "Fact",
    "ListingProfile",
    "Proposal",
    "Review",
    "Risk",
    "RiskAcceptance",
    "Tier",
    "Treatment",
]
