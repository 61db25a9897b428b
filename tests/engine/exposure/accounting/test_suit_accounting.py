"""A suit in the accounts: classes, amounts and movements computed by hand."""

from typing import Any

import pytest

from risks.engine.exposure.accounting.standards import Standard
from risks.engine.exposure.accounting.suit_accounting import Contingency, account
from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.sampling.terms import Terms
from tests.engine.exposure.registers import Json, contested_suit, stage, suit
from tests.engine.exposure.suit.suits import UNDISCOUNTED, model, one_stage


def matter(*, p_liable: float = 0.8, p_settle: float = 0.3, **accounting: Any) -> Json:
    """Settled for 400 at 30 %, else tried: 1,000 is lost with p_liable, or nothing.

    At 80 % the endings are 1,000 at 56 %, 400 at 30 %, nothing at 14 %: P(outflow)
    is 86 % and the expected value 680, so 790.70 where there is an outflow.
    """
    trial = stage("trial", years=2, fee=50, p_settle=p_settle, settlement=400)
    claims = [{"name": "direct", "p_liable": p_liable}]
    known = {"accounting": accounting} if accounting else {}
    return one_stage(stages=[trial], claims=claims, p_wilful=0, p_appeal=0, **known)


def tried(**accounting: Any) -> Json:
    """1,000 at 80 %, or nothing."""
    return matter(p_settle=0, **accounting)


def accounted(
    risk: Json, *, standard: Standard = "ifrs", terms: Terms = UNDISCOUNTED
) -> Contingency:
    return account(model(risk), terms=terms, standard=standard)


def test_the_figures_of_the_estimate_are_the_calculated_ones() -> None:
    estimate = accounted(matter()).estimate

    assert [(each.name, each.amount) for each in estimate.endings] == [
        ("damages, ordinary", 1000),
        ("settled: trial", 400),
        ("dismissed: trial", 0),
    ]
    assert estimate.p_outflow == pytest.approx(0.86)
    assert estimate.expected == pytest.approx(680)
    assert (estimate.low, estimate.high) == (400, 1000)


@pytest.mark.parametrize(
    ("measurement", "provision", "accrual"),
    [("single", 790.7, 1000), ("population", 680, 680), ("range", 700, 400)],
)
def test_each_standard_measures_in_its_own_way(
    measurement: str, provision: float, accrual: float
) -> None:
    row = accounted(matter(measurement=measurement))

    assert row.ias37.provision == provision
    assert row.asc450.provision == accrual


def test_the_likeliest_outcome_is_set_beside_the_others() -> None:
    basis = " ".join(accounted(matter()).ias37.basis)

    assert "The other outflows are mostly lower (30.0 % lower, 0.0 % higher)" in basis
    assert "towards the expected outflow of 790.70, to 790.70 (IAS 37.40)" in basis


@pytest.mark.parametrize(
    ("p_liable", "ias37", "asc450"),
    [
        (0.04, "remote", "remote"),
        (0.07, "possible", "remote"),
        (0.3, "possible", "reasonably possible"),
        (0.5, "possible", "reasonably possible"),
        (0.51, "probable", "reasonably possible"),
        (0.75, "probable", "probable"),
    ],
)
def test_the_classes_follow_the_probability_of_an_outflow(
    p_liable: float, ias37: str, asc450: str
) -> None:
    claims = [{"name": "direct", "p_liable": p_liable}]

    row = accounted(one_stage(claims=claims, p_appeal=0))

    assert row.ias37.proposed_class == ias37
    assert row.asc450.proposed_class == asc450


def test_an_even_chance_under_drivers_is_still_not_more_likely_than_not() -> None:
    loaded = one_stage(p_appeal=0, loadings={"fair use": 0.9})

    assert accounted(loaded).ias37.proposed_class == "possible"


def test_ones_own_fees_make_no_outflow_probable() -> None:
    won = one_stage(claims=[{"name": "direct", "p_liable": 0.01}], p_appeal=0)

    row = accounted(won)

    assert row.estimate.p_outflow == pytest.approx(0.01)
    assert row.ias37.proposed_class == "remote"


def test_without_a_present_obligation_there_is_no_provision() -> None:
    denied = accounted(tried(present_obligation=False))

    assert denied.ias37.proposed_class == "possible"
    assert denied.ias37.provision == 0
    assert denied.ias37.best == 1000
    assert ".16(b)" in denied.ias37.basis[0]


def test_without_a_liability_incurred_there_is_no_accrual() -> None:
    denied = accounted(tried(present_obligation=False), standard="us_gaap")

    assert denied.asc450.proposed_class == "reasonably possible"
    assert denied.movement.closing == 0
    assert "no liability had been incurred" in denied.asc450.basis[0]


def test_a_present_obligation_is_deemed_or_stated() -> None:
    deemed, stated = accounted(matter()), accounted(matter(present_obligation=True))

    assert "IAS 37.15" in deemed.ias37.basis[0]
    assert "There is a present obligation" in stated.ias37.basis[0]


def test_a_provision_is_discounted_where_that_is_material() -> None:
    dear, cheap = (
        accounted(tried(pre_tax_rate=0.1)),
        accounted(tried(pre_tax_rate=0.01)),
    )

    assert dear.ias37.provision == round(1000 / 1.21, 2)
    assert dear.asc450.provision == 1000
    assert cheap.ias37.provision == 1000


@pytest.mark.parametrize(
    ("insurance", "recognised"),
    [
        ({"amount": 300, "virtually_certain": True}, 300),
        ({"amount": 5000, "virtually_certain": True}, 1000),
        ({"amount": 300}, 0),
    ],
)
def test_insurance_is_recognised_when_virtually_certain_up_to_the_provision(
    insurance: Json, recognised: float
) -> None:
    row = accounted(tried(insurance=insurance))

    assert row.ias37.reimbursement == recognised
    assert row.ias37.provision == 1000


def test_the_movement_leads_from_the_opening_to_the_provision() -> None:
    more = accounted(tried(opening=300, used=50, fx=-10.05)).movement
    less = accounted(tried(opening=3000, used=50)).movement

    assert (more.additions, more.reversed, more.closing) == (760.05, 0, 1000)
    assert (less.additions, less.reversed, less.closing) == (0, 1950, 1000)


def test_the_standard_that_governs_moves_the_provision() -> None:
    ifrs = accounted(matter(measurement="range"))
    us_gaap = accounted(matter(measurement="range"), standard="us_gaap")

    assert (ifrs.movement.closing, us_gaap.movement.closing) == (700, 400)
    assert (ifrs.excess, us_gaap.excess) == (300, 600)


def test_nothing_in_excess_is_shown_of_a_remote_matter() -> None:
    remote = one_stage(claims=[{"name": "direct", "p_liable": 0.01}], p_appeal=0)

    assert accounted(remote).excess == 0


def test_an_exemption_spares_the_figures_under_ias_37_alone() -> None:
    exempt = matter(exemption={"reason": "trial in May", "approved_by": "the board"})

    ifrs, us_gaap = accounted(exempt), accounted(exempt, standard="us_gaap")

    assert not ifrs.disclosed
    assert "general nature of the dispute" in (ifrs.note or "")
    assert us_gaap.disclosed
    assert "no exemption" in (us_gaap.note or "")


def test_horizon_and_discount_rate_of_the_register_are_no_matter() -> None:
    terms = Terms(currency="USD", capacity=1, discount_rate=0.2, horizon_months=1)

    assert accounted(suit(), terms=terms) == accounted(suit())


def test_what_the_accounts_know_moves_no_ending() -> None:
    known = contested_suit(accounting={"opening": 5, "claimed": 1e9})

    assert accounted(known).estimate == accounted(contested_suit()).estimate


def test_the_money_is_the_suits_own() -> None:
    assert accounted(matter()).currency == "USD"
    assert accounted(matter() | {"currency": "EUR"}).currency == "EUR"


def test_an_amount_beyond_counting_is_refused() -> None:
    endless = one_stage(works=1e9, ordinary_award=9e13, wilful_award=9e13, p_appeal=0)

    with pytest.raises(RegisterError, match='risk "suit", loss: can exceed'):
        accounted(endless)


def test_a_row_as_json_tells_classes_range_and_movement() -> None:
    row: Any = accounted(tried(opening=300, court="S.D.N.Y.")).as_json()

    assert (row["low"], row["best"], row["high"]) == (1000, 1000, 1000)
    assert row["ias37"]["proposed_class"] == "probable"
    assert row["movement"]["additions"] == 700
    assert row["court"] == "S.D.N.Y."
