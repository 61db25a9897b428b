"""The dates of a listing: kept thirteen months ahead, and changed with the profile."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange
from risks.cases.operations import (
    DeadlineRefused,
    confirm_withdrawals,
    renew_listing_dates,
    set_disclosure_deadlines,
    state_listing,
)
from risks.cases.operations.records.listing_dates import Renewed
from risks.engine.time.disclosure import CompanyEvent
from risks.engine.time.listing.recurring import recurring_dates
from risks.register.models import Company, ListingProfile
from risks.register.operations import ListingStatement
from tests.factories import make_company, make_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 27, 1, tzinfo=UTC)
TODAY = date(2026, 5, 27)
Status = Deadline.Status


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def ken() -> Person:
    return make_person("ken")


@pytest.fixture
def listed(ken: Person) -> ListingStatement:
    return ListingStatement(
        status="listed",
        first_day=date(2026, 1, 9),
        year_end_month=12,
        year_end_day=31,
        owner=ken,
        backup=make_person("grace"),
    )


def state(company: Company, stated: ListingStatement, **changed: Any) -> Renewed:
    days = changed.pop("days", 0)
    by = changed.pop("by", stated.owner)
    now = NOW + timedelta(days=days)
    return state_listing(company, replace(stated, **changed), by=by, now=now)


def kept(company: Company) -> set[tuple[str, str, str]]:
    rows = company.deadlines.values_list("rule_id", "event_date", "status")
    return {(rule_id, str(day), status) for rule_id, day, status in rows}


def test_stating_a_profile_keeps_thirteen_months_of_dates(
    company: Company, listed: ListingStatement
) -> None:
    renewed = state(company, listed)

    wanted = recurring_dates(renewed.profile.listing, today=TODAY)
    assert kept(company) == {(x.rule.id, str(x.on), "open") for x in wanted}
    assert renewed.created == len(wanted)
    rows = company.deadlines.all()
    assert {(row.owner, row.backup) for row in rows} == {(listed.owner, listed.backup)}
    assert {row.rule_version for row in rows} == {"2026.4"}


def test_stating_it_twice_and_renewing_it_adds_nothing(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    before = kept(company)

    again = state(company, listed)
    added = renew_listing_dates(now=NOW)

    assert (again.created, again.withdrawn, again.asked, added) == (0, 0, 0, 0)
    assert kept(company) == before


def test_a_date_that_was_recorded_before_the_profile_is_not_added_again(
    company: Company, listed: ListingStatement
) -> None:
    lee = make_person("lee")
    before = set_disclosure_deadlines(
        company,
        event=CompanyEvent.HALF_YEAR_END,
        on=date(2026, 6, 30),
        owner=lee,
        now=NOW,
    )

    state(company, listed)

    rows = company.deadlines.filter(event_date=date(2026, 6, 30), owner=lee)
    assert len(before) == 4
    assert set(rows.values_list("rule_id", flat=True)) <= {x.rule_id for x in before}
    assert company.deadlines.filter(rule_id="hk-13-49-interim").count() == 1


def test_what_a_profile_does_not_ask_for_is_withdrawn_if_it_was_recorded_before(
    company: Company, listed: ListingStatement
) -> None:
    lee = make_person("lee")
    set_disclosure_deadlines(
        company,
        event=CompanyEvent.HALF_YEAR_END,
        on=date(2026, 6, 30),
        owner=lee,
        now=NOW,
    )

    renewed = state(company, listed)

    # Without weighted voting rights there is no corporate governance committee.
    [asked] = DeadlineChange.objects.filter(state="asked")
    assert (renewed.asked, asked.deadline.rule_id) == (1, "hk-8a-32-interim")


def test_each_day_the_job_adds_what_has_come_within_thirteen_months(
    company: Company, listed: ListingStatement
) -> None:
    profile = state(company, listed).profile
    before = kept(company)

    for days in range(0, 400, 7):
        renew_listing_dates(now=NOW + timedelta(days=days))

    today = TODAY + timedelta(days=399 - 399 % 7)
    wanted = {
        (x.rule.id, str(x.on), "open")
        for x in recurring_dates(profile.listing, today=today)
    }
    assert before <= kept(company)
    assert wanted <= kept(company)


def test_a_moved_year_end_replaces_what_is_ahead(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)

    renewed = state(company, listed, year_end_month=3)

    # Everything but the returns, of which the assumed blackouts are not critical.
    assert renewed.withdrawn == 3
    results = company.deadlines.filter(rule_id="hk-13-49-annual")
    assert {
        (str(row.event_date), row.changes.filter(state="asked").count())
        for row in results
    } == {("2026-12-31", 1), ("2026-03-31", 0)}
    asked = DeadlineChange.objects.filter(state="asked")
    assert renewed.asked == asked.count()
    assert not asked.filter(deadline__rule_id="hk-13-25b").exists()


def test_a_critical_date_stays_open_until_another_person_confirms(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    state(company, listed, year_end_month=3)
    old = company.deadlines.get(rule_id="hk-13-49-annual", event_date="2026-12-31")
    assert old.status == Status.OPEN
    assert listed.backup

    with pytest.raises(DeadlineRefused, match="another person must confirm"):
        confirm_withdrawals(company, by=listed.owner, reason="Moved.", now=NOW)
    confirmed = confirm_withdrawals(company, by=listed.backup, reason="Moved.", now=NOW)

    old.refresh_from_db()
    assert confirmed > 5
    assert old.status == Status.WITHDRAWN
    assert old.close_reason == (
        "The listing profile no longer makes it due. Confirmed by grace: Moved."
    )


def test_a_profile_that_is_changed_back_keeps_what_waited_and_opens_what_was_withdrawn(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    before = kept(company)
    state(company, listed, year_end_month=3)

    back = state(company, listed)

    assert back.created == 3
    assert {row for row in kept(company) if row[2] == "open"} >= before
    old = company.deadlines.get(rule_id="hk-13-49-annual", event_date="2026-12-31")
    assert old.changes.get().state == "refused"
    opened = company.deadlines.get(rule_id="hk-c1-d2", event_date="2026-12-31")
    assert opened.steps[-1] == "The listing profile makes it due again, changed by ken."
    assert opened.history.count() == 3


def test_a_confirmed_withdrawal_is_opened_again_too(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    state(company, listed, year_end_month=3)
    assert listed.backup
    confirm_withdrawals(company, by=listed.backup, reason="Moved.", now=NOW)

    state(company, listed)

    old = company.deadlines.get(rule_id="hk-13-49-annual", event_date="2026-12-31")
    assert (old.status, old.close_reason, old.closed_by) == ("open", "", None)


def test_what_a_person_withdrew_or_met_stays_closed(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    rows = company.deadlines.filter(rule_id="hk-13-25b").order_by("event_date")[:2]
    for row, status in zip(rows, (Status.MET, Status.WITHDRAWN), strict=True):
        row.status, row.closed_at = status, NOW
        row.close_reason = "Filed."
        row.save()

    state(company, listed, year_end_month=3)
    state(company, listed)

    assert [row.status for row in Deadline.objects.filter(pk__in=rows)] == [
        "met",
        "withdrawn",
    ]


def test_an_overdue_date_stays_after_a_change(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    meeting = company.deadlines.get(rule_id="hk-13-46-2b", event_date="2025-12-31")

    state(company, listed, year_end_month=3, days=40)

    assert not meeting.changes.exists()
    meeting.refresh_from_db()
    assert meeting.status == Status.OPEN


def test_a_company_that_becomes_listed_gets_its_dates(
    company: Company, listed: ListingStatement
) -> None:
    applicant = {
        "status": "applicant",
        "application_date": date(2026, 5, 26),
        "first_day": None,
        "csrc_filing": True,
    }
    state(company, listed, **applicant)
    assert {row[0] for row in kept(company)} == {"csrc-16-application"}

    state(
        company,
        listed,
        csrc_filing=True,
        application_date=date(2026, 5, 26),
        first_day=date(2026, 9, 1),
        days=97,
    )

    filing = company.deadlines.get(rule_id="csrc-16-application")
    assert filing.status == Status.OPEN
    completion = company.deadlines.get(rule_id="csrc-completion")
    # Sunday 20 September is worked for the National Day.
    assert completion.calendared_date == date(2026, 9, 21)
    assert company.deadlines.filter(rule_id="hk-13-49-annual").exists()


def test_a_delisted_company_keeps_what_was_due_on_its_last_day(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)

    renewed = state(company, listed, status="delisted", last_day=TODAY)

    asked = set(
        DeadlineChange.objects.values_list("deadline__rule_id", flat=True).distinct()
    )
    assert asked >= {"hk-13-25b", "hk-13-49-annual", "hk-13-46-2b"}
    assert renewed.asked + renewed.withdrawn == company.deadlines.count()
    assert renew_listing_dates(now=NOW + timedelta(days=60)) == 0


def test_new_people_take_over_the_open_dates_that_were_theirs(
    company: Company, listed: ListingStatement
) -> None:
    state(company, listed)
    other = make_person("other")
    given = company.deadlines.order_by("pk")[0]
    given.owner = other
    given.save()
    lee = make_person("lee")

    state(company, listed, owner=lee)

    owners = set(company.deadlines.exclude(pk=given.pk).values_list("owner", flat=True))
    given.refresh_from_db()
    assert owners == {lee.pk}
    assert given.owner == other


def test_one_profile_of_many_is_renewed_in_few_queries(
    company: Company,
    listed: ListingStatement,
    django_assert_max_num_queries: Any,
) -> None:
    state(company, listed)

    with django_assert_max_num_queries(6):
        renew_listing_dates(now=NOW)

    assert ListingProfile.objects.count() == 1
