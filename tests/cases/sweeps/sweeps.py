"""A case that is followed at CourtListener, and its sweep."""

from datetime import datetime
from typing import Any

from risks.cases.models import Case, DocketSource
from risks.cases.operations import file_waiting, sweep_next
from tests.cases.sweeps.courtlistener_server import DOCKET
from tests.factories import NOW, make_case


def make_followed(number: int = DOCKET, **fields: Any) -> Case:
    return make_case(court_id="cacd", courtlistener_id=number, **fields)


def sweep(*, now: datetime = NOW, timeout: float = 2) -> int:
    """All that is due, filed; how many requests it took."""
    sent = 0
    while sweep_next(now=now, timeout=timeout):
        sent += 1
    file_waiting(now=now)
    return sent


def rest_source() -> DocketSource:
    return DocketSource.objects.get(kind=DocketSource.Kind.REST)
