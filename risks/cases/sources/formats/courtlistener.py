"""CourtListener's entries: as its webhook posts them (version 2), and as REST pages.

Entries come in no order; a minute entry has no number; dates are the court's own.
"""

import json
import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from risks.cases.sources.docket import Entry, Path, SourceRefused
from risks.cases.sources.formats.json_fields import Fields, plain_object

VERSION, DOCKET_ALERT = 2, 1
SEALED = "(sealed: nothing but its date is told)"
# In REST a docket is a link, which is read and never followed.
_DOCKET_LINK = re.compile(r"https?://[^\s?#]+/dockets/([0-9]{1,18})/?", re.ASCII)


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
    whole = _whole(body)
    _refuse_unknown(whole.tree("webhook") or {})
    payload = Fields(values=whole.tree("payload") or {}, path=("payload",))
    dockets: dict[int, dict[Hashable, Entry]] = {}
    for path, item in payload.items("results", required=True):
        fields = Fields(values=plain_object(item, path=path), path=path)
        entry = _entry(fields)
        told = dockets.setdefault(_number(fields, "docket"), {})
        told[_identity(fields, entry)] = entry
    return {number: tuple(told.values()) for number, told in dockets.items()}


def read_page(body: bytes, *, docket: int) -> Page:
    """One page of REST v4's docket-entries, which was asked for by `docket`.

    Raises SourceRefused, with the path of the field.
    """
    whole = _whole(body)
    entries: dict[Hashable, tuple[datetime, Entry]] = {}
    for path, item in whole.items("results", required=True):
        fields = Fields(values=plain_object(item, path=path), path=path)
        told = _linked_docket(fields)
        if told != docket:
            fields.refuse("docket", f"is docket {told}, and {docket} was asked for")
        entry, modified = _entry(fields), fields.moment("date_modified")
        same = entries.get(_identity(fields, entry))
        if same is None or same[0] < modified:
            entries[_identity(fields, entry)] = modified, entry
    if "next" not in whole.values:
        whole.refuse("next", "is missing")
    return Page(
        entries=tuple(entry for _, entry in entries.values()),
        next=whole.text("next", most=2000),
        newest=max((modified for modified, _ in entries.values()), default=None),
    )


def _identity(fields: Fields, entry: Entry) -> Hashable:
    """One entry may be told twice at once, and is filed once."""
    number = fields.values.get("id")
    if not isinstance(number, int):
        return fields.path
    return number, entry.number, entry.pacer_seq_no


def _whole(body: bytes) -> Fields:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceRefused("is not JSON") from error
    return Fields(values=plain_object(document, path=()))


def _linked_docket(fields: Fields) -> int:
    value = fields.values.get("docket")
    link = _DOCKET_LINK.fullmatch(value) if isinstance(value, str) else None
    return int(link[1]) if link else _number(fields, "docket")


def _refuse_unknown(webhook: dict[str, Any]) -> None:
    for name, known in (("version", VERSION), ("event_type", DOCKET_ALERT)):
        if webhook.get(name) != known:
            message = f"{webhook.get(name)!r} is not known here; only {known} is"
            raise SourceRefused(message, path=("webhook", name))


def _entry(fields: Fields) -> Entry:
    filed = fields.day("date_filed", required=True)
    assert isinstance(filed, date)
    documents = [
        _document(item, path) for path, item in fields.items("recap_documents")
    ]
    main = next(iter(documents), None)
    text = fields.text("description", most=200_000)
    sealed = any(one.values.get("is_sealed") is True for one in documents)
    if not text and not sealed and main is not None:
        text = main.text("description", most=200_000)
    return Entry(
        filed_date=filed,
        number=_digits(fields, "entry_number"),
        text=text or (SEALED if sealed else "(no text at CourtListener)"),
        source_detail="CourtListener",
        pacer_seq_no=_digits(fields, "pacer_sequence_number"),
        pacer_doc_id=main.text("pacer_doc_id", most=40) if main else "",
    )


def _document(item: object, path: Path) -> Fields:
    return Fields(values=plain_object(item, path=path), path=path)


def _digits(fields: Fields, name: str) -> str:
    return "" if fields.values.get(name) is None else str(_number(fields, name))


def _number(fields: Fields, name: str) -> int:
    value = fields.values.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        fields.refuse(name, f"{json.dumps(value)[:40]} is not a number")
    return value
