from datetime import time, timedelta

import pytest
from icalendar import Calendar

from risks.alerts.documents import calendar
from risks.alerts.models import FeedToken
from risks.alerts.operations import new_feed_token
from risks.alerts.queries import person_of_feed
from risks.cases.models import Deadline
from tests.alerts.world import make_counsel, make_watched, move, wall_off
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_token_opens_its_person_s_calendar() -> None:
    person = make_counsel()

    token = new_feed_token(person, now=NOW)

    assert person_of_feed(token, now=NOW) == person


def test_only_the_token_s_hash_is_stored() -> None:
    token = new_feed_token(make_counsel(), now=NOW)

    assert token not in str(list(FeedToken.objects.values()))
    assert len(token) >= 43


@pytest.mark.parametrize("token", ["", "guess", "\x00", "ａ", "\ud800"])
def test_a_guess_opens_nothing(token: str) -> None:
    new_feed_token(make_counsel(), now=NOW)

    assert person_of_feed(token, now=NOW) is None


def test_a_token_ends_after_a_year() -> None:
    token = new_feed_token(make_counsel(), now=NOW)

    assert person_of_feed(token, now=NOW + timedelta(days=365)) is None


def test_a_new_token_ends_the_earlier_one() -> None:
    person = make_counsel()
    earlier = new_feed_token(person, now=NOW)

    new_feed_token(person, now=NOW)

    assert person_of_feed(earlier, now=NOW) is None


def test_the_token_of_a_person_who_left_is_dead() -> None:
    person = make_counsel()
    token = new_feed_token(person, now=NOW)

    person.is_active = False
    person.save()

    assert person_of_feed(token, now=NOW) is None


def test_the_calendar_holds_codes_and_moments_and_no_title() -> None:
    deadline = make_watched(title="Secret settlement talks")

    feed = calendar(deadline.owner, now=NOW)

    (event,) = Calendar.from_ical(feed).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"{deadline.code} due"
    assert event.decoded("DTSTART") == deadline.due_date
    assert b"Secret" not in feed
    assert b"Doe v. Acme" not in feed


def test_an_hour_is_an_hour_in_the_calendar() -> None:
    hearing = make_watched(whose="court", due_time=time(9, 30))

    (event,) = Calendar.from_ical(calendar(hearing.owner, now=NOW)).walk("VEVENT")

    assert event.decoded("DTSTART") == hearing.due_at
    assert str(event["SUMMARY"]) == f"{hearing.code} court date"


def test_the_calendar_leaves_out_what_the_other_side_owes() -> None:
    deadline = make_watched(whose="opponent")

    assert b"VEVENT" not in calendar(deadline.owner, now=NOW)


def test_a_walled_deadline_is_in_no_other_calendar() -> None:
    deadline = make_watched()
    outsider = make_counsel()
    wall_off(deadline, leaving=[deadline.owner])

    assert deadline.code.encode() not in calendar(outsider, now=NOW)
    assert deadline.code.encode() in calendar(deadline.owner, now=NOW)


def test_a_closed_deadline_leaves_the_calendar() -> None:
    deadline = make_watched()
    Deadline.objects.update(status="met", closed_at=NOW, close_reason="filed")

    assert b"VEVENT" not in calendar(deadline.owner, now=NOW)


def test_a_deadline_overdue_for_years_is_left_to_the_site() -> None:
    deadline = make_watched(days=-800)

    assert b"VEVENT" not in calendar(deadline.owner, now=NOW)


def test_a_moved_deadline_keeps_its_uid_and_counts_up() -> None:
    deadline = make_watched()
    (before,) = Calendar.from_ical(calendar(deadline.owner, now=NOW)).walk("VEVENT")

    move(deadline, due_at=deadline.due_at + timedelta(days=1))

    (after,) = Calendar.from_ical(calendar(deadline.owner, now=NOW)).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)


def test_the_same_deadlines_give_the_same_bytes() -> None:
    deadline = make_watched()

    again = calendar(deadline.owner, now=NOW + timedelta(days=1))

    assert calendar(deadline.owner, now=NOW) == again
