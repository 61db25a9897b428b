"""What the register says, read over several tables."""

from datetime import date
from decimal import Decimal

from risks.register.models import Assumptions, Company, Fact, Risk


class NoLossCapacity(ValueError):
    """The board has set no loss capacity for this company by this date."""


def latest_assumptions(risk: Risk) -> Assumptions | None:
    return risk.assumptions.order_by("-number").first()


def latest_fact(
    company: Company, kind: Fact.Kind, *, on: date, segment: str = ""
) -> Fact | None:
    """The newest figure of its kind that held on or before `on`."""
    facts = company.facts.filter(kind=kind, segment=segment, as_of__lte=on)
    return facts.order_by("-as_of", "-pk").first()


def loss_capacity(company: Company, *, on: date) -> Decimal:
    """In the company's currency; raises `NoLossCapacity`."""
    fact = latest_fact(company, Fact.Kind.LOSS_CAPACITY, on=on)
    if fact is None:
        raise NoLossCapacity(
            f"{company.code}: no loss capacity is set on {on}; "
            "add a fact of that kind to the company."
        )
    return fact.amount
