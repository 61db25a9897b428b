"""Read CourtListener's entries from its webhook and its REST pages.

Entries come in any order, a minute entry has no number, and dates are the court's own.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict
from pydantic_core import core_schema

from risks.cases.sources.docket import Entry, SourceRefused
from risks.cases.sources.formats.fields import (
    DAY,
    LONGEST_TEXT,
    MOMENT,
    ForeignObject,
    read_as,
    up_to,
)
from risks.engine.foreign.decoding import Undecodable, decode
from risks.engine.foreign.documents import Document, Many, Read
from risks.engine.sentences import sources

SEALED = "(sealed: nothing but its date is told)"
# In REST a docket is given as a link, which is parsed and never requested.
_DOCKET_LINK = re.compile(r"https?://[^\s?#]+/dockets/([0-9]{1,18})/?", re.ASCII)
# The types of events, which the webhook's page at CourtListener offers.
DOCKET_ALERT = 1
_OTHER_EVENTS = {
    2: sources.SEARCH_ALERT,
    3: sources.OLD_ALERTS,
    4: sources.RECAP_FETCH,
    5: sources.PRAY_AND_PAY,
}
_NUMBER = core_schema.custom_error_schema(
    core_schema.int_schema(strict=True, gt=0, lt=2**63),
    "number",
    custom_error_message="must be {words}",
    custom_error_context={
        "words": "a whole number above 0",
        "wanted": "a whole number",
    },
)
NUMBER = Read(core=_NUMBER, shape={"type": "integer", "exclusiveMinimum": 0})


def _number_of(docket: object) -> object:
    link = _DOCKET_LINK.fullmatch(docket) if isinstance(docket, str) else None
    return int(link[1]) if link else docket


LINK_OR_NUMBER = Read(
    core=core_schema.no_info_before_validator_function(_number_of, _NUMBER), shape={}
)


class DocumentObject(ForeignObject):
    description: Annotated[str, up_to(LONGEST_TEXT)] = ""
    pacer_doc_id: Annotated[str, up_to(40)] = ""
    is_sealed: Any = None


class EntryObject(ForeignObject):
    id: Any = None
    docket: Annotated[int, NUMBER]
    date_filed: Annotated[date, DAY]
    entry_number: Annotated[int | None, NUMBER] = None
    pacer_sequence_number: Annotated[int | None, NUMBER] = None
    description: Annotated[str, up_to(LONGEST_TEXT)] = ""
    recap_documents: Many[DocumentObject] = ()

    def stated(self) -> Entry:
        main = self.recap_documents[0] if self.recap_documents else DocumentObject()
        sealed = any(each.is_sealed is True for each in self.recap_documents)
        text = self.description or ("" if sealed else main.description)
        return Entry(
            filed_date=self.date_filed,
            number=_digits(self.entry_number),
            text=text or (SEALED if sealed else "(no text at CourtListener)"),
            source_detail="CourtListener",
            pacer_seq_no=_digits(self.pacer_sequence_number),
            pacer_doc_id=main.pacer_doc_id,
        )

    def identity(self, index: int) -> Hashable:
        """Return a key that is equal for repeats of one entry, to file it once."""
        if not isinstance(self.id, int):
            return "at", index
        return self.id, self.entry_number, self.pacer_sequence_number


class RestEntry(EntryObject):
    docket: Annotated[int, LINK_OR_NUMBER]
    date_modified: Annotated[datetime, MOMENT]


class Webhook(ForeignObject):
    # A docket alert has the same payload in both.
    version: Literal[1, 2]
    event_type: Annotated[int, NUMBER]


class Event(ForeignObject):
    webhook: Webhook


class Payload(ForeignObject):
    results: Many[EntryObject]


class Alert(Event):
    payload: Payload


class RestPage(Document):
    model_config = ConfigDict(extra="ignore")

    results: Many[RestEntry]
    next: Annotated[str, up_to(2000)] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The entries of one REST page and the link to the next page."""

    entries: tuple[Entry, ...]
    # The link to the next page; empty: this is the last.
    next: str
    # The newest date_modified of its entries; None: there are none.
    newest: datetime | None


def read_alert(body: bytes) -> dict[int, tuple[Entry, ...]]:
    """Return the entries of an alert by CourtListener's docket number.

    Raises SourceRefused, with the path of the field, if it is no such alert.
    """
    told = _decoded(body)
    _refuse_other_event(read_as(Event, told).webhook.event_type)
    alert = read_as(Alert, told)
    dockets: dict[int, dict[Hashable, Entry]] = {}
    for index, item in enumerate(alert.payload.results):
        known = dockets.setdefault(item.docket, {})
        known[item.identity(index)] = item.stated()
    return {number: tuple(known.values()) for number, known in dockets.items()}


def _refuse_other_event(event_type: int) -> None:
    if event_type != DOCKET_ALERT:
        named = _OTHER_EVENTS.get(event_type, sources.UNKNOWN_EVENT)
        raise SourceRefused(
            sources.OTHER_EVENT(number=event_type, named=named(), alerts=DOCKET_ALERT),
            path=("webhook", "event_type"),
        )


def read_page(body: bytes, *, docket: int) -> Page:
    """Read one REST v4 page of entries of the requested docket.

    Raises SourceRefused, with the path of the field.
    """
    page = read_as(RestPage, _decoded(body))
    newest: dict[Hashable, RestEntry] = {}
    for index, item in enumerate(page.results):
        if item.docket != docket:
            problem = sources.OTHER_DOCKET(docket=item.docket, expected=docket)
            raise SourceRefused(problem, path=("results", index, "docket"))
        same = newest.get(item.identity(index))
        if same is None or same.date_modified < item.date_modified:
            newest[item.identity(index)] = item
    return Page(
        entries=tuple(item.stated() for item in newest.values()),
        next=page.next or "",
        newest=max((item.date_modified for item in newest.values()), default=None),
    )


def _decoded(body: bytes) -> object:
    try:
        return decode(body, finite=True)
    except Undecodable as error:
        raise SourceRefused(sources.NOT_JSON(why=error)) from error


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)
