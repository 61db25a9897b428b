"""A suit that drivers move: enumeration integrates over them."""

import math

import numpy as np
import pytest

from risks.engine.exposure.suit.outcomes import outcomes
from risks.engine.exposure.suit.paths import SuitWalk
from tests.engine.exposure.registers import Json, contested_suit, is_near, suit
from tests.engine.exposure.suit.suits import (
    DISCOUNTED,
    UNDISCOUNTED,
    model,
    one_stage,
    p_liable,
)

LOADINGS = [{"fair use": "strong"}, {"fair use": 0.3, "macro": -0.5}]


@pytest.mark.parametrize("loadings", LOADINGS)
def test_the_endings_of_a_loaded_suit_are_all_there_is(loadings: Json) -> None:
    ways = outcomes(model(contested_suit(loadings=loadings)), DISCOUNTED)

    assert math.fsum(way.probability for way in ways) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("loadings", LOADINGS)
@pytest.mark.parametrize("decided", [{}, {"direct": "not_liable", "appeal": "taken"}])
def test_simulation_and_enumeration_agree_under_drivers(
    loadings: Json, decided: Json
) -> None:
    risk = model(contested_suit(loadings=loadings, decided=decided))

    walk = SuitWalk(risk, DISCOUNTED).paths()
    ways = outcomes(risk, DISCOUNTED)

    mean = math.fsum(way.probability * way.cost for way in ways)
    chance = p_liable(risk, DISCOUNTED)
    assert is_near(np.rint(100 * walk.losses), mean)
    assert is_near(np.where(walk.liable, 100.0, 0.0), chance)


def test_one_node_keeps_its_chance_and_two_fall_together() -> None:
    alone = model(one_stage(loadings={"fair use": "strong"}))
    together = model(suit(loadings={"fair use": "strong"}, p_appeal=0))

    assert p_liable(alone, UNDISCOUNTED) == pytest.approx(0.5 * 0.88, rel=1e-9)
    assert p_liable(together, UNDISCOUNTED) > 0.21


def test_a_loading_of_nought_changes_nothing() -> None:
    plain, loaded = (
        model(contested_suit(loadings=each)) for each in ({}, {"fair use": "none"})
    )

    assert outcomes(loaded, DISCOUNTED) == outcomes(plain, DISCOUNTED)
    assert np.array_equal(
        SuitWalk(loaded, DISCOUNTED).paths().losses,
        SuitWalk(plain, DISCOUNTED).paths().losses,
    )
