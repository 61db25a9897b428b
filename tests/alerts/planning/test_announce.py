import pytest
from django.core import mail

from risks.access.models import Person
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import announce, dispatch_due
from tests.alerts.world import States, make_counsel
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def announce_report(*people: Person) -> int:
    return announce(
        Notification.Kind.REPORT,
        object_id=7,
        people=people,
        about={"title": "Board report, May 2026", "path": "/reports/abc/"},
        now=NOW,
    )


def test_each_person_is_told_that_a_report_is_ready() -> None:
    announce_report(make_counsel("grace"), make_counsel("iris"))

    dispatch_due()

    assert [message.subject for message in mail.outbox] == [
        "Report ready: Board report, May 2026"
    ] * 2
    assert "/reports/abc/" in str(mail.outbox[0].body)


def test_announcing_twice_tells_once() -> None:
    grace = make_counsel()
    announce_report(grace)

    again = announce_report(grace)

    dispatch_due()
    assert (again, len(mail.outbox)) == (0, 1)


def test_who_has_left_is_not_told() -> None:
    announce_report(make_counsel(is_active=False))

    dispatch_due()

    assert mail.outbox == []
    assert Notification.objects.get().state == States.CANCELLED


def test_an_undeliverable_announcement_is_an_alarm() -> None:
    announce_report(make_counsel(email="nowhere"))

    dispatch_due()

    assert "report 7" in Alarm.objects.get().text


def test_an_announcement_without_words_still_leaves() -> None:
    announce(
        Notification.Kind.REPORT,
        object_id=7,
        people=[make_counsel()],
        about={},
        now=NOW,
    )

    dispatch_due()

    assert "Sign in" in str(mail.outbox[0].body)
