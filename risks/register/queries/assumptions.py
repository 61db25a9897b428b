"""Queries for what is believed of a risk."""

from risks.register.models import Assumptions, Risk


def latest_assumptions(risk: Risk) -> Assumptions | None:
    return risk.assumptions.filter(is_latest=True).first()
