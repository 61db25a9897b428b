"""Send each person's digest once a morning, or once a week."""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet

from risks.access.models import Disclosure, Person
from risks.access.operations import disclose
from risks.alerts.emails.deadline_digest import deadline_digest
from risks.alerts.models import Attempt, Digest
from risks.alerts.operations.monitoring.alarms import close_alarm, raise_alarm
from risks.alerts.operations.sending.post import post
from risks.alerts.queries.digest.digest import DigestRow, digest_readers, digest_rows
from risks.alerts.queries.digest.mornings import Morning, morning_of
from risks.alerts.queries.limits import sending_limits
from risks.clock import read_clock
from risks.engine.sentences import operating as words

log = logging.getLogger(__name__)

UNSENT = "digests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    sent: int
    # The next run tries them again.
    unsent: int


def send_digests(*, now: datetime) -> Digested:
    """Send those whose morning has come; twice sends nothing. Any number at once."""
    people = Person.objects.filter(pk__in=digest_readers()).order_by("pk")
    outcomes = Counter(_try(person, now=now) for person in list(people))
    unsent = outcomes[False]
    if unsent:
        text = words.UNSENT_DIGESTS(unsent=unsent)
        raise_alarm(UNSENT, text=text, now=now)
    else:
        close_alarm(UNSENT, now=now)
    return Digested(sent=outcomes[True], unsent=unsent)


def _try(person: Person, *, now: datetime) -> bool | None:
    """None: not due, sent before, or in the hands of another sender."""
    try:
        morning = morning_of(person, now=now)
        return _serve(person, morning, now=now) if morning else None
    except Exception:
        log.exception("digest of person %s", person.pk)
        return False


def _serve(person: Person, morning: Morning, *, now: datetime) -> bool | None:
    unsent = _claim(person, morning, now=now)
    if unsent is None:
        return None
    rows = digest_rows(person.pk, until=morning.until)
    message = deadline_digest(person, morning, rows, now=now)
    posted = post(message)
    if posted.outcome != Attempt.Outcome.SENT:
        unsent.update(lease_until=None, last_error=posted.error)
        return False
    unsent.update(lease_until=None, last_error="", sent_at=now, lines=len(rows))
    _disclose(person, message, rows, now=now)
    return True


def _claim(
    person: Person, morning: Morning, *, now: datetime
) -> QuerySet[Digest] | None:
    """A lease on the database's bare clock: a killed sender's digest is sent again."""
    mine = Digest.objects.filter(person=person, period=morning.period)
    if mine.filter(sent_at__isnull=False).exists():
        return None
    first = Digest(person=person, period=morning.period, created_at=now)
    # Two at once: the constraint keeps one, and the conditional UPDATE is the arbiter.
    Digest.objects.bulk_create([first], ignore_conflicts=True)
    unsent = mine.filter(sent_at__isnull=True)
    bare = read_clock().bare
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=bare)
    taken = unsent.filter(free).update(lease_until=bare + sending_limits().lease)
    return unsent if taken else None


def _disclose(
    person: Person, message: EmailMessage, rows: list[DigestRow], *, now: datetime
) -> None:
    disclose(
        message.message().as_bytes(),
        channel=Disclosure.Channel.MAIL,
        person=person,
        address=person.email,
        objects_shown=[f"deadline {row.code}" for row in rows],
        now=now,
    )
