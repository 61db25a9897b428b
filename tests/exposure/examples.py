"""Assumptions that price fast, for the tests of exposure and of reports."""

from datetime import date
from typing import Any

from risks.register.models import Assumptions, Risk
from risks.register.operations import record_assumptions
from tests.factories import NOW, make_person

FIRE = {"probability_horizon": 0.1, "severity": {"constant": 4_000_000}}

SUIT = {
    "works": 500,
    "share_registered": 1,
    "ordinary_award": {"pert": [750, 5_000, 30_000]},
    "wilful_award": {"pert": [750, 30_000, 150_000]},
    "p_wilful": 0.25,
    "claims": [{"name": "direct", "p_liable": 0.5}],
    "stages": [
        {
            "name": name,
            "years": years,
            "fee": 300_000,
            "p_continue": 0.7,
            "p_settle": 0.1,
            "settlement": 5_000_000,
        }
        for name, years in (("motion_to_dismiss", 0.5), ("trial", 2))
    ],
    "p_appeal": 0,
    "p_reversed": 0,
}

INJUNCTION = {
    "years_until": 0,
    "p_sought": 0.9,
    "p_granted": 0.5,
    "revenue_per_year": 17_400_000,
    "share": 0.5,
    "margin": 0.5,
    "months": 6,
    "retention_years": 0.1,
    "filter_once": 2_000_000,
    "filter_monthly": 100_000,
}


def assume(
    risk: Risk,
    parameters: dict[str, Any] = FIRE,
    *,
    reason: str = "First estimate.",
    effective_date: date = date(2026, 5, 1),
) -> Assumptions:
    return record_assumptions(
        risk,
        parameters=parameters,
        reason=reason,
        author=make_person(),
        effective_date=effective_date,
        now=NOW,
    )
