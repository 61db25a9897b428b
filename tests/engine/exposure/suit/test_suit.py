"""A copyright suit: its expected cost by enumeration, and trial by trial."""

import math

import numpy as np
import pytest

from risks.engine.exposure.portfolio.portfolio import liability
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.outcomes import Outcome, outcomes
from risks.engine.exposure.suit.paths import SuitWalk
from tests.engine.exposure.registers import (
    Json,
    cents,
    contested_suit,
    is_near,
    priced,
    stage,
    stages,
    suit,
)
from tests.engine.exposure.suit.suits import (
    DISCOUNTED,
    UNDISCOUNTED,
    expected,
    model,
    one_stage,
    p_liable,
)


def endings(risk: Json, terms: Terms = UNDISCOUNTED) -> dict[str, float]:
    found: dict[str, float] = {}
    for outcome in outcomes(model(risk), terms):
        found[outcome.ending] = found.get(outcome.ending, 0) + outcome.probability
    return found


def test_the_expected_cost_is_the_published_one() -> None:
    assert expected(suit()) == 5_967_900


def test_it_is_the_sum_of_fees_and_damages() -> None:
    free = stages(fee=0)

    assert expected(suit(stages=free)) == 3_257_100
    assert expected(suit(works=0)) == 2_710_800


def test_the_simulated_mean_agrees_with_the_enumerated_one() -> None:
    assert is_near(cents(suit()), 5_967_900)


def test_every_way_to_end_has_its_exact_probability() -> None:
    assert endings(suit()) == pytest.approx(
        {
            "dismissed: motion_to_dismiss": 0.3,
            "dismissed: summary_judgment": 0.28,
            "dismissed: trial": 0.21,
            "damages, ordinary": 0.21 * 0.75 * 0.88,
            "damages, wilful": 0.21 * 0.25 * 0.88,
            "reversed on appeal": 0.21 * 0.12,
        }
    )


@pytest.mark.parametrize("terms", [UNDISCOUNTED, DISCOUNTED])
def test_the_endings_of_the_most_contested_suit_are_all_there_is(terms: Terms) -> None:
    ways = outcomes(model(contested_suit()), terms)

    assert math.fsum(way.probability for way in ways) == pytest.approx(1)
    assert all(isinstance(way, Outcome) and way.probability > 0 for way in ways)


@pytest.mark.parametrize(
    "decided",
    [
        {},
        {"motion_to_dismiss": "denied"},
        {"motion_to_dismiss": "granted"},
        {"summary_judgment": "passed", "contributory": "not_liable"},
        {"direct": "liable", "wilfulness": "wilful", "appeal": "taken"},
        {"direct": "liable", "appeal": "taken", "reversal": "reversed"},
        {"appeal": "not_taken", "wilfulness": "not_wilful"},
    ],
)
def test_simulation_and_enumeration_agree_whatever_is_decided(decided: Json) -> None:
    risk = contested_suit(decided=decided)
    walk = SuitWalk(model(risk), DISCOUNTED).paths()

    chance = p_liable(model(risk), DISCOUNTED)

    assert is_near(np.rint(100 * walk.losses), expected(risk, discount_rate=0.08))
    assert walk.liable.mean() == pytest.approx(chance, abs=4 * 0.5 / 256)


def test_a_suit_is_lost_if_any_claim_is() -> None:
    claims = [{"name": name, "p_liable": 0.5} for name in ("direct", "vicarious")]

    assert expected(one_stage(claims=claims, p_appeal=0)) == 50 + 0.75 * 1000


def test_a_precedent_moves_one_claim_alone() -> None:
    before = contested_suit()
    claims = [before["claims"][0], {"name": "contributory", "p_liable": 0.05}]

    likely = SuitWalk(model(before), UNDISCOUNTED).paths().liable
    after = SuitWalk(model(contested_suit(claims=claims)), UNDISCOUNTED).paths().liable

    assert p_liable(model(before), UNDISCOUNTED) > p_liable(
        model(contested_suit(claims=claims)), UNDISCOUNTED
    )
    assert after.sum() < likely.sum()


def test_a_settlement_comes_after_the_stage_and_ends_the_case() -> None:
    trial = stage("trial", fee=50, p_continue=0.8, p_settle=0.25, settlement=400)
    claims = [{"name": "direct", "p_liable": 1}]

    cost = expected(one_stage(stages=[trial], claims=claims, p_appeal=0))

    assert cost == 50 + 0.8 * (0.25 * 400 + 0.75 * 1000)


def test_a_settlement_during_the_appeal_takes_the_place_of_damages() -> None:
    appeal = stage("appeal", fee=10, p_settle=1, settlement=300)
    claims = [{"name": "direct", "p_liable": 1}]
    trial = stage("trial", fee=50)

    cost = expected(one_stage(stages=[trial, appeal], claims=claims, p_appeal=1))

    assert cost == 50 + 10 + 300


def test_only_works_registered_in_time_bring_statutory_damages() -> None:
    free = stages(fee=0)

    assert expected(suit(stages=free, share_registered=0.4)) == 0.4 * 3_257_100


def test_the_defendants_success_on_appeal_ends_the_matter() -> None:
    lost = one_stage(
        claims=[{"name": "direct", "p_liable": 1}], p_appeal=1, p_reversed=1
    )

    assert expected(lost) == 50
    assert not liability(model(lost), UNDISCOUNTED).any()


def test_or_remands_it_for_a_second_trial() -> None:
    fields: Json = {"p_appeal": 1, "p_reversed": 1, "on_reversal": "remand"}
    claims = [{"name": "direct", "p_liable": 0.5}]

    cost = expected(one_stage(claims=claims, **fields))

    assert cost == 50 + 0.5 * (50 + 0.5 * 1000)


def test_a_plaintiff_who_wins_on_appeal_goes_on_to_the_next_stage() -> None:
    motion = stage("motion", fee=7, p_continue=0)
    trial = stage("trial", fee=50)
    claims = [{"name": "direct", "p_liable": 1}]
    fields: Json = {"p_plaintiff_appeal": 1, "p_reversed": 0.5}

    cost = expected(one_stage(stages=[motion, trial], claims=claims, **fields))

    assert cost == 7 + 0.5 * (50 + 1000)


def test_without_a_chance_the_plaintiff_does_not_appeal() -> None:
    assert endings(suit(decided={"motion_to_dismiss": "granted"})) == {
        "dismissed: motion_to_dismiss": 1.0
    }


def test_an_appeal_not_heard_leaves_the_judgment_as_it_is() -> None:
    appeal = stage("appeal", fee=10, p_continue=0)
    claims = [{"name": "direct", "p_liable": 1}]
    fields: Json = {"p_appeal": 1, "p_reversed": 1}

    cost = expected(
        one_stage(stages=[stage("trial", fee=50), appeal], claims=claims, **fields)
    )

    assert cost == 50 + 10 + 1000


def test_costs_are_discounted_from_when_they_fall_due() -> None:
    claims = [{"name": "direct", "p_liable": 1}]

    now = expected(one_stage(claims=claims, p_appeal=0), discount_rate=0.1)

    assert now == round(1050 / 1.1**2, 2)


def test_an_appeal_puts_off_the_damages_to_its_own_end() -> None:
    parts = [stage("trial", years=2, fee=50), stage("appeal", years=3)]
    risk = one_stage(
        stages=parts,
        claims=[{"name": "direct", "p_liable": 1}],
        p_appeal=1,
        p_reversed=0,
    )

    assert expected(risk, discount_rate=0.1) == round(50 / 1.21 + 1000 / 1.331, 2)


def test_a_matter_runs_to_its_end_whatever_the_horizon() -> None:
    short, long = cents(suit(), horizon_months=1), cents(suit(), horizon_months=120)

    assert np.array_equal(short, long)


def test_a_stage_decided_moves_no_other_draw() -> None:
    before = cents(suit())
    after = cents(suit(decided={"motion_to_dismiss": "denied"}))

    moved = before != after

    assert np.all(after >= before)
    assert moved.mean() == pytest.approx(0.3, abs=4 * 0.46 / 256)


def test_uncertain_chances_are_averaged_with_their_error() -> None:
    claims = [{"name": "direct", "p_liable": {"pert": [0.2, 0.5, 0.8]}}]

    metrics = priced(suit(claims=claims)).portfolio

    assert metrics.standard_error > 0
    assert abs(metrics.expected - 5_967_900) < 4 * metrics.standard_error


def test_uncertain_years_matter_only_to_discounting() -> None:
    vague = suit(stages=[stage("trial", years={"pert": [1, 2, 5]}, fee=50)])

    assert priced(vague).portfolio.standard_error == 0
    assert priced(vague, discount_rate=0.1).portfolio.standard_error > 0


def test_the_trials_of_liability_are_those_that_pay_damages() -> None:
    free = suit(stages=stages(fee=0))

    lost = liability(model(free), UNDISCOUNTED)

    assert np.array_equal(lost, cents(free) > 0)


def test_secondary_liability_adds_nothing_to_the_direct_one_it_presupposes() -> None:
    def claims(given: str | None) -> list[Json]:
        return [
            {"name": "vicarious", "p_liable": 0.15, "given": given and "contributory"},
            {"name": "direct", "p_liable": 0.4},
            {"name": "contributory", "p_liable": 0.3, "given": given},
        ]

    apart, together = (
        model(one_stage(claims=claims(given), p_appeal=0)) for given in (None, "direct")
    )
    direct = model(one_stage(claims=claims(None)[1:2], p_appeal=0))

    assert p_liable(apart, UNDISCOUNTED) == pytest.approx(1 - 0.6 * 0.7 * 0.85)
    assert p_liable(together, UNDISCOUNTED) == pytest.approx(0.4)
    assert np.array_equal(
        SuitWalk(together, UNDISCOUNTED).paths().losses,
        SuitWalk(direct, UNDISCOUNTED).paths().losses,
    )


def test_where_the_direct_claim_is_lost_what_presupposes_it_is_lost_too() -> None:
    claims = [
        {"name": "direct", "p_liable": 0.4},
        {"name": "contributory", "p_liable": 0.3, "given": "direct"},
    ]

    won = model(one_stage(claims=claims, decided={"direct": "not_liable"}))
    lost = model(one_stage(claims=claims, decided={"direct": "liable"}, p_appeal=0))

    assert p_liable(won, UNDISCOUNTED) == 0
    assert p_liable(lost, UNDISCOUNTED) == 1
