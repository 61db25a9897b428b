"""A suit is walked once for itself and its injunctions."""

import numpy as np
import pytest

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit import walks as module
from risks.engine.exposure.suit.paths import SuitWalk
from risks.engine.exposure.suit.walks import Walks
from tests.engine.exposure.registers import contested_suit

TERMS = Terms(currency="USD", capacity=1e7, discount_rate=0.08, trials=1024)


def parsed_suit(risk_id: str = "suit") -> CopyrightSuit:
    parsed = parse_risk(contested_suit(risk_id))
    assert isinstance(parsed, CopyrightSuit)
    return parsed


class CountedWalk(SuitWalk):
    made = 0

    def __init__(self, suit: CopyrightSuit, terms: Terms) -> None:
        super().__init__(suit, terms)
        CountedWalk.made += 1


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    CountedWalk.made = 0
    monkeypatch.setattr(module, "SuitWalk", CountedWalk)


def test_who_is_liable_is_known_from_the_suits_own_walk() -> None:
    walks, suit = Walks(), parsed_suit()

    paths = walks.paths(suit, TERMS)
    liable = walks.liable(suit, TERMS)

    assert np.array_equal(liable, paths.liable)
    assert paths.liable.any()
    assert CountedWalk.made == 1


def test_an_injunction_before_its_suit_walks_it_once() -> None:
    walks, suit = Walks(), parsed_suit()

    first, second = walks.liable(suit, TERMS), walks.liable(suit, TERMS)

    assert np.array_equal(first, second)
    assert CountedWalk.made == 1


def test_the_discount_rate_moves_no_verdict() -> None:
    suit = parsed_suit()
    undiscounted = Terms(currency="USD", capacity=1e7, discount_rate=0, trials=1024)

    liable = Walks().liable(suit, undiscounted)

    assert np.array_equal(liable, Walks().liable(suit, TERMS))


def test_another_number_of_trials_is_another_walk() -> None:
    walks, suit = Walks(), parsed_suit()
    fewer = Terms(currency="USD", capacity=1e7, discount_rate=0.08, trials=256)

    assert walks.liable(suit, TERMS).size == 1024
    assert walks.liable(suit, fewer).size == 256


def test_only_the_last_walks_are_kept() -> None:
    walks = Walks(most=2)
    suits = [parsed_suit(name) for name in "abc"]
    for suit in suits:
        walks.paths(suit, TERMS)

    walks.liable(suits[2], TERMS)
    assert CountedWalk.made == 3
    walks.liable(suits[0], TERMS)
    assert CountedWalk.made == 4
