"""A mail server in memory that looks over the sender's shoulder, and can kill it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from smtplib import SMTPDataError

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from risks.access.queries import sees
from risks.alerts.models import Notification
from risks.cases.models import Deadline


class Killed(BaseException):
    """What `kill -9` is to a process: nothing below catches it."""


@dataclass
class Desk:
    """What the next mails meet, and what has been taken."""

    # "taken", "later" (451), "never" (550), "killed before", "killed after".
    answers: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    kills: int = 0


DESK = Desk()


class Recorder(BaseEmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            self._take(message)
        return len(messages)

    def _take(self, message: EmailMessage) -> None:
        answer = DESK.answers.pop(0) if DESK.answers else "taken"
        if answer == "killed before":
            DESK.kills += 1
            raise Killed
        if answer in ("later", "never"):
            raise SMTPDataError(451 if answer == "later" else 550, b"no")
        _judge(message)
        DESK.taken.append(str(message.message()["Message-ID"]))
        if answer == "killed after":
            DESK.kills += 1
            raise Killed


def _judge(message: EmailMessage) -> None:
    """Asked of the database at the moment of sending, and not of the product."""
    row = Notification.objects.select_related("deadline", "recipient").get(
        message_id=message.message()["Message-ID"]
    )
    deadline = row.deadline
    assert deadline is not None
    reasons = {
        "closed": deadline.status != Deadline.Status.OPEN,
        "moved": deadline.due_rev != row.revision,
        "inactive": not row.recipient.is_active,
        "walled": not sees(row.recipient, deadline),
    }
    DESK.wrong += [f"{why}: {row}" for why, holds in reasons.items() if holds]
