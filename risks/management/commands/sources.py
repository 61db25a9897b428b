"""List the sources of docket entries: last success, entries, and silence."""

import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from risks.cases.models import Delivery, DocketSource, Sweep
from risks.cases.operations import retry_refused
from risks.cases.queries import SWEEP_BUDGET, requests_left, sources_with_counts
from risks.clock import now

ALL_REFUSED = "refused"


class Command(BaseCommand):
    help = "List the sources of docket entries, and which of them are silent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--raw", metavar="ID", help="print a delivery as it came, and nothing else"
        )
        parser.add_argument(
            "--retry",
            metavar="ID",
            help=f"try a refused delivery again, or all of them: {ALL_REFUSED}",
        )

    def handle(self, **options: Any) -> None:
        if options["raw"]:
            self._print_raw(options["raw"])
            return
        if options["retry"]:
            self._retry(options["retry"])
            return
        moment = now()
        rows = [_row(source, moment) for source in sources_with_counts()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        if not rows:
            self.stdout.write("No source is set up; add one in the admin.")
        for row in rows:
            self.stdout.write(_line(row))
        if not settings.COURTLISTENER_TOKEN:
            self.stdout.write("No sweep: COURTLISTENER_TOKEN is not set.")

    def _print_raw(self, public_id: str) -> None:
        delivery = _delivery("--raw", public_id)
        sys.stdout.buffer.write(bytes(delivery.body))

    def _retry(self, named: str) -> None:
        deliveries = Delivery.objects.all()
        if named != ALL_REFUSED:
            delivery = _delivery("--retry", named)
            if delivery.state != Delivery.State.REFUSED:
                raise CommandError(f'--retry: "{named}" is {delivery.state}')
            deliveries = deliveries.filter(pk=delivery.pk)
        waiting = retry_refused(deliveries)
        self.stdout.write(f"{waiting} refused deliveries wait again.")


def _delivery(option: str, public_id: str) -> Delivery:
    delivery = Delivery.objects.filter(public_id=public_id).first()
    if delivery is None:
        raise CommandError(f'{option}: there is no delivery "{public_id}"')
    return delivery


def _row(source: Any, moment: datetime) -> dict[str, Any]:
    last: datetime | None = source.last_success_at
    row = {
        "name": source.name,
        "kind": source.kind,
        "last_success": last.isoformat() if last else None,
        "entries": source.entries,
        "waiting": source.waiting,
        "refused": source.refused,
        "state": _state(source, moment),
        "last_error": source.last_error,
    }
    return row | _of_asked(source, moment) | _of_sweep(source, moment)


def _of_asked(source: DocketSource, moment: datetime) -> dict[str, Any]:
    if source.kind not in (DocketSource.Kind.REST, DocketSource.Kind.RSS):
        return {}
    until = source.resting_until
    asked = {"resting_until": until.isoformat() if until and moment < until else None}
    return asked | ({"last_feed": source.feed_tally} if source.feed_tally else {})


def _of_sweep(source: DocketSource, moment: datetime) -> dict[str, Any]:
    if source.kind != DocketSource.Kind.REST:
        return {}
    refused = Sweep.objects.exclude(last_error="").order_by("case__code")
    return {
        # Per minute, per hour and per day.
        "requests_left": requests_left(source, now=moment),
        "cases_refused": dict(refused.values_list("case__code", "last_error")),
    }


def _state(source: DocketSource, moment: datetime) -> str:
    if not source.is_active:
        return "off"
    return "SILENT" if source.silent_from < moment else "heard"


def _line(row: dict[str, Any]) -> str:
    heard = (row["last_success"] or "never")[:16].replace("T", " ")
    text = (
        f"{row['state']:6}  {row['name']} ({row['kind']}): last success {heard}, "
        f"{row['entries']} entries, {row['waiting']} waiting, {row['refused']} refused"
    )
    if "requests_left" in row:
        text += f", {row['requests_left'][-1]} of {SWEEP_BUDGET[-1][0]}"
        text += " requests left today"
    if row.get("resting_until"):
        text += f", resting until {row['resting_until'][:16].replace('T', ' ')}"
    text += _tally(row.get("last_feed"))
    for code, problem in row.get("cases_refused", {}).items():
        text += f"; {code}: {problem}"
    return f"{text}; {row['last_error']}" if row["last_error"] else text


def _tally(told: dict[str, Any] | None) -> str:
    """Return what became of each item of the last feed, in numbers that add up."""
    if not told:
        return ""
    text = (
        f", last feed: {told['items']} items, {told['new']} new, "
        f"{told['known']} known, {told['others']} of other cases, "
        f"{told['unread']} not read"
    )
    return "; ".join([text, *told["lines"]])
