"""The page of the listing obligations: profile, dates, events to record, duties."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Person, Role
from risks.cases.models import Deadline, DeadlineChange
from risks.register.models import Company, ListingProfile
from tests.factories import (
    TODAY,
    make_case,
    make_company,
    make_deadline,
    make_listing_profile,
    make_person,
    make_restricted_matter,
)
from tests.web.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def lee() -> Person:
    return make_person("lee", roles=[Role.IN_HOUSE_LAWYER])


@pytest.fixture
def ken() -> Person:
    return make_person("ken", roles=[Role.COMPLIANCE_ADMINISTRATOR])


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def client(lee: Person) -> Client:
    return client_of(lee)


def values(lee: Person, ken: Person, **changed: Any) -> dict[str, Any]:
    return {
        "status": "listed",
        "first_day": "2026-01-09",
        "year_end_day": "31",
        "year_end_month": "12",
        "owner": lee.pk,
        "backup": ken.pk,
        **changed,
    }


def save(client: Client, said: dict[str, Any]) -> Any:
    return client.post(reverse("listing_profile", args=["ACME"]), said, follow=True)


def page_of(client: Client, company: str = "ACME") -> str:
    answer = client.get(reverse("listing_obligations"), {"company": company})
    return answer.content.decode()


def row_of(page: str, code: str) -> str:
    [row] = [row for row in page.split("<tr") if f'id="{code}"' in row]
    return row


def test_a_profile_that_is_saved_lists_thirteen_months_in_order(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    saved = save(client, values(lee, ken)).content.decode()

    rows = list(company.deadlines.order_by("due_at", "pk"))
    places = [saved.index(f'id="{row.code}"') for row in rows]
    assert len(rows) > 15
    assert places == sorted(places)
    assert f"Listing profile saved. {len(rows)} dates added." in saved
    assert "Listed since 9 Jan 2026" in saved
    assert "31 Dec" in saved
    assert "30 Jun" in saved


def test_each_date_has_its_section_and_grade(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    page = save(client, values(lee, ken)).content.decode()

    official = company.deadlines.filter(rule_id="hk-13-49-annual")[0]
    memory = company.deadlines.filter(rule_id="hk-c1-d2")[0]
    assert "HK Listing Rule 13.49(1)" in row_of(page, official.code)
    assert "checked on" in row_of(page, official.code)
    assert "verify before relying" in row_of(page, memory.code)
    assert "Official text" not in row_of(page, memory.code)


def test_before_there_is_a_profile_the_page_offers_one(
    client: Client, company: Company
) -> None:
    page = page_of(client)

    assert "No listing profile yet." in page
    assert reverse("listing_profile", args=[company.code]) in page


def test_a_contradiction_is_shown_at_its_field_and_stores_nothing(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    said = values(lee, ken, year_end_month="4")

    answer = client.post(reverse("listing_profile", args=[company.code]), said)

    assert answer.status_code == 400
    assert "Enter a day of that month, from 1 to 30." in answer.content.decode()
    assert not ListingProfile.objects.exists()


def test_a_form_without_a_backup_is_refused(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    said = values(lee, ken, backup="")

    answer = client.post(reverse("listing_profile", args=[company.code]), said)

    assert answer.status_code == 400
    assert "Choose a backup" in answer.content.decode()


def test_an_event_to_record_says_what_would_follow_and_then_follows(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    page = save(client, values(lee, ken)).content.decode()
    assert "Announce the board meeting: 8 business days before" in page
    said = {
        "event": "board_meeting",
        "on": "2026-08-28",
        "owner": lee.pk,
        "backup": ken.pk,
    }

    after = client.post(
        reverse("record_company_event", args=["ACME"]), said, follow=True
    ).content.decode()

    row = company.deadlines.get(rule_id="hk-13-43")
    assert row.calendared_date == date(2026, 8, 18)
    assert "Dates added: Announce the board meeting (28 August 2026)." in after
    assert row.code in after


def test_working_days_are_not_shown_as_days(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    page = save(client, values(lee, ken, csrc_filing="on")).content.decode()

    assert "Report the event to the CSRC: 3 working days after" in page


def test_an_applicant_is_offered_no_event_of_a_listed_company(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    said = values(
        lee, ken, status="applicant", first_day="", application_date="2026-05-26"
    )

    page = save(client, said).content.decode()

    assert "Board meeting" not in page
    assert "Supplementary listing document" in page
    assert "Disclose inside information" not in page
    refused = client.post(
        reverse("record_company_event", args=["ACME"]),
        {"event": "board_meeting", "on": "2026-08-28", "owner": lee.pk},
    )
    assert refused.status_code == 400


def test_a_listed_company_sees_its_duties_without_a_date(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    page = save(client, values(lee, ken)).content.decode()

    assert "Disclose inside information" in page
    assert "As soon as reasonably practicable" in page
    assert "compliance adviser" not in page


def test_a_planned_first_day_that_has_come_is_pointed_out(
    client: Client, company: Company
) -> None:
    make_listing_profile(
        company, status="applicant", application_date=TODAY, first_day=TODAY
    )

    assert "The planned first day of dealings has come." in page_of(client)


def test_the_second_person_confirms_all_withdrawals_at_once(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    save(client, values(lee, ken))
    own = save(client, values(lee, ken, year_end_month="3")).content.decode()
    address = reverse("confirm_listing_withdrawals", args=["ACME"])
    assert "another person must confirm it" in own
    assert "Confirm all withdrawals" not in own

    client.post(address, {"reason": "Checked."})
    alone = company.deadlines.filter(status="withdrawn", severity="critical").count()
    other = client_of(ken)
    assert "Confirm all withdrawals" in page_of(other)
    done = other.post(address, {"reason": "Resolution of the board."}, follow=True)

    asked = DeadlineChange.objects.filter(state="confirmed").count()
    assert alone == 0
    assert f"{asked} dates withdrawn." in done.content.decode()
    assert (
        company.deadlines.filter(status="withdrawn", severity="critical").count()
        == asked
    )


def test_a_confirmation_without_a_reason_changes_nothing(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    save(client, values(lee, ken))
    save(client, values(lee, ken, year_end_month="3"))

    client_of(ken).post(reverse("confirm_listing_withdrawals", args=["ACME"]), {})

    assert not DeadlineChange.objects.exclude(state="asked").exists()


def test_a_met_date_leads_back_to_the_page(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    save(client, values(lee, ken))
    row = company.deadlines.filter(severity=Deadline.Severity.NORMAL)[0]

    answer = client.post(
        reverse("mark_as_met", args=[row.public_id]), {"reason": "Sent."}
    )

    assert answer["Location"] == f"{reverse('listing_obligations')}?company=ACME"


def test_dates_of_a_case_are_not_on_the_page(
    client: Client, company: Company, lee: Person
) -> None:
    wall = make_restricted_matter(members=[lee])
    make_deadline(
        make_case("C-WALL", company=company, restricted_matter=wall), title="Zanzibar"
    )
    make_listing_profile(company)

    assert "Zanzibar" not in page_of(client)


def test_another_company_is_named_and_an_unknown_one_is_absent(
    client: Client, company: Company
) -> None:
    make_company("ZETA", name="Zeta Works")

    assert "Zeta Works" in page_of(client)
    missing = client.get(reverse("listing_obligations"), {"company": "NONE"})
    assert missing.status_code == 404


def test_many_dates_take_as_many_queries_as_few(
    client: Client, company: Company, lee: Person, ken: Person
) -> None:
    make_listing_profile(company, owner=lee, backup=ken)
    with CaptureQueriesContext(connection) as few:
        page_of(client)
    save(client, values(lee, ken))

    with CaptureQueriesContext(connection) as many:
        page_of(client)

    assert company.deadlines.count() > 15
    assert len(many) <= len(few)
