"""What is wrong with a feed is told, rested on, and changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from pytest_django import Settings

from risks.cases.models import Delivery, DocketEntry, DocketSource
from risks.cases.queries import silent_sources
from tests.cases.feeds.feed_server import OwnCourt, make_feed, own_court, poll
from tests.cases.intake.courtmail import feed, item
from tests.factories import NOW, make_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.fixture(autouse=True)
def _followed() -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")


def told() -> tuple[str, timedelta | None]:
    """The error, and how long it rests for that."""
    source = DocketSource.objects.get()
    until = source.resting_until
    return source.last_error, until - NOW if until else None


def bomb() -> str:
    declared = feed(item(short="&c;")).partition("?>")[2]
    return BOMB + declared


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "is not an RSS feed"),
        (b"<html><body>Sign in</body></html>", "is not an RSS feed"),
        (bytes(range(256)) * 100, "is not an RSS feed"),
        (feed(item()).encode("utf-16"), "is not an RSS feed"),
        (
            feed(item()).encode()[:-40],
            "is a truncated feed: it does not end; fetch it again",
        ),
        (
            feed(item().replace("</item>", "")).encode(),
            "is a truncated feed: an item does not end",
        ),
        (
            feed("<!-- ", item()).encode(),
            "is a truncated feed: it has no --> where one is due",
        ),
        (
            feed(item()).replace("ecf.cacd", "ecf.nysd").encode(),
            "court: the feed is of nysd, not of cacd",
        ),
        (bomb().encode(), "declares entities, which no court's feed does"),
        (
            feed("<a>" * 30_000, item()).encode(),
            "is more than a list of items",
        ),
        (b"<rss>" + b" " * (6 * 2**20), "the feed is larger than 5 MB"),
    ],
)
def test_what_is_no_feed_of_this_court_is_refused_in_one_line(
    court: OwnCourt, body: bytes, problem: str
) -> None:
    make_feed(court.url)
    court.fail(200, body)

    poll()

    assert told() == (problem, MINUTE)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (404, "the feed is not there (404)"),
        (403, "the feed was not given (403)"),
        (500, "the feed was not given (500)"),
        (304, "the feed was not given (304)"),
        (429, "the feed was asked for too often (429)"),
    ],
)
def test_another_answer_than_a_feed_is_told(
    court: OwnCourt, status: int, problem: str
) -> None:
    make_feed(court.url)
    court.fail(status)

    poll()

    assert told() == (problem, MINUTE)


def test_told_when_to_come_again_it_rests_until_then(court: OwnCourt) -> None:
    make_feed(court.url)
    court.fail(503, Retry_After="7200")

    asked = [poll(now=NOW + n * MINUTE) for n in (0, 60, 121)]

    assert asked == [1, 0, 1]


def test_a_redirect_is_not_followed(court: OwnCourt) -> None:
    make_feed(court.url)
    with own_court() as elsewhere:
        court.fail(302, Location=elsewhere.url)
        poll()

    assert elsewhere.headers == []
    assert told()[0] == "the feed redirects, which is not followed (302)"


def test_one_that_does_not_answer_in_time_is_left(court: OwnCourt) -> None:
    make_feed(court.url)
    court.hang()

    poll(timeout=0.2)

    assert told() == ("the feed did not answer in time", MINUTE)


def test_one_that_breaks_off_is_not_kept(court: OwnCourt) -> None:
    make_feed(court.url)
    court.fail(200, feed(item()).encode(), Content_Length="90000")

    poll()

    assert told()[0] == "the feed broke off in the middle"
    assert not Delivery.objects.exists()


def test_each_failure_doubles_the_rest_and_a_success_ends_it(court: OwnCourt) -> None:
    source = make_feed(court.url)
    court.fail(500, times=8)

    rests, now = [], NOW
    for _ in range(8):
        poll(now=now)
        source.refresh_from_db()
        assert source.resting_until
        rests.append((source.resting_until - now) // MINUTE)
        now += 2 * DAY
    poll(now=now)

    source.refresh_from_db()
    assert rests == [1, 2, 4, 8, 16, 32, 64, 64]
    assert (source.failures, source.last_error) == (0, "")


def test_one_that_fails_for_days_is_silent(court: OwnCourt) -> None:
    source = make_feed(court.url)
    poll()
    court.fail(500, times=99)

    for day in range(1, 5):
        poll(now=NOW + day * DAY)

    assert silent_sources(now=NOW + 4 * DAY) == [source]


@pytest.mark.parametrize("mark", ["x" * 201, "é"])
def test_a_version_that_cannot_be_named_is_not_kept(court: OwnCourt, mark: str) -> None:
    make_feed(court.url)
    court.fail(200, feed(item()).encode(), ETag=mark)
    poll()

    poll(now=NOW + DAY)

    assert "If-None-Match" not in court.headers[-1]
    assert DocketEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("192.168.0.1", "192.168.0.1"),
        ("169.254.169.254", "169.254.169.254"),
        ("2130706433", "127.0.0.1"),
        ("0.0.0.0", "0.0.0.0"),
        ("[::ffff:10.1.2.3]", "::ffff:10.1.2.3"),
        ("[fd00::1]", "fd00::1"),
    ],
)
def test_nothing_is_sent_to_a_private_address(host: str, place: str) -> None:
    make_feed(f"https://{host}")

    poll()

    assert told()[0] == f"the feed is at {place}, which is no public address"


def test_in_production_this_machine_is_no_court(
    court: OwnCourt, settings: Settings
) -> None:
    settings.FEEDS_ON_LOOPBACK = False
    make_feed(court.url)

    poll()

    assert court.headers == []
    assert told()[0] == "address: leads to this machine, not to a court"


def test_an_address_that_was_made_without_the_form_is_told() -> None:
    make_feed("http://court.example")

    poll()

    assert told()[0] == "address: only https, except on loopback"


def test_the_command_says_how_a_feed_stands(
    court: OwnCourt, capsys: pytest.CaptureFixture[str]
) -> None:
    make_feed(court.url)
    court.fail(404)
    poll()
    DocketSource.objects.update(resting_until=datetime(2099, 1, 1, tzinfo=UTC))

    call_command("sources")

    said = capsys.readouterr().out
    assert "Feed of cacd (rss): last success never, 0 entries" in said
    assert "resting until 2099-01-01 00:00; the feed is not there (404)" in said
