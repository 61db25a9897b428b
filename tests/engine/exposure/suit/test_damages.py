"""What a judgment costs: elections, innocence, the other side's fees, interest."""

import numpy as np
import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.sampling.distributions import Constant, Distribution, Pert
from risks.engine.exposure.suit.outcomes import mean_of_larger
from risks.engine.exposure.suit.paths import SuitWalk, liability_by_trial
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
    LIABLE,
    UNDISCOUNTED,
    expected,
    model,
    one_stage,
)

APPEALED = [stage("trial", years=2), stage("appeal", years=4)]
SHIFTED: Json = {"p_fee_award": 0.5, "fee_award": 400}
MILD: Json = {"p_innocent": 0.2, "innocent_award": 20, "wilful_award": 300}


def lost(**fields: object) -> Json:
    """A suit lost for sure: 10 works at 100, undiscounted, no own costs."""
    usual: Json = {
        "claims": LIABLE,
        "stages": [stage("trial", years=2)],
        "p_appeal": 0,
        "p_reversed": 0,
    }
    return one_stage(**usual | fields)


def everything(**fields: object) -> Json:
    """A contested suit in which every part of a judgment is uncertain."""
    usual: Json = {
        "works": {"pert": [500, 1000, 2000]},
        "share_registered": {"pert": [0.2, 0.7, 0.9]},
        "actual_damages": 600,
        "p_innocent": 0.1,
        "innocent_award": 700,
        "p_fee_award": 0.4,
        "fee_award": {"lognormal90": [1e5, 2e6]},
        "judgment_interest": 0.05,
    }
    return contested_suit(**usual | fields)


def test_works_registered_too_late_bring_actual_damages() -> None:
    assert expected(lost(share_registered=0.4, actual_damages=30)) == 400 + 180


def test_the_plaintiff_elects_the_larger_for_each_work() -> None:
    assert expected(lost(share_registered=0.4, actual_damages=250)) == 2500


def test_an_election_among_uncertain_amounts_is_averaged_with_its_error() -> None:
    award = {"pert": [50, 100, 300]}

    metrics = priced(lost(ordinary_award=award, actual_damages=120)).portfolio

    assert metrics.standard_error > 0
    assert metrics.expected > 10 * (50 + 4 * 100 + 300) / 6


@pytest.mark.parametrize(
    ("award", "actual", "mean"),
    [
        (Constant(value=3.0), Constant(value=5.0), 5.0),
        (Pert(low=6, mode=7, high=8), Constant(value=5.0), 7.0),
        (Pert(low=0, mode=0, high=1), Constant(value=0.5), 0.5 + 0.5**6 / 6),
        (Pert(low=0, mode=0, high=1), Pert(low=0, mode=0, high=1), 2 / 6 - 1 / 11),
    ],
)
def test_the_mean_of_the_larger_is_the_calculated_one(
    award: Distribution, actual: Distribution, mean: float
) -> None:
    """That PERT is Beta(1, 5), with P(X > x) = (1 − x)⁵."""
    assert mean_of_larger(award, actual) == pytest.approx(mean, rel=2e-5)


def test_the_innocent_are_found_among_those_who_are_not_wilful() -> None:
    a_work = 0.25 * 300 + 0.75 * (0.2 * 20 + 0.8 * 100)

    assert expected(lost(**MILD)) == 10 * a_work


def test_an_innocent_infringer_needs_an_award() -> None:
    with pytest.raises(RegisterError, match="innocent_award: is missing"):
        model(lost(p_innocent=0.2))


def test_a_judgment_of_liability_may_shift_the_fees() -> None:
    assert expected(lost(**SHIFTED)) == 1000 + 0.5 * 400


def test_no_fees_are_shifted_where_no_work_was_registered_in_time() -> None:
    late = lost(share_registered=0, actual_damages=30, **SHIFTED)

    assert expected(late) == 300
    assert cents(late).max() == 100 * 300


def test_no_fees_are_shifted_without_liability() -> None:
    won = lost(claims=[{"name": "direct", "p_liable": 0}], **SHIFTED)

    assert expected(won) == 0


def test_a_judgment_bears_interest_until_the_appeal_ends() -> None:
    upheld = lost(stages=APPEALED, p_appeal=1, judgment_interest=0.05, **SHIFTED)

    assert expected(upheld) == round(1.05**2 * (1000 + 0.5 * 400), 2)


def test_interest_and_discount_both_run_from_judgment_to_payment() -> None:
    upheld = lost(stages=APPEALED, p_appeal=1, judgment_interest=0.05)

    assert expected(upheld, discount_rate=0.1) == round(1000 * 1.05**2 / 1.1**4, 2)


@pytest.mark.parametrize(
    "course",
    [{"p_appeal": 0}, {"p_appeal": 1, "p_reversed": 1, "on_reversal": "remand"}],
)
def test_a_judgment_without_an_appeal_behind_it_bears_none(course: Json) -> None:
    assert expected(lost(stages=APPEALED, judgment_interest=0.05, **course)) == 1000


def test_uncertain_years_matter_to_interest() -> None:
    vague = [stage("trial", years=2), stage("appeal", years={"pert": [2, 4, 5]})]
    upheld = lost(stages=vague, p_appeal=1, judgment_interest=0.05)

    metrics = priced(upheld).portfolio

    assert metrics.standard_error > 0
    assert 1000 * 1.05 < metrics.expected < 1000 * 1.05**3


@pytest.mark.parametrize(
    ("decided", "cost"),
    [
        ({"innocence": "innocent", "wilfulness": "not_wilful"}, 200),
        ({"innocence": "innocent", "wilfulness": "wilful"}, 3000),
        ({"fee_award": "awarded", "wilfulness": "wilful"}, 3400),
        ({"fee_award": "not_awarded", "wilfulness": "wilful"}, 3000),
    ],
)
def test_the_court_may_have_decided(decided: Json, cost: float) -> None:
    fees = SHIFTED if "fee_award" in decided else {}

    assert expected(lost(decided=decided, **MILD, **fees)) == cost


@pytest.mark.parametrize(
    "decided", [{}, {"direct": "liable", "appeal": "taken", "reversal": "affirmed"}]
)
def test_simulation_and_enumeration_agree_on_every_part(decided: Json) -> None:
    risk = everything(decided=decided)

    losses = SuitWalk(model(risk), DISCOUNTED).paths().losses

    assert is_near(np.rint(100 * losses), expected(risk, discount_rate=0.08))


@pytest.mark.parametrize(
    ("likelier", "node"),
    [
        ({"p_wilful": 0.3}, "wilful"),
        ({"p_fee_award": 0.6}, "fees"),
        ({"actual_damages": 900}, "damages"),
        ({"judgment_interest": 0.06}, "interest"),
        ({"p_innocent": 0.05}, "innocent"),
    ],
)
def test_what_is_likelier_or_dearer_costs_no_less_in_any_trial(
    likelier: Json, node: str
) -> None:
    wilful = {"pert": [30_000, 60_000, 150_000]}
    before = cents(everything(wilful_award=wilful))

    after = cents(everything(wilful_award=wilful, **likelier))

    assert np.all(after >= before), node
    assert np.any(after > before)


def test_a_suit_walked_twice_is_the_same_to_the_bit() -> None:
    once = SuitWalk(model(everything()), DISCOUNTED).paths()
    again = SuitWalk(model(everything()), DISCOUNTED).paths()

    assert np.array_equal(once.losses, again.losses)
    assert np.array_equal(once.liable, again.liable)


def test_liability_is_what_is_paid_less_ones_own_fees() -> None:
    paid = SuitWalk(model(suit(stages=stages(fee=0))), UNDISCOUNTED).paths().losses

    assert np.array_equal(liability_by_trial(model(suit()), DISCOUNTED), paid)


def test_what_the_statute_does_not_allow_is_said() -> None:
    stretched = model(
        suit(
            ordinary_award={"pert": [100, 5000, 40000]},
            wilful_award=200_000,
            p_innocent=0.1,
            innocent_award=150,
        )
    )

    assert stretched.cautions == (
        "ordinary_award goes down to 100, below 750 a work",
        "ordinary_award goes up to 40,000, above 30,000 a work",
        "wilful_award goes up to 200,000, above 150,000 a work",
        "innocent_award goes down to 150, below 200 a work",
    )


def test_what_it_allows_is_not_remarked_on_and_neither_is_other_money() -> None:
    assert model(suit(p_wilful=0.9)).cautions == ()
    assert model(suit(ordinary_award=1, currency="CNY")).cautions == ()
