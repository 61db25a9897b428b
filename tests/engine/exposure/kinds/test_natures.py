"""What losses are by their nature, and which of them the company pays for in cash."""

from typing import Any

import numpy as np
import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.governance import GovernanceRisk
from risks.engine.exposure.kinds.natures import NATURES, Nature
from risks.engine.exposure.kinds.parsing import natures_stated, parse_risk
from risks.engine.exposure.portfolio.portfolio import expected_loss, price_risk
from risks.engine.exposure.sampling.terms import Terms
from tests.engine.exposure.registers import (
    event,
    governance,
    injunction,
    price_war,
    suit,
)

TERMS = Terms(currency="USD", capacity=1e7, discount_rate=0.0)
TIERS = [
    {"name": "fine", "q": 0.5, "loss": 1_000_000, "nature": "liability"},
    {"name": "suspension", "q": 0.3, "loss": 4_000_000, "nature": "lost_profit"},
    {"name": "delisting", "q": 0.2, "loss": 90_000_000, "nature": "value"},
]


def mixed(**fields: Any) -> GovernanceRisk:
    document = governance(**{"rate_per_year": 0.3, "tiers": TIERS, **fields})
    risk = parse_risk(document)
    assert isinstance(risk, GovernanceRisk)
    return risk


@pytest.mark.parametrize(
    ("document", "natures"),
    [
        (event(), ("lost_profit",)),
        (event(nature="liability"), ("liability",)),
        (price_war(), ("lost_profit",)),
        (injunction(), ("lost_profit",)),
        (suit(), ("liability",)),
        (governance(), ("liability",)),
        (governance(tiers=TIERS), NATURES),
    ],
)
def test_each_kind_says_what_its_losses_are(
    document: dict[str, Any], natures: tuple[Nature, ...]
) -> None:
    assert parse_risk(document).natures == natures
    assert natures_stated(document["kind"], document) == natures


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (price_war(nature="liability"), "nature: must be lost_profit, not"),
        (injunction(nature="value"), "nature: must be lost_profit, not"),
        (suit(nature="lost_profit"), "nature: must be liability, not"),
        (event(nature="value"), "nature: must be one of lost_profit, liability, not"),
        (
            governance(tiers=[{**TIERS[0], "q": 1, "nature": "fine"}]),
            "tiers[0].nature: must be one of liability, lost_profit, value, not",
        ),
    ],
)
def test_a_nature_that_a_kind_has_not_is_refused_by_risk_and_field(
    document: dict[str, Any], refusal: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        parse_risk(document)

    assert str(refused.value).startswith(f'risk "{document["id"]}", {refusal}')


def test_what_shareholders_bear_costs_the_company_nothing() -> None:
    cash = mixed(tiers=[*TIERS[:2], {**TIERS[2], "loss": 0}])

    assert np.array_equal(
        price_risk(mixed(), terms=TERMS).dense(),
        price_risk(cash, terms=TERMS).dense(),
    )
    assert expected_loss(mixed(), terms=TERMS) == expected_loss(cash, terms=TERMS)


def test_liability_and_lost_profit_add_up_to_the_loss_in_each_trial() -> None:
    risk = mixed()
    parts = [risk.of_nature("liability"), risk.of_nature("lost_profit")]

    summed = sum(price_risk(part, terms=TERMS).dense() for part in parts if part)

    whole = price_risk(risk, terms=TERMS).dense()
    assert np.abs(summed - whole).max() <= 1  # each part is rounded to the cent


def test_an_effect_on_value_is_priced_by_itself() -> None:
    value = mixed().of_nature("value")

    assert value
    assert expected_loss(value, terms=TERMS) == pytest.approx(
        3 * 0.3 * 0.2 * 90_000_000
    )
    assert price_risk(value, terms=TERMS).largest >= 9e9 * 0.5


def test_a_risk_has_no_part_of_a_nature_that_it_has_not() -> None:
    assert parse_risk(event()).of_nature("value") is None
    assert mixed(tiers=[{**TIERS[0], "q": 1}]).of_nature("lost_profit") is None
