"""SMTP that can tell a refusal from a lost answer."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend


class AnswerLost(smtplib.SMTPServerDisconnected):
    """The connection broke after the text began: the server may have taken it."""


class _Connection(smtplib.SMTP):
    # The name is smtplib's.
    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override]
        try:
            return super().data(msg)
        except smtplib.SMTPResponseException:
            raise
        except OSError as fault:
            raise AnswerLost(str(fault)) from fault


class SmtpBackend(EmailBackend):
    """Django's, on a connection that marks the moment of no return."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Connection
