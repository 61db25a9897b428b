"""Rows that cannot be estimated, and what time and the discount rate do to one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.accounting.amounts import Timing
from risks.engine.exposure.accounting.time_value import time_value
from risks.register.models import Company
from risks.reports.operations import ContingencyRefused, approve
from risks.reports.operations.movements import movement
from risks.reports.queries.contingencies import totals
from risks.reports.queries.inference import warnings
from tests.exposure.examples import assume
from tests.factories import NOW, make_company, make_person
from tests.reports.contingencies import (
    LOSING,
    QUARTER_END,
    YEAR_END,
    as_it_stands,
    make_contingency,
    make_suit,
    prepared,
    reviewed,
    signed,
)

REASON = "Discovery has not begun."
IN_TWO_YEARS = Timing(shares=((2.0, 1.0),))
cents = st.integers(0, 10**12).map(lambda amount: Decimal(amount) / 100)
rates = st.floats(0, 0.5)


def discounted(rate: float) -> dict[str, Any]:
    return {**LOSING, "accounting": {"pre_tax_rate": rate}}


@pytest.mark.django_db
def test_a_row_that_cannot_be_estimated_keeps_no_figure() -> None:
    facts = {"claimed": 75_000_000, "public_statements": "Without merit."}
    suit = make_suit(parameters={**LOSING, "accounting": facts})

    row = prepared(suit, cannot_be_estimated=REASON)

    assert (row.low, row.best, row.high, row.excess) == (None, None, None, None)
    assert row.closing == row.proposed_closing == 0
    assert row.ifrs_class == "probable"
    assert row.claimed == 75_000_000
    assert row.public_statements == "Without merit."
    assert row.figures["endings"] == row.figures["amounts"] == []
    assert not any(character.isdigit() for character in str(row.figures["expected"]))


@pytest.mark.django_db
def test_what_the_suit_states_is_taken_unless_the_preparer_says_otherwise() -> None:
    facts = {"cannot_be_estimated": REASON}
    suit = make_suit(parameters={**LOSING, "accounting": facts})

    stated = prepared(suit)
    estimated = prepared(suit, on=YEAR_END, cannot_be_estimated="")

    assert stated.cannot_be_estimated == REASON
    assert estimated.cannot_be_estimated == ""
    assert estimated.best is not None


@pytest.mark.django_db
def test_what_was_provided_is_reversed_once_it_cannot_be_estimated() -> None:
    suit = make_suit()
    first = signed(suit, on=YEAR_END)

    row = prepared(suit, cannot_be_estimated=REASON, change_reason="New claims.")

    assert row.opening == row.reversed == first.closing
    assert row.closing == 0


@pytest.mark.django_db
def test_that_it_cannot_be_estimated_is_approved_with_the_row() -> None:
    row = reviewed(prepared(make_suit(), cannot_be_estimated=REASON))
    controller = make_person()

    with pytest.raises(ContingencyRefused, match="no reliable estimate") as refused:
        approve(row, judgment=as_it_stands(row), by=controller, now=NOW)
    done = approve(
        row,
        judgment=as_it_stands(row),
        by=controller,
        now=NOW,
        approves_no_estimate=True,
    )

    assert refused.value.field == "approves_no_estimate"
    assert done.status == "approved"


@pytest.mark.django_db
def test_nothing_is_provided_for_what_cannot_be_estimated() -> None:
    row = prepared(make_suit(), cannot_be_estimated=REASON)

    with pytest.raises(ContingencyRefused, match="R-1, provision: nothing"):
        reviewed(row, closing=Decimal(5), reason="A guess.")
    with pytest.raises(IntegrityError, match="figures"), transaction.atomic():
        make_contingency(make_suit("R-2"), cannot_be_estimated=REASON)


@pytest.mark.django_db
def test_sums_and_warnings_leave_out_what_cannot_be_estimated() -> None:
    company = make_company("ACME")
    blank = prepared(make_suit("R-1", company=company), cannot_be_estimated=REASON)
    other = make_contingency(make_suit("R-2", company=company))

    summed = totals([blank, other])

    assert [summed.closing, summed.excess] == [150, 850]
    assert summed.not_estimated == 1
    assert [line.split(":")[0] for line in warnings([blank, other])] == ["R-2"]


@pytest.mark.django_db
def test_a_discounted_provision_unwinds() -> None:
    suit = make_suit(parameters=discounted(0.1))
    first = signed(suit, on=YEAR_END)

    row = prepared(suit, change_reason="Time passed.")

    years = (QUARTER_END - YEAR_END).days / 365.25
    expected = float(first.closing) * (1.1**years - 1)
    assert float(row.unwinding) == pytest.approx(expected, abs=0.01)
    assert row.rate_change == 0
    assert row.closing == (
        row.opening + row.additions + row.unwinding - row.used - row.reversed
    )


@pytest.mark.django_db
def test_another_rate_is_shown_apart() -> None:
    suit = make_suit(parameters=discounted(0.1))
    signed(suit, on=YEAR_END)
    assume(
        suit,
        discounted(0.05),
        reason="The market asks less.",
        effective_date=QUARTER_END,
    )

    row = prepared(suit, change_reason="The rate fell.")

    assert row.rate_change > 0
    assert row.figures["discount_rate"] == 0.05


@pytest.mark.django_db
def test_an_undiscounted_provision_does_not_unwind() -> None:
    suit = make_suit()
    signed(suit, on=YEAR_END)

    row = prepared(suit)

    assert row.unwinding == row.rate_change == 0


@pytest.mark.django_db
def test_a_provision_due_within_twelve_months_is_current() -> None:
    due = [
        make_contingency(make_suit(code), expected_on=day)
        for code, day in (
            ("R-1", date(2027, 3, 31)),
            ("R-2", date(2027, 4, 1)),
            ("R-3", None),
        )
    ]

    assert [row.current for row in due] == [150, 0, 150]
    assert [row.non_current for row in due] == [0, 150, 0]


@pytest.mark.django_db
def test_the_expected_date_is_the_model_s_unless_one_is_stated() -> None:
    suit = make_suit()
    stated = date(2026, 12, 1)

    rows = [prepared(suit, on=YEAR_END), prepared(suit, expected_on=stated)]

    assert rows[0].expected_on is not None
    assert rows[0].expected_on > YEAR_END
    assert rows[1].expected_on == stated


@pytest.mark.django_db
def test_under_us_gaap_nothing_is_discounted() -> None:
    company = make_company("USCO", standard=Company.Standard.US_GAAP)
    suit = make_suit(company=company, parameters=discounted(0.1))
    signed(suit, on=YEAR_END)

    row = prepared(suit)

    assert row.unwinding == 0


@given(
    balances=st.tuples(cents, cents),
    exchange=cents,
    closing=cents,
    before=rates,
    now=rates,
    years=st.floats(0, 3),
)
def test_every_cent_from_opening_to_closing_is_in_one_movement(
    balances: tuple[Decimal, Decimal],
    exchange: Decimal,
    closing: Decimal,
    before: float,
    now: float,
    years: float,
) -> None:
    used, opening = sorted(balances)
    time = time_value(
        float(opening - used),
        rate_before=before,
        rate_now=now,
        years=years,
        timing=IN_TWO_YEARS,
    )

    moved = movement(
        "R-1",
        opening=opening,
        used=used,
        exchange=exchange,
        closing=closing,
        unwinding=Decimal(str(time.unwinding)),
        rate_change=Decimal(str(time.rate_change)),
    )

    assert (
        moved.closing
        == closing
        == (
            moved.opening
            + moved.additions
            - moved.used
            - moved.reversed
            + moved.exchange
            + moved.unwinding
            + moved.rate_change
        )
    )
    assert min(moved.additions, moved.reversed) == 0
    assert moved.unwinding >= 0


def test_a_rate_that_rises_takes_away_what_the_later_payment_is_worth_less() -> None:
    time = time_value(
        1_000, rate_before=0.05, rate_now=0.10, years=1, timing=IN_TWO_YEARS
    )

    assert time.unwinding == 50
    assert time.rate_change == round(1_050 * (1.05**2 / 1.10**2 - 1), 2)
