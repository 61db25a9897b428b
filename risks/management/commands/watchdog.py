"""Check from cron that reminders work, without Celery, Redis or a database."""

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from risks.alerts.emails.watchdog import ordinary_only, outside_addresses
from risks.alerts.emails.wording import one_line
from risks.alerts.operations.monitoring.monitor import NotifiedAt, notify, record
from risks.alerts.queries.monitoring.incidents import (
    Incident,
    compliance_addresses,
    incidents,
    no_answer,
)
from risks.clock import now

PATIENCE_SECONDS = 15
MEMORY = "watchdog.json"


class NoAnswer(Exception):
    """The database did not answer within the time limit."""


class Command(BaseCommand):
    help = "Mail the compliance list when reminders are in trouble; exit 1 while so."
    # A broken rule pack must not stop the check.
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        with _alone() as alone:
            if not alone:
                self.stderr.write("watchdog: another one is at work")
                raise SystemExit(1)
            healthy = self._watch()
        if not healthy:
            raise SystemExit(1)

    def _watch(self) -> bool:
        found, inside = _look()
        for incident in found:
            self.stderr.write(f"watchdog: {one_line(incident.line)}")
        if ordinary_only():
            self.stderr.write("watchdog: no WATCHDOG_SMTP_HOST: the ordinary route")
        done = notify(
            found,
            notified_at=self._recall(),
            addresses=[*inside, *outside_addresses()],
            now=now(),
        )
        for line in done.problems:
            self.stderr.write(f"watchdog: {line}")
        self._remember(done.notified_at)
        if done.reached and not any(incident.key == "database" for incident in found):
            record(done.text, reached=done.reached, now=now())
        if not found:
            self.stdout.write("reminders flow")
        untold = bool(done.problems) and not done.reached
        return not (untold or any(incident.is_unhealthy for incident in found))

    def _recall(self) -> NotifiedAt:
        """Return what was reported before; if unreadable, it is reported again."""
        try:
            kept = json.loads(_place(MEMORY).read_text(encoding="utf-8"))
            return {key: datetime.fromisoformat(at) for key, at in kept.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError, TypeError) as fault:
            self.stderr.write(f"watchdog: {MEMORY} is forgotten: {fault}")
            return {}

    def _remember(self, notified: NotifiedAt) -> None:
        kept = json.dumps({key: at.isoformat() for key, at in notified.items()})
        part = _place(f"{MEMORY}.part")
        try:
            part.write_text(kept, encoding="utf-8")
            part.replace(_place(MEMORY))
        except OSError as fault:
            self.stderr.write(f"watchdog: it will be reported again: {fault}")


def _look() -> tuple[list[Incident], list[str]]:
    """Return what is wrong, and the addresses of the compliance administrators."""
    try:
        with _patience(PATIENCE_SECONDS):
            return incidents(now=now()), compliance_addresses()
    except Exception as fault:
        # Any failure to check must itself be reported.
        first = next(iter(str(fault).splitlines()), "")
        said = one_line(f"{type(fault).__name__}: {first}")
        return [no_answer(said)], []


@contextmanager
def _patience(seconds: int) -> Iterator[None]:
    """Raise NoAnswer after some seconds, since a frozen database never answers."""

    def give_up(_number: int, _frame: object) -> None:
        raise NoAnswer(f"not within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _alone() -> Iterator[bool]:
    """Yield whether no other watchdog runs; one may still wait for a mail server."""
    try:
        lock = os.open(_place("watchdog.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        # Reporting twice is better than not at all.
        yield True
        return
    try:
        yield _locks(lock)
    finally:
        os.close(lock)


def _locks(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _place(name: str) -> Path:
    return Path(settings.VAR_DIR) / name
