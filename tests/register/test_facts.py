from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from risks.register.models import Company, Fact, Risk
from risks.register.queries import UnusableFact, appetite, latest_fact, risk_capacity
from tests.factories import make_company, make_fact, make_risk

pytestmark = pytest.mark.django_db


def test_the_newest_figure_on_a_day_is_the_one_that_held() -> None:
    company = make_company()
    make_fact(company, as_of=date(2024, 12, 31), amount=Decimal(30_500_000))
    newer = make_fact(company, as_of=date(2025, 9, 30))

    fact = latest_fact(company, Fact.Kind.REVENUE, on=date(2026, 1, 1))

    assert fact == newer


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
