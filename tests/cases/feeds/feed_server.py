"""A court of our own on loopback, with an RSS feed that says which version it is."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from risks.cases.models import DocketSource
from risks.cases.operations import file_waiting, poll_next_feed
from tests.cases.feeds.loopback import Answer, Loopback, on_loopback
from tests.cases.intake.courtmail import feed
from tests.factories import NOW


class OwnCourt(Loopback):
    def __init__(self) -> None:
        super().__init__()
        self.items: list[str] = []
        self.names_versions = True
        # The status of each answer that was no fault.
        self.statuses: list[int] = []

    def told(self, path: str) -> Answer:
        body = feed(*self.items).encode()
        mark = f'"{hashlib.sha256(body).hexdigest()}"' if self.names_versions else ""
        same = mark and self.headers[-1].get("If-None-Match") == mark
        self.statuses.append(304 if same else 200)
        if same:
            return 304, {}, b""
        return 200, {"ETag": mark} if mark else {}, body


@contextmanager
def own_court() -> Iterator[OwnCourt]:
    court = OwnCourt()
    with on_loopback(court):
        yield court


def make_feed(url: str, **fields: Any) -> DocketSource:
    fields.setdefault("name", "Feed of cacd")
    fields.setdefault("court_id", "cacd")
    return DocketSource.objects.create(
        kind=DocketSource.Kind.RSS,
        address=f"{url}/cgi-bin/rss_outside.pl",
        created_at=NOW,
        **fields,
    )


def poll(*, now: datetime = NOW, timeout: float = 2) -> int:
    """All feeds that are due, filed; how many were asked for."""
    asked = 0
    while poll_next_feed(now=now, timeout=timeout):
        asked += 1
    file_waiting(now=now)
    return asked
