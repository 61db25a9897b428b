"""Sensitivity: each input alone at its own P10 and P90, on the same draws."""

import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.explanation.confidence import width_of
from risks.engine.exposure.explanation.inputs import inputs_of, with_input
from risks.engine.exposure.explanation.tornado import Bar, tornado
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.portfolio.register import price_register
from risks.engine.exposure.sampling.distributions import Constant, Lognormal90, Pert
from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    parsed,
    price_war,
    suit,
)


def bars(risk_id: str, *risks: Json) -> dict[str, Bar]:
    return {bar.input: bar for bar in tornado(parsed(*risks), risk_id)}


def test_an_uncertain_input_stands_at_its_p10_and_p90() -> None:
    severity = bars("event", event())["severity"]

    # exp(μ ± 1.2815516 σ) of the 90 % interval from 100,000 to 1,000,000
    assert severity.low.value == pytest.approx(128_954.35, abs=0.01)
    assert severity.high.value == pytest.approx(775_468.24, abs=0.01)
    assert not severity.assumed


def test_an_end_is_the_risk_priced_with_that_value() -> None:
    severity = bars("event", event())["severity"]

    by_hand = price_register(parsed(event(severity=severity.high.value))).portfolio
    assert severity.high.expected == by_hand.expected
    assert severity.high.tvar95 == by_hand.tvar95
    assert severity.swing == round(severity.high.expected - severity.low.expected, 2)


def test_a_certain_number_is_doubted_by_a_tenth_and_said_to_be() -> None:
    found = bars("price-war", price_war(probability_horizon=0.9, cut=0.4))

    assert found["months"].assumed
    assert (found["months"].low.value, found["months"].high.value) == (10.8, 13.2)
    own = found["own_elasticity"]
    assert (own.low.value, own.high.value) == pytest.approx((-1.65, -1.35))


@pytest.mark.parametrize(
    ("stated", "low", "high"), [(0.1, 0.09, 0.11), (0.9, 0.89, 0.91), (0.5, 0.45, 0.55)]
)
def test_a_chance_is_doubted_by_a_tenth_of_itself_or_of_its_complement(
    stated: float, low: float, high: float
) -> None:
    found = bars("event", event(probability_horizon=stated))["probability_horizon"]

    assert (found.low.value, found.high.value) == pytest.approx((low, high))


def test_what_is_certain_not_to_be_and_certain_to_be_is_no_estimate() -> None:
    found = bars("suit", suit(p_reversed=0, p_wilful=1))

    assert "p_reversed" not in found
    assert "p_wilful" not in found
    assert "p_appeal" in found


def test_every_nested_input_of_a_suit_has_its_bar_under_the_name_of_the_file() -> None:
    found = bars("suit", contested_suit(works={"pert": [1, 5, 9]}))

    assert found["stages[1].fee"].label == "summary_judgment fee"
    assert found["stages[3].fee"].label == "appeal fee"
    assert found["claims[1].p_liable"].label == "contributory p_liable"
    assert found["works"].label == "works"


def test_tiers_have_their_bars_too() -> None:
    found = bars("governance", governance())

    assert found["tiers[1].loss"].label == "suspension loss"
    assert set(found) == {"rate_per_year", "tiers[0].loss", "tiers[1].loss"}


def test_a_linked_injunction_is_moved_by_its_own_inputs() -> None:
    found = bars("injunction", injunction(linked_suit="suit"), suit())

    assert found["p_granted"].swing > 0
    assert "stages[0].fee" not in found


def test_the_widest_bar_comes_first() -> None:
    found = tornado(parsed(contested_suit(), discount_rate=0.08), "suit")

    swings = [bar.swing for bar in found]
    assert swings == sorted(swings, reverse=True)
    assert found[0].input == "wilful_award"


def test_a_rate_is_doubted_no_further_than_it_may_be_stated() -> None:
    found = bars("event", event(rate_per_year=33, severity=1))["rate_per_year"]

    assert found.high.value == pytest.approx(100 / 3)


def test_a_risk_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(RegisterError) as refused:
        tornado(parsed(event("breach")), "brech")

    assert str(refused.value) == (
        'risk "brech": is not in the register; did you mean "breach"?'
    )


@pytest.mark.parametrize(
    "risk", [event(), contested_suit(), injunction(), governance(), price_war()]
)
def test_an_input_put_back_leaves_the_risk_as_it_was(risk: Json) -> None:
    stated = parse_risk(risk)

    for one in inputs_of(stated):
        moved = with_input(stated, one, Constant(value=0.123))
        assert moved != stated
        assert with_input(moved, one, one.number) == stated


def test_inputs_are_read_under_their_names() -> None:
    found = {one.path: one for one in inputs_of(parse_risk(event(rate_per_year=2)))}

    assert found["rate_per_year"].number == Constant(value=2)
    assert found["severity"].number == Lognormal90(low=1e5, high=1e6)
    assert found["severity"].is_money
    assert not found["rate_per_year"].is_share


def test_the_width_is_that_of_the_widest_amount_of_money() -> None:
    assert width_of(parse_risk(event())) == pytest.approx(10)
    assert width_of(parse_risk(event(severity=5))) == 1
    tiers = governance(
        tiers=[
            {"name": "fine", "q": 0.5, "loss": {"lognormal90": [1, 40]}},
            {"name": "ban", "q": 0.5, "loss": {"lognormal90": [1, 4]}},
        ]
    )
    assert width_of(parse_risk(tiers)) == pytest.approx(40)
    point = Pert(low=5, mode=5, high=5)
    assert width_of(parse_risk(event(severity={"pert": [5, 5, 5]}))) == 1, point
