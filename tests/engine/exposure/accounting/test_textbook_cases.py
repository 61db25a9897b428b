"""Cases of IAS 37, of its illustrative examples, and of ASC 450-20-55, in figures."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.accounting.standards import HousePolicy, Standard
from risks.engine.exposure.accounting.suit_accounting import Contingency, account
from risks.engine.exposure.documents.refusal import RegisterError
from tests.engine.exposure.registers import Json, stage
from tests.engine.exposure.suit.suits import UNDISCOUNTED, model, one_stage
from tests.fuzz import examples

MILLION = 1_000_000
WARRANTY = {MILLION: 0.20, 4 * MILLION: 0.05}


def costing(amounts: dict[int, float], **accounting: Any) -> Json:
    """Each amount with its probability, and nothing with the rest."""
    chance = sum(amounts.values())
    table = [[amount, p / chance] for amount, p in sorted(amounts.items())]
    only = stage("talks", p_continue=chance, p_settle=1, settlement={"table": table})
    return one_stage(stages=[only], accounting=accounting)


def accounted(
    risk: Json, standard: Standard = "ifrs", policy: HousePolicy | None = None
) -> Contingency:
    return account(
        model(risk),
        terms=UNDISCOUNTED,
        standard=standard,
        policy=policy or HousePolicy(),
    )


def test_warranties_are_measured_at_their_expected_value() -> None:
    row = accounted(costing(WARRANTY, measurement="population"))

    assert row.ias37.proposed_class == row.asc450.proposed_class == "probable"
    assert row.ias37.provision == row.asc450.provision == 400_000
    assert "judged over the class" in row.ias37.basis[0]


def test_one_such_obligation_alone_is_not_probable() -> None:
    row = accounted(costing(WARRANTY))

    assert row.ias37.proposed_class == "possible"
    assert row.ias37.provision == 0


def test_a_repair_that_may_take_further_attempts_is_provided_for_above_the_first() -> (
    None
):
    repair = costing({1_000: 0.6, 1_500: 0.25, 2_000: 0.15})

    row = accounted(repair)

    assert row.ias37.provision == 1_275
    assert row.asc450.provision == 1_000
    assert "mostly higher (0.0 % lower, 40.0 % higher)" in row.ias37.basis[1]


def test_an_only_outcome_is_the_best_estimate_although_nothing_may_be_paid() -> None:
    row = accounted(costing({MILLION: 0.6}))

    assert row.ias37.provision == MILLION
    assert "The only possible outflow" in row.ias37.basis[1]


def test_outcomes_as_often_lower_as_higher_leave_the_most_likely_alone() -> None:
    row = accounted(costing({1_000: 0.3, 3_000: 0.4, 9_000: 0.3}))

    assert row.ias37.provision == 3_000


def test_poisoned_guests_whose_claim_the_lawyers_expect_to_fail_are_disclosed() -> None:
    row = accounted(costing({MILLION: 0.3}))

    assert row.ias37.provision == 0
    assert row.disclosed
    assert row.excess == MILLION


def test_poisoned_guests_whose_claim_develops_for_the_worse_are_provided_for() -> None:
    row = accounted(costing({MILLION: 0.7}))

    assert row.ias37.provision == MILLION


def test_nothing_is_disclosed_of_what_is_remote() -> None:
    row = accounted(costing({MILLION: 0.01}))

    assert "nothing is disclosed" in row.ias37.basis[0]
    assert not row.disclosed
    assert row.excess == 0


def test_a_range_without_a_better_estimate_accrues_its_minimum_of_3_million() -> None:
    even = {3 * MILLION: 0.3, 6 * MILLION: 0.3, 9 * MILLION: 0.3}

    row = accounted(costing(even), "us_gaap")

    assert row.asc450.provision == 3 * MILLION
    assert row.excess == 6 * MILLION
    assert "its minimum, 3,000,000.00, is accrued" in row.asc450.basis[-1]


def test_a_better_estimate_of_4_million_within_the_range_is_accrued() -> None:
    better = {3 * MILLION: 0.1, 4 * MILLION: 0.6, 9 * MILLION: 0.2}

    row = accounted(costing(better), "us_gaap")

    assert row.asc450.provision == 4 * MILLION
    assert row.excess == 5 * MILLION


@pytest.mark.parametrize(
    ("settlement", "accrued", "because"),
    [
        ({"pert": [200, 500, 900]}, 200, "its minimum, 200.00"),
        ({"table": [[300, 0.5], [700, 0.5]]}, 300, "its minimum, 300.00"),
        ({"constant": 450}, 450, "its minimum, 450.00"),
    ],
)
def test_the_minimum_of_a_range_is_the_one_that_is_stated(
    settlement: Json, accrued: float, because: str
) -> None:
    talks = stage("talks", p_settle=1, settlement=settlement)
    facts = {"measurement": "range"}

    row = accounted(one_stage(stages=[talks], accounting=facts), "us_gaap")

    assert row.asc450.provision == accrued
    assert because in row.asc450.basis[1]


def test_only_a_range_without_a_stated_minimum_accrues_the_low_end_and_says_so() -> (
    None
):
    talks = stage("talks", p_settle=1, settlement={"lognormal90": [200, 900]})
    facts = {"measurement": "range"}

    row = accounted(one_stage(stages=[talks], accounting=facts), "us_gaap")

    assert row.asc450.provision == pytest.approx(200, rel=0.02)
    assert "no minimum is stated" in row.asc450.basis[1]


def test_a_loss_that_cannot_be_estimated_leaves_no_figure() -> None:
    reason = "Discovery has not begun."
    risk = costing(
        {MILLION: 0.9},
        cannot_be_estimated=reason,
        claimed=75 * MILLION,
        public_statements="The claim is without merit.",
    )

    row = accounted(risk)

    told: Any = row.as_json()
    assert row.ias37.proposed_class == row.asc450.proposed_class == "probable"
    assert (row.ias37.provision, row.ias37.best, row.excess) == (0, None, 0)
    assert {told[name] for name in ("low", "best", "high", "expected")} == {None}
    assert told["endings"] == told["amounts"] == []
    assert (told["claimed"], told["cannot_be_estimated"]) == (75 * MILLION, reason)
    assert told["public_statements"] == "The claim is without merit."
    assert "IAS 37.26" in row.ias37.basis[-1]
    assert "450-20-50-4" in row.asc450.basis[-1]


def test_own_fees_are_accrued_by_policy_under_asc_450_and_never_in_the_class() -> None:
    dear = one_stage(
        claims=[{"name": "direct", "p_liable": 0.05}],
        p_appeal=0,
        stages=[stage("trial", fee=500)],
    )
    accrues = HousePolicy(accrues_own_fees=True)

    incurred, accrued = accounted(dear), accounted(dear, policy=accrues)

    assert (incurred.asc450.own_fees, accrued.asc450.own_fees) == (0, 500)
    assert accrued.ias37.own_fees == 0
    assert incurred.asc450.proposed_class == accrued.asc450.proposed_class == "remote"
    assert accrued.asc450.provision == 0


def test_a_stricter_house_calls_less_of_it_probable() -> None:
    risk = costing({MILLION: 0.8})

    strict = accounted(risk, policy=HousePolicy(asc_probable_from=0.9))

    assert accounted(risk).asc450.proposed_class == "probable"
    assert strict.asc450.proposed_class == "reasonably possible"


def test_the_values_of_a_table_are_possible_amounts_and_their_mean_is_none() -> None:
    row = accounted(costing({1 * MILLION: 0.5, 5 * MILLION: 0.3}))

    amounts = [each.amount for each in row.estimate.outflows]
    assert amounts == [1 * MILLION, 5 * MILLION]


def test_an_amount_nearly_as_likely_is_named() -> None:
    row = accounted(costing({3 * MILLION: 0.35, 10 * MILLION: 0.33}))

    near = "an outflow of 10,000,000.00, at 33.0 %"
    assert near in " ".join(row.ias37.basis)
    assert near in " ".join(row.asc450.basis)


def talks(settles: list[float]) -> list[Json]:
    """A motion, talks in as many rounds as chances, and a trial for 10 million."""
    rounds = [
        stage(f"round {number}", p_settle=chance, settlement=3 * MILLION)
        for number, chance in enumerate(settles)
    ]
    return [stage("motion", p_continue=0.9), *rounds, stage("trial")]


def of_ten_million(stages: list[Json], **fields: Any) -> Json:
    return one_stage(
        works=1000,
        ordinary_award=10_000,
        p_wilful=0,
        p_appeal=0,
        claims=[{"name": "direct", "p_liable": 0.7}],
        stages=stages,
    ) | (fields)


@examples(25)
@given(
    whole=st.floats(0.05, 0.95),
    part=st.floats(0.05, 0.95),
    standard=st.sampled_from(["ifrs", "us_gaap"]),
)
def test_how_the_stages_are_cut_moves_no_amount(
    whole: float, part: float, standard: Any
) -> None:
    first = whole * part
    second = 1 - (1 - whole) / (1 - first)

    merged, cut = (
        accounted(of_ten_million(talks(chances)), standard)
        for chances in ([whole], [first, second])
    )

    one, other = merged.estimate.likeliest, cut.estimate.likeliest
    assert one
    assert other
    if not merged.estimate.near_ties:
        assert one.amount == other.amount
    assert merged.ias37.best == pytest.approx(cut.ias37.best, abs=0.02)


@pytest.mark.parametrize("standard", ["ifrs", "us_gaap"])
def test_a_fee_award_of_a_dollar_flips_nothing(standard: Any) -> None:
    stages = talks([0.35])
    fees: Json = {"fee_award": 1, "p_fee_award": 0.5}

    plain = accounted(of_ten_million(stages), standard)
    shifted = accounted(of_ten_million(stages, **fees), standard)

    assert plain.estimate.likeliest
    assert plain.estimate.likeliest.amount == 10 * MILLION
    assert shifted.governing.best == pytest.approx(plain.governing.best, abs=1)


REFUSED: list[tuple[Json, str]] = [
    (
        {"opening": 100, "used": 150},
        "used: must not exceed the opening provision of 100.00, not 150.00",
    ),
    (
        {"cannot_be_estimated": "Too early.", "measurement": "range"},
        "measurement: contradicts cannot_be_estimated: nothing is measured",
    ),
    (
        {"exemption": {"reason": "trial in May", "approved_by": "the board"}},
        "exemption: contradicts the class: nothing of a remote matter is disclosed",
    ),
]


@pytest.mark.parametrize(("accounting", "said"), REFUSED)
def test_a_field_that_contradicts_another_or_the_class_is_refused_by_name(
    accounting: Json, said: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        accounted(costing({MILLION: 0.01}, **accounting))

    assert str(refused.value) == f'risk "suit", accounting.{said}'
