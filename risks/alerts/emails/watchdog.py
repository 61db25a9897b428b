"""The watchdog's mail: plain lines, no template, a mail route of its own."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.alerts.emails.wording import one_line

LINE_LIMIT = 600


class NoRoute(Exception):
    """No mail server takes the watchdog's mail."""


def outside_addresses() -> list[str]:
    written = (address.strip() for address in settings.WATCHDOG_TO.split(","))
    return [address for address in written if address]


def warning(lines: Sequence[str]) -> tuple[str, str]:
    """A subject and a text."""
    subject = ngettext(
        "Watchbrief: %(count)d incident with reminders",
        "Watchbrief: %(count)d incidents with reminders",
        len(lines),
    )
    return subject % {"count": len(lines)}, _text(lines)


def all_clear() -> tuple[str, str]:
    line = _("All incidents are over: reminders are sent, and no alarm is open.")
    return _("Watchbrief: reminders flow again"), _text([line])


def send(words: tuple[str, str], *, to: str) -> list[str]:
    """Send by the first route that takes it; return what the others answered.

    Raises NoRoute.
    """
    subject, text = words
    refusals: list[str] = []
    for name, connection in _routes():
        message = EmailMessage(subject, text, to=[to], connection=connection)
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        try:
            if message.send():
                return refusals
            refusals.append(f"{name} took no copy for {to}")
        except Exception as fault:
            refusals.append(f"{name} refuses the mail to {to}: {one_line(str(fault))}")
    raise NoRoute("; ".join(refusals))


def ordinary_only() -> bool:
    """Then what keeps reminders from leaving keeps the watchdog's mail as well."""
    return not settings.WATCHDOG_SMTP_HOST


def _routes() -> Iterator[tuple[str, BaseEmailBackend]]:
    if not ordinary_only():
        yield (
            f"{settings.WATCHDOG_SMTP_HOST}:{settings.WATCHDOG_SMTP_PORT}",
            get_connection(
                "django.core.mail.backends.smtp.EmailBackend",
                host=settings.WATCHDOG_SMTP_HOST,
                port=settings.WATCHDOG_SMTP_PORT,
                username=settings.WATCHDOG_SMTP_USER,
                password=settings.WATCHDOG_SMTP_PASSWORD,
                use_tls=settings.WATCHDOG_SMTP_TLS,
            ),
        )
    yield "the ordinary mail route", get_connection()


def _text(lines: Sequence[str]) -> str:
    text = "".join(f"- {one_line(line, limit=LINE_LIMIT)}\n" for line in lines)
    return f"{text}\n{settings.BASE_URL}\n"
