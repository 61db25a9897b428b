"""CourtListener's docket alerts, as its webhook posts them (version 2).

Entries come in no order; a minute entry has no number; dates are the court's own.
"""

import json
from datetime import date
from typing import Any

from risks.cases.sources.docket import Entry, Path, SourceRefused
from risks.cases.sources.json_fields import Fields, plain_object

VERSION, DOCKET_ALERT = 2, 1
SEALED = "(sealed: nothing but its date is told)"


def read_alert(body: bytes) -> dict[int, tuple[Entry, ...]]:
    """The entries of each docket, by CourtListener's number of it.

    Raises SourceRefused, with the path of the field, for what is no such alert.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceRefused("is not JSON") from error
    whole = Fields(values=plain_object(document, path=()))
    _refuse_unknown(whole.tree("webhook") or {})
    payload = Fields(values=whole.tree("payload") or {}, path=("payload",))
    dockets: dict[int, list[Entry]] = {}
    for path, item in payload.items("results", required=True):
        fields = Fields(values=plain_object(item, path=path), path=path)
        dockets.setdefault(_number(fields, "docket"), []).append(_entry(fields))
    return {number: tuple(entries) for number, entries in dockets.items()}


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
