"""Against a real mail server over a real socket."""

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from risks.alerts.models import Attempt, Notification
from risks.alerts.operations import dispatch_due
from tests.alerts.sending.mailserver import MailServer, free_port
from tests.alerts.world import States, make_watched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def the_row() -> Notification:
    return Notification.objects.get()


def body_of(server: MailServer) -> str:
    part = server.inbox[0].get_body(("plain",))  # type: ignore[attr-defined]
    return str(part.get_content())


def test_an_accepted_mail_is_sent_once(mail_server: MailServer) -> None:
    deadline = make_watched(days=2)

    dispatch_due()
    dispatch_due()

    (message,) = mail_server.inbox
    assert message["Message-ID"] == the_row().message_id
    assert deadline.code in body_of(mail_server)


def test_a_temporary_answer_is_tried_again_with_the_same_message_id(
    mail_server: MailServer,
) -> None:
    make_watched(days=2)
    mail_server.answer = "451 later"
    dispatch_due()
    assert (the_row().state, the_row().attempts) == (States.SCHEDULED, 1)

    mail_server.answer = "250 taken"
    Notification.objects.update(not_before=None)
    dispatch_due()

    (message,) = mail_server.inbox
    assert message["Message-ID"] == the_row().message_id


def test_a_permanent_answer_ends_in_an_alarm(mail_server: MailServer) -> None:
    make_watched(days=2)
    mail_server.answer = "550 no"

    dispatch_due()

    row = the_row()
    assert (row.state, row.alarm is not None) == (States.FAILED, True)
    assert Attempt.objects.get().smtp_code == 550


def test_a_connection_dropped_after_the_text_is_ambiguous(
    mail_server: MailServer,
) -> None:
    make_watched(days=2)
    mail_server.drop_at = "DATA"

    dispatch_due()

    assert (the_row().state, the_row().ambiguous) == (States.SCHEDULED, True)


def test_a_connection_dropped_before_the_text_is_not(mail_server: MailServer) -> None:
    make_watched(days=2)
    mail_server.drop_at = "RCPT"

    dispatch_due()

    assert (the_row().state, the_row().ambiguous) == (States.SCHEDULED, False)


def test_a_repeat_after_a_lost_answer_has_the_same_message_id(
    mail_server: MailServer,
) -> None:
    make_watched(days=2)
    mail_server.drop_at = "DATA"
    dispatch_due()

    mail_server.drop_at = ""
    Notification.objects.update(not_before=None)
    dispatch_due()

    first, second = mail_server.inbox
    assert first["Message-ID"] == second["Message-ID"]


def test_no_server_at_all_is_a_temporary_failure(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "risks.alerts.emails.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    make_watched(days=2)

    dispatch_due()

    assert (the_row().state, the_row().attempts) == (States.SCHEDULED, 1)


def test_a_plain_message_goes_through_unchanged(mail_server: MailServer) -> None:
    EmailMessage(subject="Hello", body="there\n", to=["a@example.com"]).send()

    assert body_of(mail_server).strip() == "there"
