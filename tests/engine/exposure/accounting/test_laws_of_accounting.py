"""What holds for every suit in the accounts."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.accounting.suit_accounting import account, movement
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.sampling.terms import Terms
from risks.engine.exposure.suit.paths import liability_by_trial
from tests.engine.exposure.registers import Json, contested_suit, is_near, stages
from tests.engine.exposure.suit.suits import UNDISCOUNTED, model
from tests.fuzz import examples

FEW = Terms(currency="USD", capacity=1e7, discount_rate=0.08, trials=1024)
CLASSES = ["remote", "possible", "reasonably possible", "probable"]

chances = st.floats(0, 1)
amounts = st.integers(0, 10**12).map(lambda cents: cents / 100)


@st.composite
def contested(draw: st.DrawFn) -> Json:
    settled = stages(p_settle=draw(chances), settlement={"pert": [1e5, 2e6, 5e6]})
    facts = {
        "measurement": draw(st.sampled_from(["single", "population", "range"])),
        "pre_tax_rate": draw(st.sampled_from([0, 0.03, 0.2])),
        "opening": draw(amounts),
        "insurance": {"amount": draw(amounts), "virtually_certain": True},
    }
    return contested_suit(
        stages=settled,
        claims=[{"name": "direct", "p_liable": draw(chances)}],
        p_wilful=draw(chances),
        loadings={"fair use": draw(st.sampled_from([0, 0.4, -0.6]))},
        fee_award={"lognormal90": [1e4, 1e7]},
        p_fee_award=draw(chances),
        accounting=facts,
    )


@examples(40)
@given(risk=contested(), standard=st.sampled_from(["ifrs", "us_gaap"]))
def test_a_row_is_consistent_in_itself(risk: Json, standard: Any) -> None:
    row = account(model(risk), terms=FEW, standard=standard)

    high = round(100 * row.estimate.high)
    assert math.fsum(each.probability for each in row.estimate.endings) == (
        pytest.approx(1)
    )
    for each in (row.ias37, row.asc450):
        assert each.best is not None
        assert 0 <= each.reimbursement <= each.provision <= each.best
        assert round(100 * each.best) <= high
    assert row.movement.closing == row.governing.provision
    assert row.excess >= 0


@given(
    opening=amounts, used=amounts, fx=amounts, provision=amounts, weaker=st.booleans()
)
def test_every_cent_of_the_movement_is_accounted_for(
    opening: float, used: float, fx: float, provision: float, *, weaker: bool
) -> None:
    used, opening = sorted((opening, used))
    facts = AccountingFacts(opening=opening, used=used, fx=-fx if weaker else fx)

    moved = movement(facts, provision=provision)

    flows = (moved.opening, moved.additions, -moved.used, -moved.reversed, moved.fx)
    assert sum(round(100 * each) for each in flows) == round(100 * moved.closing)
    assert min(moved.additions, moved.reversed) == 0
    assert moved.closing == provision


@examples(25)
@given(pair=st.tuples(chances, chances), fields=contested())
def test_a_likelier_outflow_is_never_in_a_lower_class(
    pair: tuple[float, float], fields: Json
) -> None:
    rows = [
        account(
            model(fields | {"claims": [{"name": "direct", "p_liable": chance}]}),
            terms=FEW,
            standard="ifrs",
        )
        for chance in sorted(pair)
    ]

    for name in ("ias37", "asc450"):
        low, high = (getattr(row, name).proposed_class for row in rows)
        assert CLASSES.index(low) <= CLASSES.index(high)


@examples(15)
@given(fee=st.floats(0, 1e7), months=st.integers(1, 60), rate=st.floats(0, 1))
def test_neither_own_fees_nor_the_registers_terms_touch_the_liability(
    fee: float, months: int, rate: float
) -> None:
    terms = Terms(
        currency="USD",
        capacity=1,
        discount_rate=rate,
        horizon_months=months,
        trials=FEW.trials,
    )
    dear = [each | {"fee": fee} for each in contested_suit()["stages"]]

    row = account(model(contested_suit(stages=dear)), terms=terms, standard="ifrs")

    assert row == account(model(contested_suit()), terms=FEW, standard="ifrs")


@pytest.mark.parametrize("loadings", [{}, {"fair use": "strong"}])
@pytest.mark.parametrize("works", [1000, {"lognormal90": [200, 3000]}])
def test_the_trials_of_the_liability_have_the_enumerated_mean(
    loadings: Json, works: object
) -> None:
    judged: Json = {"fee_award": 1e6, "p_fee_award": 0.5, "judgment_interest": 0.05}
    risk = model(contested_suit(loadings=loadings, works=works, **judged))

    liability = liability_by_trial(risk, UNDISCOUNTED)

    expected = account(risk, terms=UNDISCOUNTED, standard="ifrs").estimate.expected
    assert is_near(np.rint(100 * liability), expected)
