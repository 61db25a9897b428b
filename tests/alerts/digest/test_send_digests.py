"""Each morning one list to each owner and supervisor, even an empty one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from pytest_django import Settings

from risks.access.models import Disclosure, Person
from risks.alerts.models import Alarm, Digest
from risks.alerts.operations import send_digests
from risks.alerts.queries.digest.mornings import morning_of
from risks.clock import read_clock
from tests.alerts.conftest import SetClock
from tests.alerts.sending.mailserver import MailServer
from tests.alerts.world import make_counsel, make_watched, wall_off
from tests.factories import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# 07:30 in Hong Kong on Wednesday 27 May 2026, the 147th day of its year.
MORNING = datetime(2026, 5, 26, 23, 30, tzinfo=UTC)


def sent() -> list[EmailMultiAlternatives]:
    return list(mail.outbox)  # type: ignore[arg-type]


def test_a_digest_is_numbered_and_lists_overdue_first() -> None:
    owner = make_counsel("owner")
    late = make_watched(days=-2, owner=owner)
    soon = make_watched(days=14, owner=owner)
    make_watched(days=15, owner=owner)

    send_digests(now=MORNING)

    (message,) = sent()
    assert message.subject == "Digest 147 of this year: 1 overdue, 1 due in 14 days"
    assert message.to == ["owner@example.com"]
    body = str(message.body)
    assert body.index(late.code) < body.index("DUE IN THE NEXT") < body.index(soon.code)
    html = str(message.alternatives[0][0])
    assert late.code in html
    assert soon.title in html


def test_a_date_of_others_that_passed_is_listed_apart_and_not_as_overdue() -> None:
    theirs = make_watched(days=-2, owner=make_counsel(), whose="opponent")

    send_digests(now=MORNING)

    (message,) = sent()
    before, _, passed = str(message.body).partition("HAVE PASSED")
    assert message.subject == "Digest 147 of this year: nothing due"
    assert theirs.code in passed
    assert "OVERDUE" not in before


def test_one_is_sent_even_when_nothing_is_due() -> None:
    make_watched(days=60)

    send_digests(now=MORNING)

    (message,) = sent()
    assert message.subject == "Digest 147 of this year: nothing due"


def test_a_supervisor_sees_those_of_their_reports() -> None:
    boss = make_counsel("boss")
    deadline = make_watched(days=3, owner=make_counsel("owner", supervisor=boss))

    send_digests(now=MORNING)

    to_boss = next(one for one in sent() if one.to == ["boss@example.com"])
    assert deadline.code in str(to_boss.body)
    assert "Owner: owner" in str(to_boss.body)


def test_behind_a_wall_it_carries_codes_only() -> None:
    deadline = make_watched(days=3, title="Zanzibar settlement")
    wall_off(deadline, leaving=[deadline.owner])

    send_digests(now=MORNING)

    (message,) = sent()
    assert deadline.code in str(message.body)
    assert "Zanzibar" not in message.message().as_string()


def test_a_title_can_end_no_line_and_open_no_tag() -> None:
    make_watched(days=3, title="A\r\nBcc: x@example.com <script>")

    send_digests(now=MORNING)

    (message,) = sent()
    assert "\nBcc" not in str(message.body)
    assert "<script>" not in str(message.alternatives[0][0])


def test_a_second_run_sends_nothing() -> None:
    make_watched(days=3)
    send_digests(now=MORNING)

    again = send_digests(now=MORNING + timedelta(hours=9))

    assert (again.sent, again.unsent, len(sent())) == (0, 0, 1)


def test_the_next_morning_has_the_next_number() -> None:
    make_watched(days=3)
    send_digests(now=MORNING)

    send_digests(now=MORNING + timedelta(days=1))

    numbers = [message.subject.split(" of ")[0] for message in sent()]
    assert numbers == ["Digest 147", "Digest 148"]


def test_a_sender_killed_before_it_sent_costs_nobody_the_digest() -> None:
    """Its claim stands; when the lease has ended the next run sends."""
    deadline = make_watched(days=3)
    bare = read_clock().bare
    killed = Digest.objects.create(
        person=deadline.owner,
        period="2026-05-27",
        created_at=MORNING,
        lease_until=bare + timedelta(seconds=60),
    )
    during = send_digests(now=MORNING)
    killed.lease_until = bare - timedelta(seconds=1)
    killed.save()

    after = send_digests(now=MORNING)

    assert (during.sent, after.sent, len(sent())) == (0, 1, 1)


def test_before_half_past_seven_nothing_leaves() -> None:
    make_watched(days=3)

    done = send_digests(now=MORNING - timedelta(minutes=1))

    assert (done.sent, sent()) == (0, [])


def test_it_is_half_past_seven_on_each_readers_own_clock() -> None:
    make_watched(days=3, owner=make_counsel("east"))
    west = make_counsel("west", time_zone="America/Los_Angeles")
    make_watched(days=3, owner=west)

    send_digests(now=MORNING)
    first = [message.to for message in sent()]
    send_digests(now=MORNING + timedelta(hours=15))

    # In Los Angeles it was still the 26th's afternoon: that day's digest left at once.
    assert first == [["east@example.com"], ["west@example.com"]]
    assert [message.to for message in sent()[2:]] == [["west@example.com"]]


def weekly(**fields: object) -> Person:
    return make_counsel("weekly", digest="weekly", **fields)


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        (MORNING - timedelta(days=2, minutes=1), None),
        (MORNING - timedelta(days=2), "2026-W22"),
        # Monday was missed.
        (MORNING + timedelta(days=1), "2026-W22"),
    ],
)
def test_a_weekly_one_leaves_on_monday(moment: datetime, period: str | None) -> None:
    morning = morning_of(weekly(), now=moment)

    assert (morning.period if morning else None) == period


def test_a_weekly_one_looks_thirty_days_ahead_and_has_the_weeks_number() -> None:
    make_watched(days=28, owner=weekly())

    send_digests(now=MORNING - timedelta(days=2))

    (message,) = sent()
    assert message.subject == (
        "Digest 22 of this year (weekly): 0 overdue, 1 due in 30 days"
    )


def test_each_digest_is_recorded_as_a_disclosure() -> None:
    deadline = make_watched(days=3)

    send_digests(now=MORNING)

    left = Disclosure.objects.get()
    assert (left.person, left.channel) == (deadline.owner, "mail")
    assert left.objects_shown == [f"deadline {deadline.code}"]


def test_one_that_cannot_leave_is_an_alarm_and_is_tried_again(
    mail_server: MailServer,
) -> None:
    make_watched(days=3)
    mail_server.answer = "451 later"
    first = send_digests(now=MORNING)
    alarms = Alarm.objects.filter(closed_at=None).count()
    mail_server.answer = "250 taken"

    second = send_digests(now=MORNING)

    assert (first.unsent, alarms, second.sent) == (1, 1, 1)
    assert not Alarm.objects.filter(closed_at=None).exists()


def test_without_its_templates_a_bare_list_leaves(settings: Settings) -> None:
    deadline = make_watched(days=3)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]

    send_digests(now=MORNING)

    (message,) = sent()
    assert message.subject == "Digest 147 of this year"
    assert deadline.code in str(message.body)


def test_cron_sends_it_without_celery(
    set_clock: SetClock, capsys: pytest.CaptureFixture[str]
) -> None:
    set_clock(NOW)
    make_watched(days=3)

    call_command("deadline_digest")

    assert "1 sent, 0 to be tried again" in capsys.readouterr().out
    assert Digest.objects.get().period == f"{TODAY}"
