"""Mail people about incidents with reminders, without any queue or row."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from risks.access.models import Disclosure, Person
from risks.access.operations import disclose
from risks.alerts.emails.watchdog import NoRoute, all_clear, send, warning
from risks.alerts.queries.monitoring.incidents import Incident

log = logging.getLogger(__name__)

# Key of an incident -> when people were last notified of it.
NotifiedAt = Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    notified_at: NotifiedAt
    # What was sent and to whom, and what did not go as it should.
    text: str = ""
    reached: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def notify(
    found: Sequence[Incident],
    *,
    notified_at: NotifiedAt,
    addresses: Iterable[str],
    now: datetime,
) -> Notified:
    """Mail incidents that are new or due again, and the end of all; writes no row."""
    words = _words(found, notified_at=notified_at, now=now)
    if words is None:
        return Notified(notified_at={each.key: notified_at[each.key] for each in found})
    reached, problems = _send_each(words, addresses=addresses)
    if not reached:
        # Nobody was reached: the next run tries again.
        return Notified(
            notified_at=notified_at, problems=(*problems, "nobody could be reached")
        )
    return Notified(
        notified_at={each.key: now for each in found},
        text="\n\n".join(words),
        reached=tuple(reached),
        problems=tuple(problems),
    )


def record(text: str, *, reached: Iterable[str], now: datetime) -> None:
    """Record the disclosure, if the database can be written just now."""
    try:
        for address in reached:
            disclose(
                text.encode(),
                channel=Disclosure.Channel.MAIL,
                person=Person.objects.filter(email=address).order_by("pk").first(),
                address=address,
                objects_shown=["watchdog"],
                now=now,
            )
    except Exception:
        log.exception("watchdog: the disclosure is not recorded")


def _words(
    found: Sequence[Incident], *, notified_at: NotifiedAt, now: datetime
) -> tuple[str, str] | None:
    if any(_is_due(incident, notified_at=notified_at, now=now) for incident in found):
        return warning([incident.line for incident in found])
    if notified_at and not found:
        return all_clear()
    return None


def _is_due(incident: Incident, *, notified_at: NotifiedAt, now: datetime) -> bool:
    before = notified_at.get(incident.key)
    # A clock that was set back must not silence it until it has caught up.
    return before is None or not (now - incident.repeat_after < before <= now)


def _send_each(
    words: tuple[str, str], *, addresses: Iterable[str]
) -> tuple[list[str], list[str]]:
    """One by one, so that a refused address costs nobody else the mail."""
    reached: list[str] = []
    problems: list[str] = []
    for address in dict.fromkeys(addresses):
        try:
            problems += send(words, to=address)
        except NoRoute as fault:
            problems.append(str(fault))
        else:
            reached.append(address)
    return reached, problems
