"""What the processes write to standard error: an event is a line, or a JSON object.

A fault is written once, with the kinds of its exceptions and the places in the code
where they arose. Their messages are left out: they may quote a privileged note, or
what a person typed.
"""

import copy
import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

from celery import current_task
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

HEADER = "X-Request-ID"
# A proxy's own number is taken over, if no line could be forged with it.
_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
_number: ContextVar[str] = ContextVar("number", default="")
_requests = logging.getLogger("tracker.requests")

Fault = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)
Answer = Callable[[HttpRequest], HttpResponse]


def request_number() -> str:
    """Return the number of the request or job at work; empty where there is none."""
    if number := _number.get():
        return number
    return str(current_task.request.id or "") if current_task else ""


def numbered(get_response: Answer) -> Answer:
    """Middleware: give each request a number and write one line when it is answered.

    The line has the route and not the address: an address may be a secret, as that of a
    calendar feed is, and its query may hold what a person searched for.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if _NUMBER.fullmatch(given) else uuid.uuid4().hex
        began = time.perf_counter()
        # It stays until the next request: Django writes of a refusal after this.
        _number.set(number)
        response = get_response(request)
        response[HEADER] = number
        _requests.info(
            "%s %s %s %.0f ms, person %s",
            request.method,
            _route(request),
            response.status_code,
            1000 * (time.perf_counter() - began),
            getattr(getattr(request, "user", None), "pk", None),
        )
        return response

    return answer


class Line(logging.Formatter):
    """A line of text, with the places of a fault on the lines below it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(number)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return super().format(_ours(record))

    def formatException(self, ei: Fault) -> str:
        return "\n".join(f"  {line}" for line in places(ei[1]))


class JSONLine(logging.Formatter):
    """A JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        said = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "number": request_number() or "-",
            "message": _ours(record).getMessage(),
        }
        if record.exc_info:
            said["fault"] = "\n".join(places(record.exc_info[1]))
        return json.dumps(said, ensure_ascii=False)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Show the number under which the fault is in the log, and ask no database."""
    page = render_to_string("500.html", {"number": request_number()})
    return HttpResponse(page, status=500)


def _ours(record: logging.LogRecord) -> logging.LogRecord:
    """Return the record with its number, and without what another formatter kept."""
    record = copy.copy(record)
    record.number = request_number() or "-"
    record.exc_text = None
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
        # Django's lines about a refusal or a fault end with the address, if they
        # have any arguments.
        record.args = (*record.args[:-1], _route(request)) if record.args else ()
    if isinstance(record.args, Mapping) and "exc" in record.args:
        # Celery's line about a job that failed ends with the exception's message.
        record.msg = "Task %(name)s[%(id)s] %(description)s"
    return record


def _route(request: HttpRequest) -> str:
    """Return the pattern that a request's address fits, such as "cases/<id>/"."""
    match = request.resolver_match
    return f"/{match.route}" if match else "no page"


def places(fault: BaseException | None) -> Iterator[str]:
    """Yield the kind and the places of a fault and of what led to it."""
    while fault is not None:
        yield f"{type(fault).__module__}.{type(fault).__qualname__}"
        for frame in traceback.extract_tb(fault.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        unsaid = None if fault.__suppress_context__ else fault.__context__
        fault = fault.__cause__ or unsaid
