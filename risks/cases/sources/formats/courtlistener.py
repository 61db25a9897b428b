"""CourtListener's entries: as its webhook posts them (version 2), and as REST pages.

Entries come in no order; a minute entry has no number; dates are the court's own.
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
    ToldAmongOthers,
    read_as,
    up_to,
)
from risks.engine.foreign.decoding import Undecodable, decode
from risks.engine.foreign.documents import Document, Many, Read

SEALED = "(sealed: nothing but its date is told)"
# In REST a docket is a link, which is read and never followed.
_DOCKET_LINK = re.compile(r"https?://[^\s?#]+/dockets/([0-9]{1,18})/?", re.ASCII)
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


class DocumentTold(ToldAmongOthers):
    description: Annotated[str, up_to(LONGEST_TEXT)] = ""
    pacer_doc_id: Annotated[str, up_to(40)] = ""
    is_sealed: Any = None


class EntryTold(ToldAmongOthers):
    id: Any = None
    docket: Annotated[int, NUMBER]
    date_filed: Annotated[date, DAY]
    entry_number: Annotated[int | None, NUMBER] = None
    pacer_sequence_number: Annotated[int | None, NUMBER] = None
    description: Annotated[str, up_to(LONGEST_TEXT)] = ""
    recap_documents: Many[DocumentTold] = ()

    def stated(self) -> Entry:
        main = self.recap_documents[0] if self.recap_documents else DocumentTold()
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
        """One entry may be told twice at once, and is filed once."""
        if not isinstance(self.id, int):
            return "at", index
        return self.id, self.entry_number, self.pacer_sequence_number


class RestEntry(EntryTold):
    docket: Annotated[int, LINK_OR_NUMBER]
    date_modified: Annotated[datetime, MOMENT]


class Webhook(ToldAmongOthers):
    version: Literal[2]
    event_type: Literal[1]  # a docket alert


class Payload(ToldAmongOthers):
    results: Many[EntryTold]


class Alert(ToldAmongOthers):
    webhook: Webhook
    payload: Payload


class RestPage(Document):
    model_config = ConfigDict(extra="ignore")

    results: Many[RestEntry]
    next: Annotated[str, up_to(2000)] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    entries: tuple[Entry, ...]
    # The link to the page after this one; empty: this is the last.
    next: str
    # The newest date_modified of its entries; None: it has none.
    newest: datetime | None


def read_alert(body: bytes) -> dict[int, tuple[Entry, ...]]:
    """The entries of each docket, by CourtListener's number of it.

    Raises SourceRefused, with the path of the field, for what is no such alert.
    """
    alert = read_as(Alert, _decoded(body))
    dockets: dict[int, dict[Hashable, Entry]] = {}
    for index, told in enumerate(alert.payload.results):
        known = dockets.setdefault(told.docket, {})
        known[told.identity(index)] = told.stated()
    return {number: tuple(known.values()) for number, known in dockets.items()}


def read_page(body: bytes, *, docket: int) -> Page:
    """One page of REST v4's docket-entries, which was asked for by `docket`.

    Raises SourceRefused, with the path of the field.
    """
    page = read_as(RestPage, _decoded(body))
    newest: dict[Hashable, RestEntry] = {}
    for index, told in enumerate(page.results):
        if told.docket != docket:
            problem = f"is docket {told.docket}, and {docket} was asked for"
            raise SourceRefused(problem, path=("results", index, "docket"))
        same = newest.get(told.identity(index))
        if same is None or same.date_modified < told.date_modified:
            newest[told.identity(index)] = told
    return Page(
        entries=tuple(told.stated() for told in newest.values()),
        next=page.next or "",
        newest=max((told.date_modified for told in newest.values()), default=None),
    )


def _decoded(body: bytes) -> object:
    try:
        return decode(body, finite=True)
    except Undecodable as error:
        raise SourceRefused(f"is not JSON: {error}") from error


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)
