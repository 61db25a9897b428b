"""Acknowledge, snooze, open: one link each."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from risks.cases.models import Deadline
from tests.alerts.mailbox import html, make_alert, text, the_row
from tests.alerts.world import make_counsel, make_watched
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CRITICAL = Deadline.Severity.CRITICAL


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.alerts.escalation.answer_pages"
    settings.BASE_URL = "https://watchbrief.example"


def test_each_answer_has_one_link_on_a_line_of_its_own() -> None:
    row = the_row(make_watched(days=7))

    lines = text(row).splitlines()

    page = f"https://watchbrief.example/reminders/{row.public_id}/"
    assert lines.count(page) == 1
    assert lines.count(f"{page}snooze/") == 1
    assert sum("https://watchbrief.example/cases/" in line for line in lines) == 1


def test_the_html_has_the_same_links() -> None:
    row = the_row(make_watched(days=7))

    body = html(row)

    assert body.count(f'/reminders/{row.public_id}/"') == 1
    assert body.count(f'/reminders/{row.public_id}/snooze/"') == 1


def test_what_is_overdue_cannot_be_put_off() -> None:
    row = the_row(make_watched(days=2))

    assert "/snooze/" not in text(row, now=NOW + timedelta(days=5))


def test_a_critical_one_says_by_when_it_goes_on() -> None:
    owner = make_counsel(time_zone="Asia/Hong_Kong")
    row = the_row(make_watched(days=20, owner=owner, severity=CRITICAL))

    # Four hours from 09:00 in Hong Kong.
    assert "Acknowledge by Wed 27 May 2026, 13:00 HKT" in text(row)


def test_close_to_the_due_moment_there_is_a_quarter_of_the_time_left() -> None:
    owner = make_counsel(time_zone="America/Los_Angeles")
    deadline = make_watched(days=1, owner=owner, severity=CRITICAL)
    row = the_row(deadline)

    # Two hours before the end of the day, half an hour.
    body = text(row, now=deadline.due_at - timedelta(hours=2))

    assert "Acknowledge by Thu 28 May 2026, 22:29 PDT" in body


def test_an_overdue_critical_one_leaves_a_quarter_of_an_hour() -> None:
    owner = make_counsel(time_zone="UTC")
    row = the_row(make_watched(days=1, owner=owner, severity=CRITICAL))

    assert "by Sun 31 May 2026, 01:15 UTC" in text(row, now=NOW + timedelta(days=4))


def test_a_normal_one_does_not_go_on() -> None:
    assert "next person" not in text(the_row(make_watched(days=7)))


def test_a_critical_alert_can_be_acknowledged_and_does_not_say_it_goes_on() -> None:
    """Only deadlines are waited for: of nothing else it would be true."""
    row = make_alert("source", critical=True, about={"title": "CourtListener"})

    assert f"/reminders/{row.public_id}/" in text(row)
    assert "next person" not in text(row)


def test_without_the_page_nothing_is_asked_for(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.alerts.emails.no_pages"

    body = text(the_row(make_watched(days=7, severity=CRITICAL)))

    assert "Acknowledge" not in body
    assert "https://watchbrief.example/\n" in body
