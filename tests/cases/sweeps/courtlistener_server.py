"""A CourtListener of our own on loopback: it pages, and it fails as it is told to."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.cases.feeds.loopback import Answer, Loopback, on_loopback
from tests.cases.intake.webhook_alerts import entry

TOKEN = "a-token-of-ours"
PATH = "/api/rest/v4/docket-entries/"
DOCKET = 70691920


def rest_entry(number: int | None = 44, **fields: Any) -> dict[str, Any]:
    """As the webhook's, but its docket is a link."""
    docket = fields.pop("docket", DOCKET)
    link = f"https://www.courtlistener.com/api/rest/v4/dockets/{docket}/"
    fields.setdefault("date_modified", "2026-05-26T13:20:00.123456-07:00")
    return entry(number, docket=link, **fields)


def page(*entries: dict[str, Any], **fields: Any) -> bytes:
    """As CourtListener writes a page; its count is a link."""
    about = {"count": "https://x/?count=on", "next": None, "previous": None}
    return json.dumps({**about, "results": entries, **fields}).encode()


class OwnCourtListener(Loopback):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[dict[str, Any]] = []
        self.page_size = 20
        # Of the pages of one answer: 0 is the first.
        self.page_order: Callable[[int], list[int]] = lambda pages: list(range(pages))
        # What each request asked.
        self.asked: list[dict[str, str]] = []

    def answer(self, path: str) -> Answer | None:
        parts = urlsplit(path)
        self.asked.append(dict(_pairs(parts.query)) | {"path": parts.path})
        return super().answer(path)

    def told(self, path: str) -> Answer:
        if self.headers[-1].get("Authorization") != f"Token {TOKEN}":
            return 401, {}, b'{"detail": "Invalid token."}'
        return 200, {}, self._page(dict(_pairs(urlsplit(path).query)))

    def _page(self, asked: dict[str, str]) -> bytes:
        found = self._found(asked)
        pages = [
            found[at : at + self.page_size]
            for at in range(0, len(found), self.page_size)
        ] or [[]]
        at = int(asked.get("cursor", "0"))
        shown = pages[self.page_order(len(pages))[at]]
        further = {**asked, "cursor": str(at + 1)}
        link = f"{self.url}{PATH}?{urlencode(further)}" if at + 1 < len(pages) else None
        return page(*shown, next=link)

    def _found(self, asked: dict[str, str]) -> list[dict[str, Any]]:
        found = [
            one
            for one in self.entries
            if one["docket"].endswith(f"/{asked['docket']}/")
        ]
        if "date_modified__gt" in asked:
            after = datetime.fromisoformat(asked["date_modified__gt"])
            found = [one for one in found if _modified(one) > after]
        return sorted(found, key=_modified)


def _modified(one: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(one["date_modified"])


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for name, values in parse_qs(query).items():
        yield name, values[0]


@contextmanager
def own_courtlistener() -> Iterator[OwnCourtListener]:
    there = OwnCourtListener()
    with on_loopback(there):
        yield there
