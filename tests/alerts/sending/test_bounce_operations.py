"""A report of a failed delivery is read, believed only when signed, and answered."""

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from risks.alerts.emails.return_path import token
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations import answer_bounces, dispatch_due, read_bounces
from tests.alerts.bounces import FAILURES, report, return_path
from tests.alerts.sending.mailserver import MailServer
from tests.alerts.world import States, make_counsel, make_watched, wall_off
from tests.factories import NOW, make_case

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("at_now"),
]


@pytest.fixture
def maildir(settings: Settings, tmp_path: Path) -> Path:
    settings.BOUNCE_ADDRESS = "bounces@acme.example"
    settings.BOUNCE_MAILDIR = str(tmp_path)
    (tmp_path / "new").mkdir()
    return tmp_path


def deliver(maildir: Path, text: str | bytes, *, name: str = "1.host") -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    (maildir / "new" / name).write_bytes(raw)


def filed(maildir: Path) -> list[str]:
    return sorted(path.name for path in (maildir / "cur").iterdir())


def sent_row() -> Notification:
    """Of a deadline with an owner and a supervisor above them."""
    boss = make_counsel("boss")
    make_watched(days=2, owner=make_counsel("owner", supervisor=boss))
    dispatch_due()
    return Notification.objects.get(state=States.SENT)


def states() -> dict[str, str]:
    rows = Notification.objects.order_by("pk").select_related("recipient")
    return {row.recipient.username: row.state for row in rows}


@pytest.mark.parametrize("server", FAILURES)
def test_a_failure_goes_to_the_next_person(maildir: Path, server: str) -> None:
    row = sent_row()
    deliver(maildir, report(server, row))

    bounced = read_bounces(now=NOW)

    row.refresh_from_db()
    assert (bounced, row.state, row.bounced_at) == (1, States.BOUNCED, NOW)
    assert row.escalated_to is not None
    assert row.escalated_to.recipient.username == "boss"
    assert row.escalated_to.fire_at == NOW
    assert filed(maildir) == ["1.host:2,S"]


def test_a_delay_changes_nothing(maildir: Path) -> None:
    row = sent_row()
    deliver(maildir, report("postfix_delayed", row))

    read_bounces(now=NOW)

    assert states() == {"owner": States.SENT}
    assert filed(maildir) == ["1.host:2,S"]


def test_the_next_mail_leaves_at_once_and_without_celery(
    maildir: Path, mail_server: MailServer
) -> None:
    row = sent_row()
    deliver(maildir, report("postfix", row))

    call_command("dispatcher")

    assert states() == {"owner": States.BOUNCED, "boss": States.SENT}
    assert [mail["To"] for mail in mail_server.inbox][1:] == ["boss@example.com"]


def test_the_job_lets_it_leave_at_once_too(maildir: Path) -> None:
    deliver(maildir, report("postfix", sent_row()))

    answer_bounces(now=NOW)

    assert states()["boss"] == States.SENT


def test_at_the_end_of_the_chain_an_alarm_stands_and_quotes_nobody(
    maildir: Path,
) -> None:
    make_watched(days=2)
    dispatch_due()
    row = Notification.objects.get()
    deliver(maildir, report("exim", row).replace("No such person", "Zanzibar"))

    read_bounces(now=NOW)

    row.refresh_from_db()
    assert row.state == States.BOUNCED
    assert row.alarm is not None
    assert "bounced 5.0.0" in row.alarm.text
    assert "Zanzibar" not in row.alarm.text
    assert "Zanzibar" in row.last_error


def test_the_same_report_again_changes_nothing(maildir: Path) -> None:
    row = sent_row()
    deliver(maildir, report("postfix", row))
    read_bounces(now=NOW)
    deliver(maildir, report("postfix", row), name="2.host")

    bounced = read_bounces(now=NOW)

    assert bounced == 0
    assert Notification.objects.count() == 2
    assert filed(maildir) == ["1.host:2,S", "2.host:2,S"]


def test_an_address_in_capitals_is_the_same_address(maildir: Path) -> None:
    row = sent_row()
    deliver(
        maildir,
        report("exchange", row, sent_to=return_path(row).upper(), signed="none"),
    )

    assert read_bounces(now=NOW) == 1


def test_an_address_that_was_rewritten_is_found_in_the_returned_mail(
    maildir: Path,
) -> None:
    row = sent_row()
    deliver(
        maildir,
        report(
            "gmail", row, sent_to="bounces@acme.example", recipient="new@else.where"
        ),
    )

    assert read_bounces(now=NOW) == 1


def test_a_report_signed_by_another_moves_nothing(maildir: Path) -> None:
    row = sent_row()
    forged = f"{row.key[:24]}.{'a' * 16}"
    text = report(
        "postfix",
        row,
        sent_to=f"bounces+{forged}@acme.example",
        signed=forged,
        recipient="mallory@example.com",
    )
    deliver(maildir, text)

    bounced = read_bounces(now=NOW)

    assert (bounced, states()) == (0, {"owner": States.SENT})
    assert not Alarm.objects.exists()
    assert filed(maildir) == ["1.host:2,S"]


def test_an_unsigned_report_about_our_mail_to_its_reader_is_an_alarm(
    maildir: Path,
) -> None:
    row = sent_row()
    text = report("postfix", row, sent_to="bounces@acme.example", signed="none")
    deliver(maildir, text)
    deliver(maildir, text, name="2.host")

    bounced = read_bounces(now=NOW)

    assert (bounced, states()) == (0, {"owner": States.SENT})
    assert row.deadline is not None
    assert row.deadline.code in Alarm.objects.get().text


def test_a_key_that_was_changed_still_counts_while_it_is_named(
    maildir: Path, settings: Settings
) -> None:
    row = sent_row()
    deliver(maildir, report("postfix", row))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the house, long enough for the check"

    assert read_bounces(now=NOW) == 1


def test_a_signed_report_about_a_row_that_is_gone_is_put_by(maildir: Path) -> None:
    row = sent_row()
    text = report("postfix", row)
    Notification.objects.all().delete()
    deliver(maildir, text)

    assert read_bounces(now=NOW) == 0
    assert filed(maildir) == ["1.host:2,S"]


def test_a_report_that_overtakes_its_own_sending_waits(maildir: Path) -> None:
    row = sent_row()
    lease = {"lease_token": "0" * 32, "lease_until": NOW}
    Notification.objects.filter(pk=row.pk).update(state=States.SENDING, **lease)
    deliver(maildir, report("postfix", row))

    early = read_bounces(now=NOW)
    free = {"lease_token": None, "lease_until": None}
    Notification.objects.filter(pk=row.pk).update(state=States.SENT, **free)
    later = read_bounces(now=NOW)

    assert (early, later) == (0, 1)


def test_of_a_deadline_that_is_over_nobody_else_is_told(maildir: Path) -> None:
    row = sent_row()
    deadline = row.deadline
    assert deadline is not None
    deadline.status, deadline.close_reason = "met", "Filed."
    deadline.closed_at = NOW
    deadline.save()
    deliver(maildir, report("postfix", row))

    bounced = read_bounces(now=NOW)

    row.refresh_from_db()
    assert (bounced, states()) == (0, {"owner": States.SENT})
    assert "5.1.1" in row.last_error


def test_the_next_person_is_one_who_may_see_the_matter(maildir: Path) -> None:
    row = sent_row()
    assert row.deadline is not None
    wall_off(row.deadline, leaving=[row.recipient])
    deliver(maildir, report("postfix", row))

    read_bounces(now=NOW)

    assert states() == {"owner": States.BOUNCED}
    assert Alarm.objects.filter(key__startswith="undelivered").count() == 1


def test_a_folder_that_is_not_there_is_an_alarm_until_it_is(
    maildir: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.BOUNCE_MAILDIR = str(tmp_path / "missing")
    read_bounces(now=NOW)
    assert Alarm.objects.filter(closed_at=None).count() == 1

    settings.BOUNCE_MAILDIR = str(maildir)
    read_bounces(now=NOW)

    assert not Alarm.objects.filter(closed_at=None).exists()


def test_without_a_folder_nothing_is_read(settings: Settings) -> None:
    settings.BOUNCE_MAILDIR = ""

    assert read_bounces(now=NOW) == 0


def test_each_mail_leaves_with_a_signed_return_path_and_our_own_from(
    maildir: Path, mail_server: MailServer
) -> None:
    make_watched(days=2, case=make_case())
    dispatch_due()

    row = Notification.objects.get()
    (message,) = mail_server.inbox
    assert mail_server.senders == [return_path(row)]
    assert len(return_path(row).partition("@")[0]) <= 64
    assert message["From"] == "Watchbrief <watchbrief@localhost>"
    assert message["X-Watchbrief-Return"] == token(row.key)


def test_without_an_address_the_envelope_is_from_the_sender(
    mail_server: MailServer,
) -> None:
    make_watched(days=2)

    dispatch_due()

    assert mail_server.senders == ["watchbrief@localhost"]
