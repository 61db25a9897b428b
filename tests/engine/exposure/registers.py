"""Register files with the dull fields filled in, and what the tests ask of them."""

import math
from typing import Any

import numpy as np

from risks.engine.exposure.portfolio.register import Priced, Register, price_register
from risks.engine.exposure.portfolio.register_parsing import parse_register
from risks.engine.money import Vector

INTERVAL = {"lognormal90": [1e5, 1e6]}
STANDARD_ERRORS = 4

Json = dict[str, Any]


def event(risk_id: str = "event", **fields: Any) -> Json:
    frequency = {} if _has_frequency(fields) else {"probability_horizon": 0.1}
    return {"id": risk_id, "kind": "event", "severity": INTERVAL} | frequency | fields


def _has_frequency(fields: Json) -> bool:
    return any(name.startswith(("probability", "rate")) for name in fields)


def stage(name: str, **fields: Any) -> Json:
    return {"name": name, "years": 0, "fee": 0} | fields


def stages(**fields: Any) -> list[Json]:
    usual = (
        stage("motion_to_dismiss", years=0.5, fee=3e5, p_continue=0.7),
        stage("summary_judgment", years=1.5, fee=1.5e6, p_continue=0.6),
        stage("trial", years=2.5, fee=3e6),
        stage("appeal", years=4, fee=8e5),
    )
    return [each | fields for each in usual]


def suit(risk_id: str = "suit", **fields: Any) -> Json:
    """The suit whose expected cost is 5,967,900 at a discount rate of 0."""
    return {
        "id": risk_id,
        "kind": "copyright_suit",
        "works": 1000,
        "share_registered": 1,
        "ordinary_award": {"pert": [750, 5000, 30000]},
        "wilful_award": {"pert": [750, 30000, 150000]},
        "p_wilful": 0.25,
        "claims": [{"name": "direct", "p_liable": 0.5}],
        "stages": stages(),
        "p_appeal": 0.6,
        "p_reversed": 0.2,
        "decided": {},
    } | fields


def contested_suit(risk_id: str = "suit", **fields: Any) -> Json:
    """Every branch is open: settlements, two claims, either loser's appeal, remand."""
    chances: Json = {
        "claims": [
            {"name": "direct", "p_liable": 0.3},
            {"name": "contributory", "p_liable": 0.2},
        ],
        "stages": stages(p_settle=0.2, settlement={"pert": [1e6, 2e6, 5e6]}),
        "p_plaintiff_appeal": 0.4,
        "on_reversal": "remand",
    }
    return suit(risk_id, **chances | fields)


def injunction(risk_id: str = "injunction", **fields: Any) -> Json:
    """Expected 4,560,000 at a discount rate of 0, when unlinked."""
    return {
        "id": risk_id,
        "kind": "injunction",
        "years_until": 0,
        "p_sought": 0.5,
        "p_granted": 0.6,
        "revenue_per_year": 120e6,
        "share": 0.25,
        "margin": 0.7,
        "months": 6,
        "retention_years": 0.1,
        "filter_once": 2e6,
        "filter_monthly": 1e5,
    } | fields


def governance(risk_id: str = "governance", **fields: Any) -> Json:
    return {
        "id": risk_id,
        "kind": "governance",
        "rate_per_year": 0.2,
        "tiers": [
            {"name": "fine", "q": 0.7, "loss": INTERVAL},
            {"name": "suspension", "q": 0.3, "loss": {"pert": [1e6, 5e6, 2e7]}},
        ],
    } | fields


def price_war(risk_id: str = "price-war", **fields: Any) -> Json:
    """Loses 6,539,534.32 when nothing of the cut is passed through."""
    return {
        "id": risk_id,
        "kind": "price_war",
        "probability_horizon": 1,
        "cut": 0.2,
        "pass_through": 0,
        "own_elasticity": -1.5,
        "cross_elasticity": 0.8,
        "revenue_per_year": 100e6,
        "margin": 0.4,
        "months": 12,
    } | fields


def register(*risks: Json, **terms: Any) -> Json:
    return {
        "currency": "USD",
        "horizon_months": 36,
        "discount_rate": 0,
        "capacity": 1e7,
        "risks": list(risks),
    } | terms


def parsed(*risks: Json, **terms: Any) -> Register:
    return parse_register(register(*risks, **terms))


def priced(*risks: Json, **terms: Any) -> Priced:
    return price_register(parsed(*risks, **terms))


def cents(risk: Json, **terms: Any) -> Vector:
    """The loss vector of a register of one risk."""
    return priced(risk, **terms).total.dense()


def is_near(losses: Vector, expected: float) -> bool:
    """Whether the mean of cents is within four standard errors of currency units."""
    error = float(np.std(losses)) / math.sqrt(losses.size)
    difference = abs(float(np.mean(losses)) - 100 * expected)
    return difference <= STANDARD_ERRORS * error + 1
