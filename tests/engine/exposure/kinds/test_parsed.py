"""A good risk is read, and what it leaves out has its plain meaning."""

from typing import Any

import pytest

from risks.engine.exposure.kinds.parsing import parse_risk
from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    price_war,
    suit,
)


@pytest.mark.parametrize(
    "risk",
    [
        event(),
        event(rate_per_year={"pert": [0, 1, 2]}, severity={"constant": 5}),
        contested_suit(decided={"trial": "ended", "direct": "not_liable"}),
        injunction(linked_suit=None, filter_built=True),
        governance(),
        price_war(own_elasticity={"pert": [-3, -2, -1]}),
        event("風險 一"),
    ],
    ids=lambda risk: str(risk["id"]),
)
def test_a_good_risk_is_read(risk: Json) -> None:
    assert parse_risk(risk).id == risk["id"]


def test_what_a_suit_leaves_out_is_the_plain_case() -> None:
    given: Any = suit()
    for name in ("share_registered", "p_appeal", "p_reversed", "decided"):
        del given[name]

    plain = suit(share_registered=1, p_appeal=0, p_reversed=0, decided={})

    assert parse_risk(given) == parse_risk(plain)
