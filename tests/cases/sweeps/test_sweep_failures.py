"""What goes wrong at CourtListener is told and rested on, and stops no other case."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from risks.cases.models import Delivery, Sweep
from risks.cases.operations import sweep_next
from risks.cases.queries import silent_sources
from risks.cases.sources.remote.outbound import retry_at
from tests.cases.sweeps.courtlistener_server import (
    DOCKET,
    PATH,
    TOKEN,
    OwnCourtListener,
    own_courtlistener,
    page,
    rest_entry,
)
from tests.cases.sweeps.sweeps import make_followed, rest_source, sweep
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def rest() -> timedelta | None:
    until = rest_source().resting_until
    return until - NOW if until else None


@pytest.mark.parametrize(
    ("retry_after", "rested"),
    [
        ("120", 2 * MINUTE),
        ("Wed, 27 May 2026 01:07:00 GMT", 7 * MINUTE),
        ("0", MINUTE),
        ("Wed, 27 May 2020 01:07:00 GMT", MINUTE),
        ("999999999999", DAY),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("soon", MINUTE),
        ("", MINUTE),
    ],
)
def test_asked_too_often_it_rests_as_long_as_it_is_told(
    there: OwnCourtListener, retry_after: str, rested: timedelta
) -> None:
    make_followed()
    there.fail(429, Retry_After=retry_after)

    sent = sweep()
    early = sweep(now=NOW + rested - timedelta(seconds=1))
    late = sweep(now=NOW + rested)

    assert (sent, rest(), early, late) == (1, rested, 0, 1)


def test_each_failure_doubles_the_rest_up_to_64_minutes(
    there: OwnCourtListener,
) -> None:
    make_followed()
    there.fail(503, times=9)

    rests, now = [], NOW
    for _ in range(9):
        sweep(now=now)
        until = rest_source().resting_until
        assert until is not None
        rests.append((until - now) // MINUTE)
        now = until + DAY

    assert rests == [1, 2, 4, 8, 16, 32, 64, 64, 64]


def test_a_success_resets_the_rest(there: OwnCourtListener) -> None:
    make_followed()
    there.fail(500, times=3)
    for hour in range(4):
        sweep(now=NOW + timedelta(hours=hour))
    there.fail(500)

    sweep(now=NOW + DAY)

    assert rest_source().resting_until == NOW + DAY + MINUTE


def test_one_that_does_not_answer_in_time_is_left(there: OwnCourtListener) -> None:
    make_followed()
    there.hang()

    sent = sweep(timeout=0.2)

    assert (sent, rest()) == (1, MINUTE)
    assert rest_source().last_error == "CourtListener did not answer in time"


def test_one_that_is_not_there_is_told(settings: Settings) -> None:
    make_followed()
    with own_courtlistener() as gone:
        settings.COURTLISTENER_URL = gone.url
    settings.COURTLISTENER_TOKEN = TOKEN

    sweep()

    assert "cannot be reached: Connection refused" in rest_source().last_error


def test_a_page_that_breaks_off_is_not_kept(there: OwnCourtListener) -> None:
    make_followed()
    there.fail(200, page(), Content_Length="900")

    sweep()

    assert rest_source().last_error == "CourtListener broke off in the middle"
    assert not Delivery.objects.exists()


def test_a_page_of_two_megabytes_is_refused_by_name(there: OwnCourtListener) -> None:
    case = make_followed()
    there.fail(200, b" " * (2 * 1024 * 1024))

    sweep()

    assert Sweep.objects.get(case=case).last_error == "the page is larger than 1 MB"
    assert not Delivery.objects.exists()


def test_a_redirect_is_not_followed(there: OwnCourtListener) -> None:
    make_followed()
    with own_courtlistener() as elsewhere:
        there.fail(302, Location=f"{elsewhere.url}{PATH}")
        sweep()

    assert elsewhere.asked == []
    assert "redirects, which is not followed (302)" in rest_source().last_error


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:1{path}?cursor=1",
        "https://evil.example{path}?cursor=1",
        "{url}/api/rest/v4/users/?cursor=1",
        "{url}@evil.example{path}?cursor=1",
        "//evil.example{path}?cursor=1",
        "{url}{path}?cursor=1 HTTP/1.1",
        "{url}{path}?cursor=é",
        "http://[{path}",
    ],
)
def test_a_link_to_another_place_is_refused(there: OwnCourtListener, link: str) -> None:
    case = make_followed()
    link = link.format(url=there.url, path=PATH)
    there.fail(200, page(rest_entry(), next=link))

    sent = sweep()

    row = Sweep.objects.get(case=case)
    assert sent == 1
    assert row.last_error.startswith("next: ")
    assert (row.modified_after, row.next_page) == (None, "")


def test_links_that_lead_on_for_ever_end(
    there: OwnCourtListener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("risks.cases.operations.intake.sweep.MOST_PAGES", 3)
    case = make_followed()
    there.fail(200, page(next=f"{there.url}{PATH}?cursor=1"), times=9)

    sent = sweep()

    assert sent == 3
    assert Sweep.objects.get(case=case).last_error == "has more than 3 pages"


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_not_taken_is_told_and_in_the_end_silent(
    there: OwnCourtListener, status: int
) -> None:
    make_followed()
    sweep()
    there.fail(status, times=99)

    for day in range(1, 5):
        sweep(now=NOW + day * DAY)

    told = rest_source()
    assert "COURTLISTENER_TOKEN" in told.last_error
    assert f"({status})" in told.last_error
    assert silent_sources(now=NOW + 4 * DAY) == [told]


def test_of_two_cases_the_one_whose_docket_is_gone_is_told(
    there: OwnCourtListener,
) -> None:
    gone, good = make_followed(5), make_followed()
    there.fail(404)
    there.entries = [rest_entry()]

    sweep()

    error = Sweep.objects.get(case=gone).last_error
    assert error == "there is no such docket at CourtListener (404)"
    assert good.entries.count() == 1
    assert rest_source().last_error == ""


def test_a_case_that_fails_lets_the_others_pass(there: OwnCourtListener) -> None:
    bad, good = make_followed(5), make_followed()
    there.fail(500)
    sweep()

    sweep_next(now=NOW + MINUTE)

    assert [asked["docket"] for asked in there.asked] == ["5", str(DOCKET)]
    assert Sweep.objects.get(case=good).swept_at == NOW + MINUTE
    assert Sweep.objects.get(case=bad).swept_at is None


@given(header=st.text(max_size=40))
def test_whatever_retry_after_says_the_rest_has_an_end(header: str) -> None:
    at = retry_at(header, now=NOW)

    assert at is None or NOW + MINUTE <= at <= NOW + DAY


def test_a_date_without_a_zone_is_utc() -> None:
    at = retry_at("Wed, 27 May 2026 01:07:00 -0000", now=NOW)

    assert at == datetime(2026, 5, 27, 1, 7, tzinfo=UTC)
