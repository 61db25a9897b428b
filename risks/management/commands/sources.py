"""Each source of docket entries: when it last spoke, what it brought, is it silent."""

import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from risks.access.queries import now
from risks.cases.models import Delivery, DocketSource, Sweep
from risks.cases.queries import SWEEP_BUDGET, requests_left, sources_with_counts


class Command(BaseCommand):
    help = "List the sources of docket entries, and which of them are silent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--raw", metavar="ID", help="print a delivery as it came, and nothing else"
        )

    def handle(self, **options: Any) -> None:
        if options["raw"]:
            self._print_raw(options["raw"])
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
        delivery = Delivery.objects.filter(public_id=public_id).first()
        if delivery is None:
            raise CommandError(f'--raw: there is no delivery "{public_id}"')
        sys.stdout.buffer.write(bytes(delivery.body))


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
    return row | _of_sweep(source, moment)


def _of_sweep(source: DocketSource, moment: datetime) -> dict[str, Any]:
    if source.kind != DocketSource.Kind.REST:
        return {}
    until = source.resting_until
    refused = Sweep.objects.exclude(last_error="").order_by("case__code")
    return {
        "resting_until": until.isoformat() if until and moment < until else None,
        # In a minute, in an hour, in a day.
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
        text += _sweep_line(row)
    return f"{text}; {row['last_error']}" if row["last_error"] else text


def _sweep_line(row: dict[str, Any]) -> str:
    text = f", {row['requests_left'][-1]} of {SWEEP_BUDGET[-1][0]} requests left today"
    if row["resting_until"]:
        text += f", resting until {row['resting_until'][:16].replace('T', ' ')}"
    for code, problem in row["cases_refused"].items():
        text += f"; {code}: {problem}"
    return text
