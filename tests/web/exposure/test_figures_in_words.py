"""The template filters: figures as a board reads them."""

from decimal import Decimal

import pytest
from django.template import Context, Template

from risks.register.models import Fact
from risks.templatetags.watchbrief import city, fact_amount, money, of, percent


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.153, "15 %"), (0, "0 %"), (0.004, "0.4 %"), (1.19, "119 %"), (0.01, "1 %")],
)
def test_a_share_is_told_in_per_cent(share: float, told: str) -> None:
    assert percent(share) == told


def test_many_times_the_whole_is_told_in_times() -> None:
    assert of(Decimal(75), Decimal(5)) == "15.0 ×"


def test_a_part_is_told_in_per_cent() -> None:
    assert of(Decimal("53.4"), Decimal(512)) == "10 %"


def test_money_is_short_with_the_exact_value_in_its_title() -> None:
    told = money(Decimal(75_000_000), "USD")

    assert told == ('<span class="wb-money" title="US$75,000,000.00">US$75.0 m</span>')


def test_a_hostile_currency_is_text() -> None:
    assert "<b>" not in money(1, "<b>")


def test_a_fact_is_told_in_its_unit() -> None:
    margin = Fact(kind="gross_margin", amount=Decimal("0.233"), unit="ratio")
    users = Fact(kind="users", amount=Decimal(5_650_000), unit="count")
    revenue = Fact(kind="revenue", amount=Decimal(53_400_000), unit="USD")

    assert fact_amount(margin) == "23.3 %"
    assert fact_amount(users) == "5,650,000"
    assert "US$53.4 m" in fact_amount(revenue)
    assert "US$71.2 m" in fact_amount(revenue, Decimal(71_200_000))


def test_a_holding_has_the_two_decimals_that_it_is_published_with() -> None:
    held = Fact(kind="holding", amount=Decimal("0.0640"), unit="ratio")

    assert fact_amount(held) == "6.40 %"


def test_a_zone_is_named_by_its_city() -> None:
    assert city("America/Los_Angeles") == "Los Angeles"
    assert city("UTC") == "UTC"


def test_a_nested_assessment_is_rendered_to_its_leaves() -> None:
    page = Template("{% load watchbrief %}{% money 1250 'HKD' %}").render(Context())

    assert "HK$1.25 k" in page
