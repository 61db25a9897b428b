"""The table of outcomes."""

import smtplib

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from risks.alerts.emails import AnswerLost
from risks.alerts.models import Attempt
from risks.alerts.operations.sending.post import judge, post

RETRY, FAILED = Attempt.Outcome.RETRY, Attempt.Outcome.FAILED


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (smtplib.SMTPDataError(451, "later"), RETRY),
        (smtplib.SMTPDataError(552, "too big"), FAILED),
        (smtplib.SMTPSenderRefused(421, b"busy", "us"), RETRY),
        (smtplib.SMTPSenderRefused(553, b"not you", "us"), FAILED),
        (smtplib.SMTPRecipientsRefused({"a@b.c": (450, b"grey")}), RETRY),
        (smtplib.SMTPRecipientsRefused({"a@b.c": (550, b"gone")}), FAILED),
        (smtplib.SMTPRecipientsRefused({}), FAILED),
        (smtplib.SMTPServerDisconnected("gone"), RETRY),
        (smtplib.SMTPConnectError(421, "busy"), RETRY),
        # Our password is wrong: that is no fault of each single mail.
        (smtplib.SMTPAuthenticationError(535, b"password"), RETRY),
        (ConnectionRefusedError("refused"), RETRY),
        (TimeoutError("slow"), RETRY),
        (OSError("disk full"), RETRY),
        (UnicodeEncodeError("ascii", "é", 0, 1, "address"), FAILED),
    ],
)
def test_what_a_fault_means(fault: Exception, outcome: Attempt.Outcome) -> None:
    assert judge(fault).outcome == outcome


def test_an_answer_lost_after_the_text_is_ambiguous() -> None:
    assert judge(AnswerLost("gone")).ambiguous
    assert not judge(smtplib.SMTPServerDisconnected("gone")).ambiguous


def test_a_refusal_keeps_its_code_and_words() -> None:
    posted = judge(smtplib.SMTPRecipientsRefused({"a@b.c": (550, b"no such user")}))

    assert (posted.smtp_code, posted.error) == (550, "550 no such user")


def test_a_server_that_took_no_copy_is_a_failure(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    posted = post(EmailMessage(subject="x", body="y", to=[]))

    assert posted.outcome == FAILED
