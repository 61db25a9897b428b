"""A listing profile: contradictions are refused in one line that names the field."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from risks.engine.time.listing.profile import Condition, YearEnd
from risks.register.models import ListingProfile
from risks.register.operations import (
    ListingStatement,
    RegisterRefused,
    store_listing,
)
from tests.factories import make_company, make_listing_profile, make_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 27, 1, tzinfo=UTC)
TODAY = date(2026, 5, 27)


def stated(**changed: Any) -> ListingStatement:
    values: dict[str, Any] = {
        "status": "listed",
        "first_day": date(2026, 1, 9),
        "year_end_month": 12,
        "year_end_day": 31,
        **changed,
    }
    values.setdefault("owner", make_person())
    values.setdefault("backup", make_person())
    return ListingStatement(**values)


def test_a_company_has_one_profile_and_its_history() -> None:
    company = make_company("ACME")

    store_listing(company, stated(), now=NOW)
    store_listing(company, stated(year_end_month=3), now=NOW)

    profile = ListingProfile.objects.get()
    assert profile.listing.year_end == YearEnd(month=3, day=31)
    assert profile.history.count() == 2


def test_a_profile_says_what_its_rules_may_need() -> None:
    profile = make_listing_profile(weighted_voting_rights=True, csrc_filing=True)

    assert profile.listing.conditions(date(2026, 1, 8)) == {
        Condition.APPLICANT,
        Condition.WEIGHTED_VOTING_RIGHTS,
        Condition.CSRC_FILING,
    }
    assert Condition.LISTED in profile.listing.conditions(date(2026, 1, 9))


def test_an_applicant_is_not_listed_on_its_planned_first_day() -> None:
    profile = make_listing_profile(
        status="applicant", application_date=TODAY, first_day=date(2026, 9, 1)
    )

    assert Condition.LISTED not in profile.listing.conditions(date(2026, 9, 1))


@pytest.mark.parametrize(
    ("changed", "field", "line"),
    [
        ({"status": "moon"}, "status", "Choose a status from the list."),
        (
            {"first_day": None},
            "first_day",
            "Enter the first day of dealings.",
        ),
        (
            {"first_day": date(2026, 5, 28)},
            "first_day",
            "The first day of dealings is in the future. Choose “Applicant”",
        ),
        (
            {"status": "applicant", "first_day": None},
            "application_date",
            "Enter the day on which the application was submitted.",
        ),
        (
            {"status": "applicant", "application_date": date(2026, 1, 2)},
            "first_day",
            "The first day of dealings has passed. Choose “Listed”.",
        ),
        (
            {"application_date": date(2026, 1, 10)},
            "application_date",
            "The application is after the first day of dealings.",
        ),
        (
            {"status": "delisted"},
            "last_day",
            "Enter the last day of the listing.",
        ),
        (
            {"last_day": TODAY},
            "last_day",
            "Leave the last day empty, or choose “No longer listed”.",
        ),
        (
            {"status": "delisted", "last_day": date(2026, 1, 8)},
            "last_day",
            "The last day of the listing is before the first day of dealings.",
        ),
        (
            {"application_date": date(2026, 5, 28)},
            "application_date",
            "The application date is in the future.",
        ),
        (
            {"status": "delisted", "last_day": date(2026, 5, 28)},
            "last_day",
            "The last day of the listing is in the future. Choose “Listed” until",
        ),
        ({"year_end_month": 13}, "year_end_month", "Choose a month from the list."),
        (
            {"year_end_month": 2, "year_end_day": 30},
            "year_end_day",
            "Enter a day of that month, from 1 to 29.",
        ),
        (
            {"year_end_month": 4, "year_end_day": 31},
            "year_end_day",
            "Enter a day of that month, from 1 to 30.",
        ),
        ({"year_end_day": 0}, "year_end_day", "Enter a day of that month, from 1 to"),
        ({"backup": None}, "backup", "Choose a backup: most listing dates are"),
    ],
)
def test_a_contradiction_is_one_line_and_stores_nothing(
    changed: dict[str, Any], field: str, line: str
) -> None:
    company = make_company("ACME")

    with pytest.raises(RegisterRefused) as refused:
        store_listing(company, stated(**changed), now=NOW)

    assert refused.value.field == field
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)
    assert not ListingProfile.objects.exists()


def test_one_person_is_not_both_owner_and_backup() -> None:
    company, ken = make_company("ACME"), make_person("ken")

    with pytest.raises(RegisterRefused, match="somebody other than the owner"):
        store_listing(company, stated(owner=ken, backup=ken), now=NOW)


def test_a_person_whom_no_reminder_reaches_is_refused_by_name() -> None:
    company, gone = make_company("ACME"), make_person("gone", is_active=False)

    with pytest.raises(RegisterRefused, match="gone does not have access"):
        store_listing(company, stated(backup=gone), now=NOW)


def test_28_february_is_a_year_end() -> None:
    profile = store_listing(
        make_company(), stated(year_end_month=2, year_end_day=28), now=NOW
    )

    assert profile.listing.year_end.in_year(2028) == date(2028, 2, 29)
