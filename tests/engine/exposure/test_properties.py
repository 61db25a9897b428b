"""What holds for any assumptions: more is never less, and parts make the whole."""

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.portfolio.register import Priced
from risks.engine.exposure.portfolio.score import amount
from risks.engine.exposure.portfolio.shares import attribution
from risks.engine.exposure.portfolio.tail import Tail
from risks.engine.money import Vector
from tests.engine.exposure.registers import (
    Json,
    event,
    governance,
    injunction,
    price_war,
    priced,
    stage,
    suit,
)
from tests.fuzz import examples

TRIALS = 2048
DRIVER = "macro"
settled = examples(20)
chances = st.floats(min_value=0, max_value=1)
rates = st.floats(min_value=0, max_value=2)
amounts = st.floats(min_value=1, max_value=1e8)
loadings = st.floats(min_value=-0.7, max_value=0.7)
MEASURES = ("rate_per_year", "probability_per_year", "probability_horizon")


def losses(risk: Json, *, loading: float, **terms: Any) -> Vector:
    loaded = risk | {"loadings": {DRIVER: loading}}
    return priced(loaded, trials=TRIALS, drivers=[DRIVER], **terms).total.dense()


@st.composite
def ordered(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> tuple[float, float]:
    low, high = sorted((draw(numbers), draw(numbers)))
    return low, high


@st.composite
def events(draw: st.DrawFn) -> Json:
    """Without an id."""
    low, high = draw(ordered(amounts))
    severity = draw(
        st.sampled_from(
            [
                {"lognormal90": [low, high]},
                {"pert": [low, (low + high) / 2, high]},
                {"constant": high},
            ]
        )
    )
    on = draw(st.sampled_from([{}, {DRIVER: draw(loadings)}]))
    measure = draw(st.sampled_from(MEASURES))
    return {"severity": severity, "loadings": on, measure: draw(chances)}


def named(kinds: list[Json]) -> list[Json]:
    return [event(f"risk {number}", **kind) for number, kind in enumerate(kinds)]


several = st.lists(events(), min_size=2, max_size=5).map(named)


@pytest.mark.parametrize("measure", MEASURES)
@given(pair=ordered(chances), loading=loadings)
@settled
def test_a_likelier_event_costs_no_less_in_any_trial_whatever_its_driver(
    pair: tuple[float, float], loading: float, measure: str
) -> None:
    less, more = (
        losses(event("event", **{measure: likely}), loading=loading) for likely in pair
    )

    assert np.all(less <= more)
    assert np.all(more[less > 0] > 0)


@given(pair=ordered(rates), loading=loadings)
@settled
def test_governance_at_a_larger_rate_costs_no_less_in_any_trial(
    pair: tuple[float, float], loading: float
) -> None:
    less, more = (
        losses(governance(rate_per_year=rate), loading=loading) for rate in pair
    )

    assert np.all(less <= more)


@given(pair=ordered(chances), loading=loadings)
@settled
def test_a_likelier_order_or_price_war_costs_no_less_in_any_trial(
    pair: tuple[float, float], loading: float
) -> None:
    order, rival_order = (
        losses(injunction(p_granted=likely), loading=loading) for likely in pair
    )
    war, rival_war = (
        losses(price_war(probability_horizon=likely), loading=loading)
        for likely in pair
    )

    assert np.all(order <= rival_order)
    assert np.all(war <= rival_war)


@pytest.mark.parametrize(
    "severity",
    [
        {"lognormal90": [1e3, 5e4]},
        {"pert": [1e3, 2e3, 9e4]},
        {"constant": 1e3},
    ],
)
@given(times=st.floats(min_value=1, max_value=1000), loading=loadings)
@settled
def test_a_dearer_event_costs_no_less_in_any_trial_whatever_its_driver(
    times: float, loading: float, severity: Json
) -> None:
    dearer = {
        way: (times * np.array(money)).tolist() for way, money in severity.items()
    }

    less, more = (
        losses(event(rate_per_year=0.3, severity=each), loading=loading)
        for each in (severity, dearer)
    )

    assert np.all(less <= more)
    assert np.array_equal(less > 0, more > 0)


@given(several)
@settled
def test_money_behind_the_score_is_no_more_together_than_apart(
    risks: list[Json],
) -> None:
    result = priced(*risks, trials=TRIALS, drivers=[DRIVER])

    apart = sum(
        amount(
            expected=result.risks[name].expected,
            tvar95=Tail(losses).mean_beyond(0.95) / 100,
        )
        for name, losses in result.losses.items()
    )
    whole = result.portfolio
    together = amount(expected=whole.expected, tvar95=whole.tvar95)
    assert together <= apart + 0.01 * (len(risks) + 1)


@given(several)
@settled
def test_the_parts_of_the_tail_make_the_whole_to_the_cent(risks: list[Json]) -> None:
    result = priced(*risks, trials=TRIALS, drivers=[DRIVER])

    parts = attribution(result.losses)

    assert all(part >= 0 for part in parts.values())
    cents = sum(round(100 * part) for part in parts.values())
    assert cents == round(100 * result.portfolio.tvar95)


@given(several, st.randoms(use_true_random=False))
@settled
def test_the_order_of_the_risks_moves_no_bit_of_the_sum(
    risks: list[Json], luck: Random
) -> None:
    shuffled = luck.sample(risks, len(risks))

    usual = priced(*risks, trials=TRIALS, drivers=[DRIVER])
    other = priced(*shuffled, trials=TRIALS, drivers=[DRIVER])

    assert other.hash == usual.hash
    assert other.portfolio == usual.portfolio


@given(risks=several, number=st.integers(min_value=0, max_value=1))
@settled
def test_a_risk_taken_out_leaves_the_others_to_the_bit(
    risks: list[Json], number: int
) -> None:
    removed = risks[number]["id"]
    rest = [risk for risk in risks if risk["id"] != removed]

    whole = priced(*risks, trials=TRIALS, drivers=[DRIVER])
    without = priced(*rest, trials=TRIALS, drivers=[DRIVER])

    kept = whole.total.dense() - whole.losses[removed].dense()
    assert kept.tolist() == without.total.dense().tolist()


@given(
    doublings=st.integers(min_value=1, max_value=12),
    whole=st.lists(st.integers(min_value=1, max_value=10**7), min_size=3, max_size=3),
    loading=loadings,
)
@settled
def test_all_money_doubled_doubles_every_cent_and_keeps_the_score(
    doublings: int, whole: list[int], loading: float
) -> None:
    def register(times: int) -> Priced:
        award, fee, severity = (times * money for money in whole)
        stages = [stage("trial", fee=fee), stage("appeal", fee=fee)]
        awards: Json = {"ordinary_award": award, "wilful_award": 4 * award}
        return priced(
            event(severity=severity, loadings={DRIVER: loading}),
            suit(works=3, stages=stages, **awards),
            trials=TRIALS,
            drivers=[DRIVER],
            capacity=times * 1e8,
        )

    before, after = register(1), register(2**doublings)

    assert (
        after.total.dense() / 2**doublings
    ).tolist() == before.total.dense().tolist()
    assert after.portfolio.p95 == 2**doublings * before.portfolio.p95
    assert after.portfolio.score == before.portfolio.score
    assert after.portfolio.p_positive == before.portfolio.p_positive
