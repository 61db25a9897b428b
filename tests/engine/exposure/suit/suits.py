"""Suits to try the law on, and what the tests of suits ask of them."""

import math
from typing import Any

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.outcomes import outcomes
from tests.engine.exposure.registers import Json, priced, stage, suit

LIABLE = [{"name": "direct", "p_liable": 1}]
UNDISCOUNTED = Terms(currency="USD", capacity=1e7, discount_rate=0)
DISCOUNTED = Terms(currency="USD", capacity=1e7, discount_rate=0.08)


def expected(risk: Json, **terms: Any) -> float:
    metrics = priced(risk, **terms).portfolio
    assert metrics.standard_error == 0
    return metrics.expected


def p_liable(suit: CopyrightSuit, terms: Terms) -> float:
    """The probability that the suit is lost to the end, by enumeration."""
    leaves = outcomes(suit, terms)
    return math.fsum(leaf.probability for leaf in leaves if leaf.liable)


def model(risk: Json) -> CopyrightSuit:
    parsed = parse_risk(risk)
    assert isinstance(parsed, CopyrightSuit)
    return parsed


def one_stage(**fields: Any) -> Json:
    """Only a trial, of one claim, and 100 for each of ten works."""
    return (
        suit(
            works=10,
            ordinary_award=100,
            wilful_award=100,
            stages=[stage("trial", years=2, fee=50)],
        )
        | fields
    )
