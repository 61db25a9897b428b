"""Count one period of court time and show every step."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from risks.engine.time.courts import Court, UnknownCourt, court
from risks.engine.time.deadlines import (
    Computed,
    DeadlineError,
    Direction,
    Period,
    Service,
    Unit,
    count,
)
from risks.engine.time.readings import refuse_distant, spoken

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    _DATE.pattern + r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_Word = TypeVar("_Word", bound=StrEnum)


class Command(BaseCommand):
    help = "Count a period of court time and explain it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--trigger",
            required=True,
            help="2026-05-26, or 2026-05-26T10:23 for a period in hours; a time without"
            " an offset is the court's.",
        )
        parser.add_argument(
            "--period",
            required=True,
            help='"14 days", "72 hours", "5 business days", "3 court days" …',
        )
        parser.add_argument("--direction", required=True, help="after or before")
        parser.add_argument("--court", required=True, help="cacd, nysd …")
        parser.add_argument("--service", help=", ".join(Service))
        parser.add_argument(
            "--inaccessible",
            action="append",
            default=[],
            metavar="DATE",
            help="A day on which the clerk's office was inaccessible; may be repeated.",
        )
        parser.add_argument(
            "--holiday",
            action="append",
            default=[],
            metavar="DATE",
            help="A holiday of the court's state; may be repeated.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            period = Period.parse(options["period"])
            tribunal = _court(options["court"])
            computed = _count(options, period=period, tribunal=tribunal)
        except DeadlineError as error:
            message = f"--{error.field}: {error}"
            raise CommandError(message, returncode=2) from error
        show = _as_json if options["json"] else _as_text
        zoned = tribunal if period.unit is Unit.HOURS else None
        self.stdout.write(show(computed, zoned))


def _count(options: dict[str, Any], *, period: Period, tribunal: Court) -> Computed:
    service = options["service"]
    return count(
        trigger=_trigger(options["trigger"]),
        period=period,
        direction=_word(Direction, options["direction"], field="direction"),
        court=tribunal,
        service=None if service is None else _word(Service, service, field="service"),
        inaccessible=_dates(options["inaccessible"], field="inaccessible"),
        state_holidays=_dates(options["holiday"], field="holiday"),
    )


def _court(court_id: str) -> Court:
    try:
        return court(court_id)
    except UnknownCourt as error:
        raise DeadlineError(field="court", message=str(error)) from error


def _word(words: type[_Word], text: str, *, field: str) -> _Word:
    if text in set(words):
        return words(text)
    message = f"{text!r} is not one of {', '.join(words)}"
    raise DeadlineError(field=field, message=message)


def _dates(texts: Iterable[str], *, field: str) -> frozenset[date]:
    return frozenset(_date(text, field=field) for text in texts)


def _date(text: str, *, field: str) -> date:
    message = f"{text!r} is not a date; write it as 2026-05-26"
    if not _DATE.fullmatch(text):
        raise DeadlineError(field=field, message=message)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise DeadlineError(field=field, message=message) from error
    refuse_distant(day, field=field)
    return day


def _trigger(text: str) -> date | datetime:
    if not _MOMENT.fullmatch(text):
        return _date(text, field="trigger")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a date and time; write it as 2026-05-26T10:23"
        raise DeadlineError(field="trigger", message=message) from error


def _as_json(computed: Computed, zoned: Court | None) -> str:
    """Dates in ISO 8601; for hours, clock times with the court's offset."""
    safe, late = (
        computed.calendared_date.isoformat(),
        computed.latest_arguable_date.isoformat(),
    )
    if zoned is not None:
        safe = computed.due_local.replace(tzinfo=zoned.zone).isoformat()
        late = computed.late_local.replace(tzinfo=zoned.zone).isoformat()
    steps = [step.text for step in computed.steps]
    shown = {"safe": safe, "late": late, "reason": computed.reason, "steps": steps}
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _as_text(computed: Computed, zoned: Court | None) -> str:
    safe, late = spoken(computed.calendared_date), spoken(computed.latest_arguable_date)
    if zoned is not None:
        safe = f"{safe}, {computed.due_local:%H:%M:%S} ({computed.tz})"
        late = f"{late}, {computed.late_local:%H:%M:%S} ({computed.tz})"
    lines = [f"Safe date: {safe}", f"Late date: {late}"]
    if computed.reason:
        lines.append(f"They differ: {computed.reason}")
    lines += [f"{n:3}. {step.text}" for n, step in enumerate(computed.steps, 1)]
    lines.append("A computation, not legal advice: check it against the rule's text.")
    return "\n".join(lines)
