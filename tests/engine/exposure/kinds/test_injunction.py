"""An injunction: by itself, and in the wake of its suit."""

import numpy as np
import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.kinds.copyright_suit import CopyrightSuit
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.portfolio.portfolio import liability, price_risk
from risks.engine.exposure.sampling.terms import Terms
from tests.engine.exposure.registers import (
    Json,
    cents,
    contested_suit,
    injunction,
    is_near,
    priced,
    stage,
    suit,
)

TERMS = Terms(currency="USD", capacity=1e7, discount_rate=0)
CERTAIN: Json = {"p_sought": 1, "p_granted": 1}
FIVE_MILLION: Json = {
    "p_sought": 1,
    "p_granted": 0.3,
    "months": 0,
    "retention_years": 0,
    "filter_once": 5e6,
    "filter_monthly": 0,
}


@pytest.mark.parametrize(("rate", "expected"), [(0, 4_560_000), (0.1, 4_469_002.77)])
def test_the_expected_cost_is_the_published_one(rate: float, expected: float) -> None:
    result = priced(injunction(), discount_rate=rate)

    assert result.portfolio.expected == expected
    assert is_near(result.total.dense(), expected)


def test_an_order_costs_margin_customers_and_a_filter() -> None:
    losses = cents(injunction(**CERTAIN), trials=2)

    assert losses.tolist() == [100 * (10.5e6 + 2.1e6 + 2e6 + 0.6e6)] * 2


def test_a_filter_already_built_costs_nothing_once_and_spares_its_share() -> None:
    built = cents(injunction(**CERTAIN, filter_built=0.8), trials=1)

    assert built[0] == pytest.approx(100 * (0.2 * 12.6e6 + 0.6e6))


def test_a_filter_built_that_spares_nothing_still_costs_nothing_once() -> None:
    built = cents(injunction(**CERTAIN, filter_built=True), trials=1)

    assert built[0] == 100 * (12.6e6 + 0.6e6)


@pytest.mark.parametrize("not_built", [False, 0, 0.0])
def test_a_filter_not_built_is_paid_for(not_built: object) -> None:
    losses = cents(injunction(**CERTAIN, filter_built=not_built), trials=1)

    assert losses[0] == 100 * 15.2e6


def test_what_starts_later_is_worth_less_today() -> None:
    later = cents(
        injunction(**CERTAIN, years_until=2, months=0), trials=1, discount_rate=0.1
    )

    assert later[0] == round(100 * (2.1e6 + 2e6) / 1.21)


def test_a_linked_injunction_falls_only_where_its_suit_is_lost() -> None:
    parsed = parse_risk(suit())
    assert isinstance(parsed, CopyrightSuit)

    result = priced(suit(), injunction(linked_suit="suit", **CERTAIN))

    enjoined = result.losses["injunction"].dense() > 0
    assert np.array_equal(enjoined, liability(parsed, TERMS))


@pytest.mark.parametrize("risk", [suit(), contested_suit()])
def test_its_expected_cost_follows_from_the_suits_tree(risk: dict[str, object]) -> None:
    result = priced(risk, injunction(linked_suit="suit"), discount_rate=0.08)

    metrics = result.risks["injunction"]
    assert metrics.standard_error == 0
    assert is_near(result.losses["injunction"].dense(), metrics.expected)


@pytest.mark.parametrize(
    ("loading", "expected"),
    [
        ("none", 600_000.00),
        ("weak", 626_942.01),
        ("moderate", 708_938.08),
        ("strong", 851_800.65),
    ],
)
def test_an_order_on_the_driver_of_its_suit_costs_what_both_together_do(
    loading: str, expected: float
) -> None:
    """The chance that both nodes fire: a bivariate normal of correlation a²."""
    on: Json = {"loadings": {"fair use": loading}}
    lost = suit(
        claims=[{"name": "direct", "p_liable": 0.4}],
        stages=[stage("trial")],
        p_appeal=0,
        **on,
    )
    order = injunction(linked_suit="suit", **FIVE_MILLION, **on)

    result = priced(lost, order, drivers=["fair use"])

    metrics = result.risks["injunction"]
    assert metrics.expected == expected
    assert is_near(result.losses["injunction"].dense(), metrics.expected)


def test_an_uncertain_order_on_the_driver_of_its_suit_is_simulated() -> None:
    on: Json = {"loadings": {"fair use": "strong"}, "p_granted": {"pert": [0, 0.3, 1]}}
    order = injunction(linked_suit="suit", **on)

    shared, apart = (
        priced(suit(loadings={driver: "strong"}), order, drivers=["fair use", "macro"])
        for driver in ("fair use", "macro")
    )

    assert shared.risks["injunction"].standard_error > 0
    assert apart.risks["injunction"].standard_error == 0


def test_to_lose_the_damages_and_be_enjoined_is_the_tail() -> None:
    apart = priced(suit(), injunction(p_sought=1, p_granted=0.1848))
    linked = priced(suit(), injunction(linked_suit="suit", **CERTAIN))

    assert linked.portfolio.expected == apart.portfolio.expected
    assert linked.portfolio.tvar95 > 1.1 * apart.portfolio.tvar95


def test_a_linked_injunction_is_not_priced_without_its_suit() -> None:
    linked = parse_risk(injunction(linked_suit="suit"))

    with pytest.raises(RegisterError, match='risk "injunction", linked_suit'):
        price_risk(linked, terms=TERMS)


def test_uncertain_numbers_in_which_the_cost_is_linear_keep_the_closed_form() -> None:
    vague = injunction(
        share={"pert": [0.1, 0.2, 0.6]},
        revenue_per_year={"lognormal90": [1e8, 2e8]},
        months={"pert": [3, 6, 18]},
    )

    result = priced(vague)

    assert result.portfolio.standard_error == 0
    assert is_near(result.total.dense(), result.portfolio.expected)
    assert priced(vague, discount_rate=0.1).portfolio.standard_error > 0
