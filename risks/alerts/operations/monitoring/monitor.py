"""Tell people, past every queue and row, that reminders are in trouble."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from risks.access.models import Disclosure, Person
from risks.access.operations import disclose
from risks.alerts.emails.watchdog import NoRoute, all_clear, send, warning
from risks.alerts.queries.monitoring.incidents import Trouble

log = logging.getLogger(__name__)

# Key of a trouble -> when it was last told.
Told = Mapping[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    told: Told
    # What was told and to whom, and what did not go as it should.
    text: str = ""
    reached: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def tell(
    found: Sequence[Trouble], *, told: Told, addresses: Iterable[str], now: datetime
) -> Watched:
    """Mail what is new or due again, and once that all is over. Writes no row."""
    words = _words(found, told=told, now=now)
    if words is None:
        return Watched(told={each.key: told[each.key] for each in found})
    reached, said = _send_each(words, addresses=addresses)
    if not reached:
        # Told to nobody: the next run tries again.
        return Watched(told=told, said=(*said, "nobody could be told"))
    return Watched(
        told={each.key: now for each in found},
        text="\n\n".join(words),
        reached=tuple(reached),
        said=tuple(said),
    )


def record(text: str, *, reached: Iterable[str], now: datetime) -> None:
    """In the ledger of what left, if the database can be written just now."""
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
        log.exception("watchdog: what left is not in the ledger")


def _words(
    found: Sequence[Trouble], *, told: Told, now: datetime
) -> tuple[str, str] | None:
    if any(_is_due(trouble, told=told, now=now) for trouble in found):
        return warning([trouble.line for trouble in found])
    if told and not found:
        return all_clear()
    return None


def _is_due(trouble: Trouble, *, told: Told, now: datetime) -> bool:
    before = told.get(trouble.key)
    # A clock that was set back must not silence it until it has caught up.
    return before is None or not (now - trouble.told_again_after < before <= now)


def _send_each(
    words: tuple[str, str], *, addresses: Iterable[str]
) -> tuple[list[str], list[str]]:
    """One by one, so that a refused address costs nobody else the mail."""
    reached: list[str] = []
    said: list[str] = []
    for address in dict.fromkeys(addresses):
        try:
            said += send(words, to=address)
        except NoRoute as fault:
            said.append(str(fault))
        else:
            reached.append(address)
    return reached, said
