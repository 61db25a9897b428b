"""The registers that are timed: made of numbers, the same on every machine."""

from random import Random
from typing import Any
from uuid import UUID

from risks.engine.exposure.kinds.event import EventRisk
from risks.engine.exposure.kinds.parsing import RiskModel, parse_risk
from risks.engine.exposure.portfolio.register import Register
from risks.engine.exposure.sampling.terms import Terms

TERMS = Terms(currency="USD", capacity=1e9, discount_rate=0.08)
EVENTS_PER_TRIAL = 0.1
"""Of one event risk over the horizon, on average over the register."""


def event(number: int) -> EventRisk:
    """Between 5 and 15 percent, a severity of 10,000 to 10 million."""
    luck = Random(number)
    low = 10 ** luck.uniform(4, 6)
    return EventRisk.model_validate(
        {
            "id": str(UUID(int=luck.getrandbits(128))),
            "kind": "event",
            "probability_horizon": EVENTS_PER_TRIAL * luck.uniform(0.5, 1.5),
            "severity": {"lognormal90": [low, 10 * low]},
        }
    )


def event_register(count: int = 1000) -> Register:
    risks: tuple[RiskModel, ...] = tuple(event(number) for number in range(count))
    return Register(terms=TERMS, risks=risks)


def mixed_register() -> Register:
    """700 events, 100 suits, their 100 injunctions and 100 price wars."""
    suits = [parse_risk(suit(number)) for number in range(100)]
    orders = [parse_risk(injunction(number)) for number in range(100)]
    wars = [parse_risk(price_war(number)) for number in range(100)]
    events = [event(number) for number in range(700)]
    return Register(terms=TERMS, risks=(*events, *suits, *orders, *wars))


def suit(number: int) -> dict[str, Any]:
    return {
        "id": f"suit {number}",
        "kind": "copyright_suit",
        "works": {"pert": [100, 300 + number, 1000]},
        "share_registered": {"pert": [0.5, 0.8, 1]},
        "ordinary_award": {"pert": [750, 5000, 30_000]},
        "wilful_award": {"pert": [750, 30_000, 150_000]},
        "p_wilful": 0.2,
        "claims": [
            {"name": "direct", "p_liable": 0.3},
            {"name": "contributory", "p_liable": 0.1},
        ],
        "stages": [
            stage("motion_to_dismiss", years=0.5, fee=3e5, p_continue=0.7),
            stage("summary_judgment", years=1.5, fee=1.5e6, p_continue=0.6),
            stage("trial", years=2.5, fee=3e6),
            stage("appeal", years=4, fee=8e5),
        ],
        "p_appeal": 0.6,
        "p_plaintiff_appeal": 0.3,
        "p_reversed": 0.2,
    }


def stage(name: str, *, fee: float, **fields: Any) -> dict[str, Any]:
    """Its fee between half and twice the likeliest; one case in five then settles."""
    uncertain = {"pert": [fee / 2, fee, 2 * fee]}
    settlement = {"lognormal90": [5e5, 5e6]}
    return {
        "name": name,
        "fee": uncertain,
        "p_settle": 0.2,
        "settlement": settlement,
    } | fields


def injunction(number: int) -> dict[str, Any]:
    return {
        "id": f"injunction {number}",
        "kind": "injunction",
        "linked_suit": f"suit {number}",
        "years_until": 2.5,
        "p_sought": 0.9,
        "p_granted": 0.5,
        "revenue_per_year": {"lognormal90": [1e7, 3e7]},
        "share": {"pert": [0.1, 0.25, 0.5]},
        "margin": 0.6,
        "months": {"pert": [3, 6, 18]},
        "retention_years": {"pert": [0, 0.1, 0.3]},
        "filter_once": {"pert": [5e5, 1e6, 3e6]},
        "filter_monthly": 1e5,
    }


def price_war(number: int) -> dict[str, Any]:
    return {
        "id": f"price war {number}",
        "kind": "price_war",
        "probability_horizon": 0.3,
        "cut": {"pert": [0.05, 0.2, 0.4]},
        "pass_through": {"pert": [0, 0.5, 1]},
        "own_elasticity": -1.5,
        "cross_elasticity": 0.8,
        "revenue_per_year": {"lognormal90": [1e7, 3e7]},
        "margin": 0.6,
        "months": {"pert": [3, 9, 24]},
    }
