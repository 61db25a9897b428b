"""A register as a whole: its sum, its hash, and what its figures depend on."""

import hashlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.portfolio.portfolio import price_risk
from risks.engine.exposure.portfolio.register import (
    Register,
    input_hash,
    price_register,
)
from risks.engine.exposure.sampling.distributions import Constant
from risks.engine.exposure.sampling.terms import ENGINE_VERSION, Terms
from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    is_near,
    parsed,
    price_war,
    priced,
    suit,
)
from tests.fuzz import examples

TERMS = Terms(currency="USD", capacity=1e7, discount_rate=0.08)
KINDS = (
    event("a"),
    event("b", rate_per_year=1),
    suit(),
    injunction(linked_suit="suit"),
    governance(),
    price_war(probability_horizon=0.4, cut={"pert": [0.1, 0.2, 0.5]}),
)

GOLDEN_NUMPY = "2.4.6"
GOLDEN_HASH = "c70002357f20f39a3f446263b9f396ee827e65156443f7c2ad98de840e442063"


def three_small_risks() -> tuple[Json, ...]:
    return (
        event("golden-once", probability_horizon=0.02),
        event("golden-rate", rate_per_year=0.01),
        event("golden-pert", probability_per_year=0.01, severity={"pert": [1, 5, 90]}),
    )


def test_the_golden_hash_of_three_small_risks_has_not_changed() -> None:
    """When it fails, the numbers changed: raise ENGINE_VERSION with the new hash."""
    result = priced(*three_small_risks(), discount_rate=0.08)

    assert (result.engine, result.hash) == (ENGINE_VERSION, GOLDEN_HASH), (
        f"recorded with numpy {GOLDEN_NUMPY}, now {np.__version__}"
    )


@given(st.permutations(KINDS))
@examples(6)
def test_the_order_of_the_risks_changes_no_bit(order: list[Json]) -> None:
    usual, other = priced(*KINDS, trials=512), priced(*order, trials=512)

    assert other.hash == usual.hash
    assert other.portfolio == usual.portfolio
    assert other.risks == usual.risks


def test_the_hash_is_of_the_vector_as_little_endian_cents() -> None:
    result = priced(event(probability_horizon=1, severity=2.5), trials=4)

    by_hand = np.array([250, 250, 250, 250], dtype="<i8").tobytes()
    assert result.hash == hashlib.sha256(by_hand).hexdigest()


def test_the_portfolio_is_the_sum_trial_by_trial() -> None:
    result = priced(*KINDS, discount_rate=0.08)

    assert np.array_equal(
        result.total.dense(), sum(each.dense() for each in result.losses.values())
    )
    assert np.array_equal(result.total.cents, np.rint(result.total.cents))
    assert list(result.losses) == [risk["id"] for risk in KINDS]


def test_the_expected_losses_of_the_risks_add_up_to_that_of_the_portfolio() -> None:
    result = priced(*KINDS, discount_rate=0.08)

    parts = sum(round(100 * metrics.expected) for metrics in result.risks.values())

    assert round(100 * result.portfolio.expected) == parts
    assert is_near(result.total.dense(), result.portfolio.expected)


def test_only_simulated_means_bring_an_error_to_the_sum() -> None:
    result = priced(*KINDS)

    alone = result.risks["price-war"].standard_error
    assert result.portfolio.standard_error == alone > 0
    assert priced(*KINDS[:5]).portfolio.standard_error == 0


def test_adding_a_risk_leaves_the_others_as_they_were() -> None:
    before, after = priced(*KINDS[:3]), priced(*KINDS)

    assert all(after.risks[risk] == metrics for risk, metrics in before.risks.items())


def test_vectors_that_are_known_are_not_drawn_again() -> None:
    register = parsed(*KINDS)
    full = price_register(register)
    known = {full.inputs[risk]: losses for risk, losses in full.losses.items()}

    again = price_register(register, prior=known)
    replaced = price_register(register, prior=known | {full.inputs["a"]: full.total})

    assert again.hash == full.hash
    assert replaced.losses["a"] is full.total


@pytest.mark.parametrize("trials", [1, 2, 1024, 65_536])
def test_any_power_of_two_prices(trials: int) -> None:
    result = priced(*KINDS, trials=trials)

    assert result.total.trials == trials


def test_the_default_is_the_most_trials_over_three_years() -> None:
    terms = parsed(event()).terms

    assert (terms.trials, terms.horizon_months) == (65_536, 36)


def test_the_json_is_the_documented_one() -> None:
    result = priced(event("a"), trials=16)

    assert list(result.as_json()) == ["risks", "natures", "portfolio", "engine", "hash"]
    assert result.as_json()["risks"] == {"a": result.risks["a"].as_json()}


def test_groups_are_sums_of_their_members() -> None:
    risks = (
        event("a", entity="WFOE", category="cyber"),
        event("b", entity="Cayman", category="cyber", rate_per_year=1),
        governance(entity="WFOE"),
        price_war(),
    )

    result = priced(*risks, trials=1024)

    labels = {name: list(labels) for name, labels in result.groups.items()}
    assert labels == {
        "entity": ["WFOE", "Cayman"],
        "category": ["cyber", "governance", "price_war"],
    }
    assert (
        result.groups["entity"]["WFOE"]
        == priced(risks[0], risks[2], trials=1024).portfolio
    )
    assert result.groups["category"]["price_war"] == result.risks["price-war"]


def test_the_categories_add_up_to_the_portfolio() -> None:
    result = priced(event("a", category="cyber"), *KINDS[1:], trials=1024)

    parts = result.groups["category"].values()
    cents = sum(round(100 * each.expected) for each in parts)
    assert cents == round(100 * result.portfolio.expected)


def test_a_register_without_labels_has_no_groups() -> None:
    assert priced(event(), trials=16).groups == {}
    assert list(priced(event(entity="WFOE"), trials=16).as_json()) == [
        *("risks", "groups", "natures", "portfolio", "engine", "hash")
    ]


def test_the_chance_of_more_than_the_appetite_is_measured() -> None:
    certain = event(probability_horizon=1, severity=1000)

    assert priced(certain, trials=16, appetite=999).portfolio.p_over_appetite == 1
    assert priced(certain, trials=16, appetite=1000).portfolio.p_over_appetite == 0


def test_a_risk_is_found_by_its_id_or_refused_with_the_nearest() -> None:
    known = parsed(event("breach"), event("flood"))

    assert known.risk("flood").id == "flood"
    with pytest.raises(
        RegisterError, match='is not in the register; did you mean "bre'
    ):
        known.risk("brech")


@pytest.mark.parametrize(
    "label",
    [
        {"entity": "WFOE"},
        {"category": "cyber"},
        {"evidence": [{"source": "audit", "date": "2026-05-01"}]},
    ],
)
def test_a_label_is_no_part_of_the_hash(label: Json) -> None:
    assert hash_of(event(**label)) == hash_of(event())


def test_what_the_accounts_know_of_a_suit_is_no_part_of_the_hash() -> None:
    assert hash_of(suit(accounting={"claimed": 5e6})) == hash_of(suit())


def hash_of(risk: Json, **terms: Any) -> str:
    changed = {name: getattr(TERMS, name) for name in Terms.__slots__} | terms
    return input_hash(parse_risk(risk), terms=Terms(**changed))


def test_the_same_inputs_have_the_same_hash_however_they_are_written() -> None:
    plain = event(severity=1000)
    turned = dict(reversed(plain.items())) | {"severity": {"constant": 1000.0}}

    assert hash_of(plain) == hash_of(turned)
    assert len(hash_of(plain)) == 64


@pytest.mark.parametrize(
    "terms",
    [
        {"discount_rate": 0.09},
        {"horizon_months": 24},
        {"trials": 1024},
    ],
)
def test_every_term_that_moves_a_loss_is_part_of_the_hash(
    terms: dict[str, Any],
) -> None:
    assert hash_of(event(), **terms) != hash_of(event())


@pytest.mark.parametrize("terms", [{"capacity": 2e7}, {"appetite": 1e6}])
def test_what_losses_are_measured_against_does_not_redraw_them(
    terms: dict[str, Any],
) -> None:
    assert hash_of(event(), **terms) == hash_of(event())


@pytest.mark.parametrize(
    "changed",
    [
        event("other"),
        event(probability_horizon=0.2),
        event(probability_per_year=0.1),
        event(severity={"lognormal90": [1e5, 2e6]}),
        event(severity={"pert": [1e5, 1e5, 1e6]}),
    ],
)
def test_every_parameter_is_part_of_the_hash(changed: Json) -> None:
    assert hash_of(changed) != hash_of(event())


def test_a_linked_injunction_depends_on_its_suit() -> None:
    linked = parse_risk(injunction(linked_suit="suit"))
    one, other = parse_risk(suit()), parse_risk(suit(p_wilful=0.3))
    assert isinstance(one, CopyrightSuit)
    assert isinstance(other, CopyrightSuit)

    before = input_hash(linked, terms=TERMS, linked=one)

    assert input_hash(linked, terms=TERMS, linked=other) != before


def test_the_discounting_of_the_terms_agrees_with_itself() -> None:
    months = np.array([0.0, 12.0])

    assert TERMS.factor(1.0) == pytest.approx(1 / 1.08)
    assert TERMS.annuity(months)[0] == 0
    assert TERMS.annuity(months)[1] == pytest.approx(
        sum(1.08 ** (-month / 12) for month in range(1, 13))
    )


def test_a_risk_too_large_to_count_is_refused_by_name() -> None:
    huge = event("huge", probability_horizon=1, severity={"lognormal90": [1, 9e13]})

    with pytest.raises(RegisterError, match='risk "huge", loss: can exceed 90,071,992'):
        priced(huge)


def test_a_sum_too_large_to_count_is_refused() -> None:
    large = [event(name, probability_horizon=1, severity=5e13) for name in "ab"]

    with pytest.raises(RegisterError, match="the total loss: can exceed"):
        priced(*large)


def test_a_register_made_without_a_file_is_checked_all_the_same() -> None:
    risk = parse_risk(event())

    with pytest.raises(RegisterError, match='risk "event", id: is there twice'):
        Register(terms=TERMS, risks=(risk, risk))
    with pytest.raises(RegisterError, match="risks: must hold at least one"):
        Register(terms=TERMS, risks=())


def test_a_risk_priced_by_itself_may_not_bring_events_without_end() -> None:
    risk = parse_risk(event(rate_per_year=1e9))

    with pytest.raises(RegisterError, match='risk "event", rate_per_year: may bring'):
        price_risk(risk, terms=TERMS)


def test_a_suit_is_found_by_the_injunctions_that_name_it() -> None:
    register = parsed(contested_suit(), injunction(linked_suit="suit"), event())

    found = [register.suit_of(risk) for risk in register.risks]

    assert [each and each.id for each in found] == [None, "suit", None]


def test_a_decided_node_is_certain_and_the_rest_as_stated() -> None:
    decided = parse_risk(suit(decided={"direct": "liable"}))
    assert isinstance(decided, CopyrightSuit)
    stated = Constant(value=0.5)

    assert decided.chance("claim direct", stated) == Constant(value=1.0)
    assert decided.chance("stage direct", stated) == stated
