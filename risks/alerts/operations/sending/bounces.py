"""Read the reports of mails that did not arrive, and remind the next person."""

import logging
import re
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from risks.alerts.emails.return_path import signed_names
from risks.alerts.emails.wording import one_line
from risks.alerts.models import Notification, NotificationQuerySet, State
from risks.alerts.operations.escalation.escalate import last_resort, next_step
from risks.alerts.operations.monitoring.alarms import close_alarm, raise_alarm
from risks.alerts.operations.sending.deliver import refuse
from risks.alerts.operations.sending.dispatch import dispatch_due
from risks.alerts.queries.planning.keys import named_by_key
from risks.alerts.queries.sending.subject import subject_of
from risks.alerts.sources.bounces import (
    MOST_BYTES,
    Answer,
    Report,
    read_report,
)
from risks.cases.sources.remote.maildir import FLAGGED, arrived, set_aside
from risks.engine.sentences import operating as words

log = logging.getLogger(__name__)

FOLDER = "bounces folder"
UNREADABLE = "bounces unreadable"
UNSIGNED = "bounce unsigned"
# In one look: a flood of forged reports must not keep a dispatcher from its mails.
MOST_MESSAGES = 500
_OUR_MESSAGE_ID = re.compile(r"\s*(<([0-9a-f]{32})@[^<>\s]{1,80}>)\s*")


class Verdict(Enum):
    BOUNCED = auto()
    # No report, a delay, a stranger's, or a row whose outcome is recorded already.
    IGNORED = auto()
    # Its sender has not yet written down that it left: asked again at the next look.
    EARLY = auto()


def answer_bounces(*, now: datetime) -> int:
    """Read them, and let the next person's mail leave without waiting for the beat."""
    bounced = read_bounces(now=now)
    if bounced:
        dispatch_due()
    return bounced


def read_bounces(*, now: datetime) -> int:
    """Take in each report of the maildir; how many rows bounced. Twice changes nothing.

    A report is moved to `cur` after its outcome is recorded: killed in between, it is
    read again, and finds a row that has bounced.
    """
    if not settings.BOUNCE_MAILDIR:
        return 0
    try:
        messages = arrived(Path(settings.BOUNCE_MAILDIR))
    except OSError as fault:
        text = words.FOLDER_UNREADABLE(fault=fault.strerror)
        raise_alarm(FOLDER, text=text, now=now)
        return 0
    close_alarm(FOLDER, now=now)
    verdicts = [_take_in(message, now=now) for message in messages[:MOST_MESSAGES]]
    return verdicts.count(Verdict.BOUNCED)


def _take_in(message: Path, *, now: datetime) -> Verdict:
    """Whatever is in it, it holds up neither the next one nor the dispatcher."""
    try:
        verdict = _judge(message, now=now)
        if verdict is not Verdict.EARLY:
            set_aside(message)
    except FileNotFoundError:
        # Another reader was faster.
        return Verdict.IGNORED
    except DatabaseError:
        log.exception("bounce %s: read again at the next look", message.name)
        return Verdict.EARLY
    except Exception as fault:
        log.warning("bounce %s is unreadable: %s", message.name, fault)
        _set_aside(message, now=now)
        return Verdict.IGNORED
    return verdict


def _set_aside(message: Path, *, now: datetime) -> None:
    raise_alarm(
        UNREADABLE,
        text=words.REPORT_UNREADABLE(file=one_line(message.name)),
        now=now,
    )
    try:
        set_aside(message, flag=FLAGGED)
    except OSError:
        log.exception("bounce %s stays where it is", message.name)


def _judge(message: Path, *, now: datetime) -> Verdict:
    with message.open("rb") as opened:
        report = read_report(opened.read(MOST_BYTES))
    if report is None:
        log.info("bounce %s is no report of delivery", message.name)
        return Verdict.IGNORED
    failed = next((answer for answer in report.answers if answer.is_final), None)
    if failed is None:
        first = report.answers[0]
        log.info("bounce %s: %s %s", message.name, first.action, first.status)
        return Verdict.IGNORED
    names = [name for text in report.addressed for name in signed_names(text)]
    row = next(filter(None, map(named_by_key, dict.fromkeys(names))), None)
    if row is None:
        log.warning("bounce %s is signed for no mail of ours", message.name)
        _suspect(report, failed, now=now)
        return Verdict.IGNORED
    return bounce(row, failed, now=now)


def bounce(found: Notification, failed: Answer, *, now: datetime) -> Verdict:
    """Record the bounce and remind the next person, in one transaction."""
    with transaction.atomic():
        row = _locked(found)
        if row.state == State.SENDING:
            return Verdict.EARLY
        if row.state != State.SENT:
            return Verdict.IGNORED
        error = one_line(f"bounced: {failed.status} {failed.diagnostic}", limit=500)
        refusal = refuse(row)
        if refusal and not refusal.handed_over:
            # Closed, moved, in other hands: nobody else needs a reminder any more.
            _rows(row).update(last_error=error)
            return Verdict.IGNORED
        # Unanswered, it may have gone on before: the next people are reminded anyway.
        step = next_step(row, now=now)
        # The server's own words stay out of it: alarms are not restricted.
        status = f"bounced {failed.status}"
        alarm = None if step else last_resort(row, error=status, now=now)
        _rows(row).enter(
            State.BOUNCED,
            bounced_at=now,
            last_error=error,
            escalated_to=step,
            alarm=alarm,
        )
    log.warning("notification %s %s", row.pk, status)
    return Verdict.BOUNCED


def _suspect(report: Report, failed: Answer, *, now: datetime) -> None:
    """Unsigned, but it returns a mail of ours and names its reader: a person looks.

    It moves no row, for anyone who knows the two could have written it.
    """
    shape = _OUR_MESSAGE_ID.fullmatch(report.message_id)
    row = named_by_key(shape.group(2)) if shape else None
    if shape is None or row is None or row.state != State.SENT:
        return
    same_mail = row.message_id == shape.group(1)
    same_reader = row.recipient.email.lower() == failed.recipient
    if not (same_mail and same_reader):
        return
    raise_alarm(
        f"{UNSIGNED} {row.key[:24]}",
        text=words.UNSIGNED_REPORT(
            subject=subject_of(row), person=row.recipient, status=failed.status
        ),
        now=now,
    )


def _locked(row: Notification) -> Notification:
    rows = Notification.objects.select_for_update(of=("self",)).select_related(
        "recipient",
        "deadline__owner__supervisor",
        "deadline__backup__supervisor",
        "deadline__case__restricted_matter",
        "risk__owner__supervisor",
        "risk__backup__supervisor",
        "case__owner__supervisor",
        "case__backup__supervisor",
    )
    return rows.get(pk=row.pk)


def _rows(row: Notification) -> NotificationQuerySet:
    return Notification.objects.filter(pk=row.pk, state=State.SENT)
