"""The draft of what the notes say: nothing of a remote matter, no figure withheld."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from risks.register.models import Company
from risks.reports.models import Contingency
from risks.reports.queries.disclosures import drafts
from tests.factories import make_company
from tests.reports.contingencies import make_contingency, make_suit

pytestmark = pytest.mark.django_db

NOTHING: dict[str, Any] = {
    "opening": 0,
    "additions": 0,
    "closing": 0,
    "proposed_closing": 0,
}
NO_FIGURE: dict[str, Any] = {**NOTHING, "low": None, "best": None, "high": None}


def draft(row: Contingency) -> str:
    return " ".join(each["draft"] for each in drafts([row]))


def classed(likelihood: str) -> dict[str, Any]:
    names = ("ifrs_class", "proposed_ifrs_class", "us_gaap_class")
    return dict.fromkeys((*names, "proposed_us_gaap_class"), likelihood)


def test_a_provision_is_stated_with_its_timing_and_what_may_come_on_top() -> None:
    row = make_contingency(expected_on=date(2027, 6, 30), claimed=Decimal(2_000))

    assert draft(row) == (
        "USD 2,000.00 is claimed. A provision of USD 150.00 is recognised. The outflow "
        "is expected about June 2027; its timing is uncertain. The loss could exceed "
        "the amount recognised by up to USD 850.00."
    )


def test_a_possible_loss_is_disclosed_without_a_provision() -> None:
    row = make_contingency(**NOTHING, **classed("possible"))

    assert draft(row) == (
        "Nothing is recognised: a loss is possible. The loss could exceed the amount "
        "recognised by up to USD 1,000.00."
    )


def test_nothing_is_said_of_a_remote_matter() -> None:
    row = make_contingency(**NOTHING, **classed("remote"), claimed=Decimal(2_000))

    assert drafts([row]) == []


@pytest.mark.parametrize(
    ("standard", "where"), [("ifrs", "IAS 37.26"), ("us_gaap", "ASC 450-20-50-4")]
)
def test_that_no_estimate_can_be_made_is_said_with_the_reason(
    standard: str, where: str
) -> None:
    company = make_company("ACME", standard=Company.Standard(standard))
    row = make_contingency(
        make_suit(company=company),
        **NO_FIGURE,
        cannot_be_estimated="Discovery has not begun.",
        public_statements="The claim is without merit.",
        claimed=Decimal(2_000),
    )

    said = draft(row)

    assert said.startswith("USD 2,000.00 is claimed. No reliable estimate")
    assert where in said
    assert said.endswith("Discovery has not begun. The claim is without merit.")


def test_an_exempt_matter_shows_its_nature_and_the_reason_alone() -> None:
    row = make_contingency(
        is_exempt=True,
        nature="A copyright claim.",
        exemption_reason="Talks are under way.",
        claimed=Decimal(2_000),
    )

    said = draft(row)

    assert said.startswith("A copyright claim. Information is omitted")
    assert said.endswith("Talks are under way.")
    assert "2,000" not in said
    assert "150" not in said
