"""What the engine proposes for a suit's row, and what the suit itself states."""

from decimal import Decimal
from typing import Any

import pytest

from risks.access.models import Scope
from risks.reports.models import Contingency
from risks.reports.operations import ContingencyRefused
from risks.reports.queries.contingencies import schedule
from risks.reports.queries.inference import warnings
from risks.reports.queries.proposed import proposed
from tests.factories import make_company
from tests.reports.contingencies import (
    LOSING,
    QUARTER_END,
    make_contingency,
    make_suit,
    prepared,
)

pytestmark = pytest.mark.django_db

STATED: dict[str, Any] = {
    "claimed": 75_000_000,
    "court": "C.D. Cal.",
    "counterparty": "Studio One",
    "opening": 1_000_000,
    "insurance": {"amount": 500_000, "virtually_certain": True},
}


def stated(**more: Any) -> dict[str, Any]:
    return {**LOSING, "accounting": {**STATED, **more}}


def current(row: Contingency) -> list[Contingency]:
    scope = Scope(restricted_matters=(), open_matters=True, privileged=True)
    return list(schedule(row.risk.company, on=QUARTER_END, scope=scope))


def test_the_first_row_takes_what_the_suit_states() -> None:
    row = prepared(make_suit(parameters=stated()))

    assert (row.court, row.counterparty) == ("C.D. Cal.", "Studio One")
    assert row.claimed == Decimal(75_000_000)
    assert row.opening == Decimal(1_000_000)
    assert row.additions == row.closing - Decimal(1_000_000)


def test_a_row_keeps_both_standards_with_their_basis_and_every_ending() -> None:
    figures = prepared(make_suit()).figures

    endings = figures["endings"]
    assert "IAS 37" in figures["ias37"]["basis"][0]
    assert "ASC 450-20" in figures["asc450"]["basis"][0]
    assert sum(each["probability"] for each in endings) == pytest.approx(1)
    assert figures["assumptions"]["number"] == 1


def test_the_provision_does_not_depend_on_the_register_s_terms() -> None:
    plain = make_suit("R-1", company=make_company("ONE"))
    other = make_company("TWO", discount_rate=Decimal("0.2"), horizon_months=6)

    closings = [
        proposed(suit, on=QUARTER_END).account.estimate.expected
        for suit in (plain, make_suit("R-2", company=other))
    ]

    assert closings[0] == closings[1] > 0


def test_a_currency_without_a_rate_is_refused_by_name() -> None:
    suit = make_suit()
    suit.assumptions.update(parameters={**LOSING, "currency": "EUR"})

    with pytest.raises(ContingencyRefused, match=r"R-1.*EUR"):
        prepared(suit)


def test_parameters_that_no_longer_read_are_refused_by_name() -> None:
    suit = make_suit()
    suit.assumptions.update(parameters={**LOSING, "works": -1})

    with pytest.raises(ContingencyRefused, match="R-1, works"):
        prepared(suit)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"opening": 5, "used": 6}, "R-1, accounting.used: must not exceed"),
        ({"measurement": "guess"}, "R-1, accounting.measurement"),
    ],
)
def test_facts_that_contradict_each_other_are_refused_by_name(
    facts: dict[str, Any], named: str
) -> None:
    suit = make_suit()
    suit.assumptions.update(parameters={**LOSING, "accounting": facts})

    with pytest.raises(ContingencyRefused, match=named):
        prepared(suit)

    assert not Contingency.objects.exists()


def test_an_amount_beyond_counting_is_refused_by_name() -> None:
    suit = make_suit()
    suit.assumptions.update(parameters={**LOSING, "works": 1e9, "ordinary_award": 9e13})

    with pytest.raises(ContingencyRefused, match="R-1, loss: can exceed"):
        prepared(suit)


def test_a_suit_without_assumptions_is_refused() -> None:
    suit = make_suit()
    suit.assumptions.all().delete()

    with pytest.raises(ContingencyRefused, match="open copyright suit"):
        prepared(suit)


def test_a_provision_that_stands_alone_can_be_inferred() -> None:
    rows = current(make_contingency())

    assert [line.split(":")[0] for line in warnings(rows)] == ["R-1"]


def test_among_others_of_its_class_a_provision_cannot_be_inferred() -> None:
    company = make_company("ACME")
    make_contingency(make_suit("R-1", company=company))
    row = make_contingency(make_suit("R-2", company=company))

    assert warnings(current(row)) == []


def test_the_only_one_left_out_is_what_the_sum_less_the_others_shows() -> None:
    company = make_company("ACME")
    make_contingency(make_suit("R-1", company=company))
    row = make_contingency(
        make_suit("R-2", company=company),
        is_exempt=True,
        nature="A claim.",
        exemption_reason="Talks.",
    )

    assert [line.split(":")[0] for line in warnings(current(row))] == ["R-2"]
