from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from risks.register.models import Company, Fact, Risk
from risks.register.queries import (
    Figure,
    UnusableFact,
    appetite,
    fact_values,
    known_figures,
    latest_fact,
    risk_capacity,
)
from tests.factories import make_company, make_fact, make_risk

pytestmark = pytest.mark.django_db


def revenue_of(company: Company, *, on: date = date(2026, 1, 1)) -> Figure:
    figures = known_figures(company, on=on)
    return next(each for each in figures if each.name == "revenue")


def nine_months(company: Company, **fields: Any) -> Fact:
    return make_fact(company, period_start=date(2025, 1, 1), **fields)


def test_the_newest_figure_on_a_day_is_the_one_that_held() -> None:
    company = make_company()
    make_fact(company, as_of=date(2024, 12, 31), amount=Decimal(30_500_000))
    newer = make_fact(company, as_of=date(2025, 9, 30))

    fact = latest_fact(company, Fact.Kind.REVENUE, on=date(2026, 1, 1))

    assert fact == newer


def test_nine_months_are_no_year_beside_a_full_one() -> None:
    company = make_company()
    full = make_fact(company, as_of=date(2024, 12, 31), amount=Decimal(30_500_000))
    nine_months(company)

    revenue = revenue_of(company)

    assert (revenue.amount, revenue.rows) == (Decimal(30_500_000), (full,))


def test_nine_months_alone_are_annualised_and_say_so() -> None:
    company = make_company()
    nine_months(company)

    revenue = revenue_of(company)

    assert revenue.amount == 71_200_000
    assert revenue.year
    assert (revenue.year.how, revenue.year.months) == ("annualised", 9)


def test_parts_in_another_currency_are_not_added() -> None:
    company = make_company()
    nine_months(company, unit="CNY", amount=Decimal(400_000_000))
    nine_months(company)

    assert revenue_of(company).amount == 71_200_000


def test_what_is_held_on_a_day_is_never_annualised() -> None:
    company = make_company()
    make_fact(company, kind=Fact.Kind.CASH, amount=Decimal(1_050_000_000))

    (_, cash) = sorted(
        known_figures(company, on=date(2026, 1, 1)), key=lambda each: each.amount
    )

    assert cash.amount == 1_050_000_000
    assert cash.year is None
    assert not cash.lacks_period


def test_a_ratio_of_a_period_stays_as_it_is() -> None:
    company = make_company()
    nine_months(
        company, kind=Fact.Kind.GROSS_MARGIN, amount=Decimal("0.233"), unit="ratio"
    )

    assert fact_values(company, on=date(2026, 1, 1))["gross_margin"] == 0.233


def test_what_contradicts_a_fact_is_used_by_no_figure() -> None:
    company = make_company()
    fact = nine_months(company)
    year = date(2025, 12, 31)
    make_fact(company, as_of=year, amount=Decimal(1), contradicts=fact)

    assert revenue_of(company).amount == 71_200_000


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"period_start": None}, "period_start.*Enter the first day of the period"),
        (
            {"kind": Fact.Kind.CASH, "period_start": date(2025, 1, 1)},
            "period_start.*this is a figure of one day",
        ),
        ({"unit": "dollars"}, "unit.*Enter a currency such as USD"),
    ],
)
def test_a_fact_that_no_figure_could_use_is_refused_at_its_field(
    fields: dict[str, Any], problem: str
) -> None:
    fact = make_fact(make_company(), **fields)

    with pytest.raises(ValidationError, match=problem):
        fact.full_clean()


def test_a_fact_contradicts_one_of_its_own_company() -> None:
    fact = make_fact(make_company(), contradicts=make_fact(make_company()))

    with pytest.raises(ValidationError, match="Choose a fact of the same company"):
        fact.full_clean()


def test_a_figure_of_tomorrow_is_not_known_today() -> None:
    company = make_company()
    make_fact(company, as_of=date(2025, 9, 30))

    assert latest_fact(company, Fact.Kind.REVENUE, on=date(2025, 9, 29)) is None


def test_a_segments_figure_is_not_the_companys() -> None:
    company = make_company()
    make_fact(company, segment="API")

    assert latest_fact(company, Fact.Kind.REVENUE, on=date(2026, 1, 1)) is None


def test_a_correction_of_the_same_day_replaces_the_figure() -> None:
    company = make_company()
    make_fact(company, amount=Decimal(1))
    make_fact(company, amount=Decimal(2))

    fact = latest_fact(company, Fact.Kind.REVENUE, on=date(2026, 1, 1))

    assert fact
    assert fact.amount == 2


def test_a_company_without_a_risk_capacity_is_named() -> None:
    company = Company.objects.create(code="NEW", name="New Ltd")

    with pytest.raises(UnusableFact, match="NEW: no risk capacity"):
        risk_capacity(company, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("kind", "read"),
    [(Fact.Kind.RISK_CAPACITY, risk_capacity), (Fact.Kind.APPETITE, appetite)],
)
def test_a_limit_in_another_currency_is_not_read_as_the_companys(
    kind: Fact.Kind, read: Callable[..., object]
) -> None:
    company = make_company("ACME")
    make_fact(company, kind=kind, amount=Decimal(7), unit="EUR")

    with pytest.raises(UnusableFact, match=r"^ACME: .*: 7 EUR .* State it in USD, "):
        read(company, on=date(2026, 1, 1))


@pytest.mark.parametrize("kind", [Fact.Kind.RISK_CAPACITY, Fact.Kind.APPETITE])
def test_a_limit_in_another_currency_is_refused_where_it_is_entered(
    kind: Fact.Kind,
) -> None:
    fact = make_fact(make_company(), kind=kind, unit="EUR")

    with pytest.raises(ValidationError, match="Enter USD, the company's currency"):
        fact.full_clean()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"kind": Fact.Kind.RISK_CAPACITY, "amount": Decimal(0)},
        {"period_start": date(2026, 1, 1), "as_of": date(2025, 12, 31)},
    ],
)
def test_the_database_refuses_nonsense_facts(nonsense: dict[str, object]) -> None:
    company = make_company()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_fact(company, **nonsense)


def test_the_database_refuses_a_backup_who_is_the_owner() -> None:
    risk = make_risk()

    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=risk.pk).update(backup=risk.owner)


def test_a_fact_reads_as_a_sentence() -> None:
    fact = make_fact(make_company(), segment="Hailuo AI")

    assert str(fact) == "Revenue Hailuo AI: 53,400,000 USD (2025-09-30)"
