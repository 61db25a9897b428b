"""Events that a person records for a company with a listing profile."""

from datetime import UTC, date, datetime

import pytest

from risks.access.models import Person
from risks.cases.operations import renew_listing_dates, set_disclosure_deadlines
from risks.engine.time.disclosure import CompanyEvent
from risks.register.models import Company
from risks.register.operations import RegisterRefused
from tests.factories import make_company, make_listing_profile, make_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 27, 1, tzinfo=UTC)
TODAY = date(2026, 5, 27)


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def ken() -> Person:
    return make_person("ken")


def keep(company: Company) -> None:
    """Listed, and with its dates of the next thirteen months."""
    make_listing_profile(company)
    renew_listing_dates(now=NOW)


def test_an_event_that_the_profile_makes_irrelevant_is_refused(
    company: Company, ken: Person
) -> None:
    make_listing_profile(
        company, status="applicant", application_date=TODAY, first_day=None
    )

    with pytest.raises(RegisterRefused, match=r"ACME|Acme.*\(Applicant\), nothing"):
        set_disclosure_deadlines(
            company,
            event=CompanyEvent.BOARD_MEETING,
            on=date(2026, 8, 28),
            owner=ken,
            now=NOW,
        )

    assert not company.deadlines.filter(rule_id="hk-13-43").exists()


def test_a_year_end_of_another_day_is_refused(company: Company, ken: Person) -> None:
    keep(company)

    with pytest.raises(RegisterRefused, match="does not happen on"):
        set_disclosure_deadlines(
            company,
            event=CompanyEvent.FISCAL_YEAR_END,
            on=date(2026, 6, 30),
            owner=ken,
            now=NOW,
        )


def test_the_day_of_publication_replaces_the_assumed_blackout(
    company: Company, ken: Person
) -> None:
    keep(company)

    [exact] = set_disclosure_deadlines(
        company,
        event=CompanyEvent.ANNUAL_RESULTS,
        on=date(2027, 3, 26),
        owner=ken,
        now=NOW,
    )

    assumed = company.deadlines.get(rule_id="hk-c3-annual-earliest")
    assert assumed.calendared_date == date(2026, 12, 31)
    assert (assumed.status, assumed.close_reason) == (
        "withdrawn",
        "The day that it waited for is recorded: 2027-03-26.",
    )
    # 25 January 2027, a Monday.
    assert exact.calendared_date == date(2027, 1, 25)


def test_early_results_leave_the_blackout_at_the_end_of_the_year(
    company: Company, ken: Person
) -> None:
    keep(company)

    created = set_disclosure_deadlines(
        company,
        event=CompanyEvent.ANNUAL_RESULTS,
        on=date(2027, 2, 10),
        owner=ken,
        now=NOW,
    )

    assumed = company.deadlines.get(rule_id="hk-c3-annual-earliest")
    assert (created, assumed.status) == ([], "open")


def test_nothing_is_due_before_an_event_that_has_passed(
    company: Company, ken: Person
) -> None:
    keep(company)

    created = set_disclosure_deadlines(
        company,
        event=CompanyEvent.GENERAL_MEETING,
        on=date(2026, 5, 26),
        owner=ken,
        now=NOW,
    )

    assert [row.rule_id for row in created] == ["hk-13-39-5"]
