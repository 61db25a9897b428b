"""Any suit, by leaves, by trials and by recursion: three ways, one worth."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.outcomes import expected_loss, outcomes
from tests.engine.exposure.registers import Json, is_near, priced, stage, suit
from tests.engine.exposure.suit.suit_oracle import SuitByRecursion
from tests.engine.exposure.suit.suits import p_liable
from tests.fuzz import examples

chances = st.floats(min_value=0, max_value=1)
WORDS = {
    "motion": ["denied", "granted"],
    "judgment": ["denied", "granted"],
    "direct": ["liable", "not_liable"],
    "wilfulness": ["wilful", "not_wilful"],
    "appeal": ["taken", "not_taken"],
    "reversal": ["reversed", "affirmed"],
}
money = st.integers(min_value=0, max_value=10**6)


@st.composite
def stages(draw: st.DrawFn) -> list[Json]:
    names = ["motion", "judgment"][: draw(st.integers(min_value=0, max_value=2))]
    return [
        stage(
            name,
            years=draw(st.floats(min_value=0, max_value=6)),
            fee=draw(money),
            p_continue=draw(chances),
            p_settle=draw(chances),
            settlement=draw(money),
        )
        for name in (*names, "trial", "appeal")
    ]


@st.composite
def suits(draw: st.DrawFn) -> Json:
    """Every number plain, some nodes decided."""
    steps = draw(stages())
    claims = ["direct", "contributory", "vicarious"][: draw(st.integers(1, 3))]
    known = {step["name"] for step in steps} | set(claims) | {"wilfulness", "reversal"}
    decided = draw(st.sets(st.sampled_from(sorted(known & WORDS.keys()))))
    return {
        "id": "suit",
        "kind": "copyright_suit",
        "works": draw(st.integers(min_value=0, max_value=1000)),
        "share_registered": draw(chances),
        "ordinary_award": draw(money),
        "wilful_award": draw(money),
        "claims": [{"name": name, "p_liable": draw(chances)} for name in claims],
        "stages": steps,
        "on_reversal": draw(st.sampled_from(["ends", "remand"])),
        "decided": {name: draw(st.sampled_from(WORDS[name])) for name in decided},
    } | {
        chance: draw(chances)
        for chance in ("p_wilful", "p_appeal", "p_plaintiff_appeal", "p_reversed")
    }


def model(risk: Json) -> CopyrightSuit:
    parsed = parse_risk(risk)
    assert isinstance(parsed, CopyrightSuit)
    return parsed


@given(suits(), st.sampled_from([0.0, 0.08]))
@examples(150)
def test_leaf_by_leaf_or_by_recursion_a_suit_is_worth_the_same(
    risk: Json, rate: float
) -> None:
    terms = Terms(currency="USD", capacity=1e7, discount_rate=rate)
    cost, liable = SuitByRecursion(suit=risk, rate=rate).worth

    leaves = outcomes(model(risk), terms)

    assert math.fsum(leaf.probability for leaf in leaves) == pytest.approx(1)
    assert expected_loss(model(risk), terms) == pytest.approx(cost, abs=1e-3)
    assert p_liable(model(risk), terms) == pytest.approx(liable, abs=1e-12)


# Always the same: a search would find chances too small for the trials to show.
@settings(max_examples=10, derandomize=True)
@given(suits())
def test_trial_by_trial_or_by_recursion_a_suit_is_worth_the_same(risk: Json) -> None:
    cost, _ = SuitByRecursion(suit=risk, rate=0.08).worth

    found = priced(risk, discount_rate=0.08).total.dense()

    assert is_near(found, cost)


def test_by_recursion_the_published_suit_is_worth_what_it_says() -> None:
    published = suit() | {
        "ordinary_award": 50_750 / 6,
        "wilful_award": 45_125,
        "p_plaintiff_appeal": 0,
        "on_reversal": "ends",
        "stages": [
            {"p_continue": 1, "p_settle": 0, "settlement": 0} | each
            for each in suit()["stages"]
        ],
    }

    cost, liable = SuitByRecursion(suit=published, rate=0).worth

    assert cost == pytest.approx(5_967_900)
    assert liable == pytest.approx(0.21 * 0.88)


@pytest.mark.parametrize(
    ("award", "claimed"),
    [(150_000, 75_000_000), (750, 375_000), (30_000, 15_000_000)],
)
def test_five_hundred_works_cost_what_the_statute_says(
    award: float, claimed: float
) -> None:
    """The range of 17 U.S.C. 504(c): wilful cap, floor, ordinary cap."""
    certain = suit(
        works=500,
        ordinary_award=award,
        wilful_award=award,
        stages=[stage("trial")],
        claims=[{"name": "direct", "p_liable": 1}],
        p_appeal=0,
    )

    assert priced(certain, trials=1).portfolio.p50 == claimed
