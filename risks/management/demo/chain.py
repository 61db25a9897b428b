"""Run the demo's chain through the worker: send each job and wait for its rows."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from celery import current_app

from risks.access.queries import people_by_scope
from risks.alerts.models import Heartbeat, Notification
from risks.alerts.queries.monitoring.health import DISPATCH, oldest_overdue_seconds
from risks.clock import now
from risks.exposure.queries import latest_run, present_inputs, run_hash
from risks.register.models import Company
from risks.reports.models import Report

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 90.0


class ChainBroken(RuntimeError):
    """A step did not produce its rows; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A job and the test for its rows; `is_done` gets the time it was sent."""

    task: str
    awaits: str
    is_done: Callable[[datetime], bool]


def walk() -> Iterator[Link]:
    """Run each job after the last one left its rows; raises `ChainBroken`."""
    for link in LINKS:
        sent_at = now()
        current_app.send_task(link.task)
        _await(link, sent_at)
        yield link


def _await(link: Link, sent_at: datetime) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not link.is_done(sent_at):
        if time.monotonic() > end:
            raise ChainBroken(
                f"{link.task}: no {link.awaits} after {PATIENCE_SECONDS:g} s;"
                " the worker's log says why."
            )
        time.sleep(POLL_SECONDS)


def _is_priced(_sent_at: datetime) -> bool:
    return all(_is_company_priced(company) for company in Company.objects.all())


def _is_company_priced(company: Company) -> bool:
    present = present_inputs(company, today=company.today(now()))
    for scope in people_by_scope():
        seen = [inputs for inputs in present if inputs.is_visible(scope)]
        run = latest_run(company, scope=scope)
        priced = run and run.has_shares and run.input_hash == run_hash(seen)
        if seen and not priced:
            return False
    return True


def _is_dispatched(sent_at: datetime) -> bool:
    beaten = Heartbeat.objects.filter(name=DISPATCH, at__gte=sent_at).exists()
    return beaten and oldest_overdue_seconds(now=sent_at) == 0


def _is_reported(_sent_at: datetime) -> bool:
    broken = Report.objects.exclude(last_error="").first()
    if broken:
        raise ChainBroken(f"reports.build_due: {broken.last_error}")
    ready = Report.objects.filter(pdf__isnull=False).values_list("pk", flat=True)
    reports = Notification.objects.filter(kind=Notification.Kind.REPORT)
    announced = set(reports.values_list("object_id", flat=True))
    waiting = Report.objects.filter(pdf__isnull=True)
    return bool(ready) and not waiting.exists() and set(ready) <= announced


EXPOSURE = Link(
    task="exposure.recalculate_stale", awaits="portfolio run", is_done=_is_priced
)
REMINDERS = Link(
    task="alerts.dispatch_due", awaits="sent reminder", is_done=_is_dispatched
)
REPORT = Link(task="reports.build_due", awaits="board report", is_done=_is_reported)
ANNOUNCED = Link(
    task="alerts.dispatch_due", awaits="sent announcement", is_done=_is_dispatched
)
LINKS = (EXPOSURE, REMINDERS, REPORT, ANNOUNCED)
