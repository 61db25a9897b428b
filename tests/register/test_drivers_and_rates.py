"""Entities, drivers and exchange rates: what assumptions may name."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from risks.register.models import ExchangeRate, Fact, Risk
from risks.register.operations import AssumptionsRefused, record_assumptions
from risks.register.queries import appetite, rates_to
from tests.exposure.examples import FIRE
from tests.factories import (
    NOW,
    TODAY,
    make_company,
    make_driver,
    make_entity,
    make_fact,
    make_rate,
    make_risk,
)

pytestmark = pytest.mark.django_db


def record(risk: Risk, **changes: Any) -> None:
    record_assumptions(
        risk,
        parameters={**FIRE, **changes},
        reason="opening",
        author=risk.owner,
        effective_date=TODAY,
        now=NOW,
    )


def test_a_risk_may_load_on_a_driver_of_its_company() -> None:
    risk = make_risk()
    make_driver(risk.company, "US fair-use precedent")

    record(risk, loadings={"US fair-use precedent": "strong"})

    assert risk.assumptions.count() == 1


def test_an_unknown_driver_is_refused_with_those_that_are_known() -> None:
    risk = make_risk("R-9")
    make_driver(risk.company, "macro")
    make_driver(make_company(), "US fair-use precedent")

    with pytest.raises(AssumptionsRefused) as refused:
        record(risk, loadings={"US fair-use precedent": "strong"})

    assert str(refused.value) == (
        f"R-9, loadings: no driver of {risk.company.code} is called "
        '"US fair-use precedent"; known are macro'
    )
    assert not risk.assumptions.exists()


def test_a_currency_without_a_rate_on_the_day_is_refused() -> None:
    risk = make_risk("R-9")
    make_rate("EUR", "USD", date=TODAY - timedelta(days=8))

    with pytest.raises(
        AssumptionsRefused, match="R-9, currency: no rate EUR to USD on 2026-05-27"
    ):
        record(risk, currency="EUR")

    make_rate("EUR", "USD", date=TODAY - timedelta(days=7))
    record(risk, currency="EUR")


def test_a_rate_is_read_in_both_directions_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_rate("EUR", "USD", rate=Decimal("1.25"))
    make_rate("USD", "HKD", rate=Decimal(8))
    make_rate("HKD", "CNY", rate=Decimal("0.9"))

    with django_assert_num_queries(1):
        found = rates_to("USD", {"EUR", "HKD", "CNY", None, "USD"}, on=TODAY)

    assert found == {"EUR": 1.25, "HKD": 0.125}


def test_the_company_s_own_currency_asks_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert rates_to("USD", {"USD", None}, on=TODAY) == {}


def test_the_appetite_is_the_board_s_latest_or_none() -> None:
    company = make_company()
    make_fact(company, kind=Fact.Kind.APPETITE, amount=Decimal(20), as_of=TODAY)

    assert appetite(company, on=TODAY) == 20
    assert appetite(company, on=TODAY - timedelta(days=1)) is None


@pytest.mark.parametrize(
    "nonsense",
    [{"rate": Decimal(0)}, {"rate": Decimal(-1)}, {"base": "USD", "quote": "USD"}],
)
def test_the_database_refuses_nonsense_rates(nonsense: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_rate(**nonsense)


def test_the_database_refuses_two_rates_of_one_day() -> None:
    make_rate()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_rate(rate=Decimal(2))


def test_a_currency_is_three_capitals() -> None:
    rate = ExchangeRate(
        date=TODAY, base="euro", quote="USD", rate=Decimal(1), source="a form"
    )

    with pytest.raises(ValidationError, match="not a currency code"):
        rate.clean_fields()


def test_the_database_refuses_an_appetite_of_nothing() -> None:
    company = make_company()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_fact(company, kind=Fact.Kind.APPETITE, amount=Decimal(0))


def test_codes_and_names_are_one_within_a_company_only() -> None:
    company, other = make_company(), make_company()
    make_entity(company, "WFOE")
    make_driver(company, "macro")

    make_entity(other, "WFOE")
    make_driver(other, "macro")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_entity(company, "WFOE")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_driver(company, "macro")


def test_rows_read_as_sentences() -> None:
    rate = make_rate("EUR", "USD", rate=Decimal("1.0800000000"))
    entity = make_entity(make_company(), "WFOE", name="Acme Shanghai")

    assert str(rate) == "1 EUR = 1.08 USD (2026-05-27)"
    assert str(entity) == "WFOE Acme Shanghai"
