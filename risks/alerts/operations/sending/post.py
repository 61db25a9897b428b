"""Hand one message to the mail server and say what became of it."""

import logging
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage, get_connection

from risks.alerts.emails import AnswerLost
from risks.alerts.models import Attempt

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    outcome: Attempt.Outcome
    smtp_code: int | None = None
    error: str = ""
    # The server may have taken it although no answer came.
    ambiguous: bool = False


_connection: ContextVar[Any] = ContextVar("connection", default=None)


@contextmanager
def connection_kept_open() -> Iterator[None]:
    """Send all mails within over one connection, made anew if it breaks.

    Making one for each mail takes as long as the mail.
    """
    connection = get_connection()
    before = _connection.set(connection)
    try:
        yield
    finally:
        _connection.reset(before)
        _disconnect(connection)


def post(message: EmailMessage) -> Posted:
    try:
        taken = _send(message, connection=_connection.get())
    except Exception as fault:
        log.warning("mail to %s: %s", message.to, fault)
        return judge(fault)
    if not taken:
        return Posted(outcome=Attempt.Outcome.FAILED, error="the server took no copy")
    return Posted(outcome=Attempt.Outcome.SENT, smtp_code=250)


def _send(message: EmailMessage, *, connection: Any) -> int:
    if connection is None:
        return message.send()
    used_before = getattr(connection, "connection", None) is not None
    message.connection = connection
    try:
        connection.open()
        return message.send()
    except smtplib.SMTPServerDisconnected as fault:
        _disconnect(connection)
        # The server ended an idle connection before the text began: nothing was taken.
        if isinstance(fault, AnswerLost) or not used_before:
            raise
        return message.send()
    except Exception:
        _disconnect(connection)
        raise


def _disconnect(connection: Any) -> None:
    with suppress(Exception):
        connection.close()
    if hasattr(connection, "connection"):
        connection.connection = None


def judge(fault: Exception) -> Posted:
    """Permanent only what the server, or the address itself, says is permanent."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        answers: Sequence[tuple[int, bytes]] = list(fault.recipients.values())
        code, text = max(answers, default=(550, b"no recipient"))
        return _by_code(code, error=text.decode("utf-8", "replace"))
    if isinstance(fault, (smtplib.SMTPDataError, smtplib.SMTPSenderRefused)):
        return _by_code(fault.smtp_code, error=str(fault))
    # An address that cannot be written, or a header that cannot be.
    if isinstance(fault, ValueError):
        return Posted(outcome=Attempt.Outcome.FAILED, error=str(fault))
    return Posted(
        outcome=Attempt.Outcome.RETRY,
        smtp_code=getattr(fault, "smtp_code", None),
        error=f"{type(fault).__name__}: {fault}",
        ambiguous=isinstance(fault, AnswerLost),
    )


def _by_code(code: int, *, error: str) -> Posted:
    permanent = 500 <= code < 600
    outcome = Attempt.Outcome.FAILED if permanent else Attempt.Outcome.RETRY
    return Posted(outcome=outcome, smtp_code=code, error=f"{code} {error}")
