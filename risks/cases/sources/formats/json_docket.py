"""The product's own docket JSON, documented in docs/dockets.md and its schema."""

import json

from risks.cases.models import Case, Deadline, Event
from risks.cases.sources.docket import (
    Counsel,
    Docket,
    Entry,
    Party,
    Path,
    Source,
    SourceRefused,
    StatedEvent,
)
from risks.cases.sources.formats.json_fields import LONGEST_TEXT, Fields, once_each
from risks.engine.json_lines import line_of
from risks.engine.time.courts import UnknownCourt, court
from risks.register.models import Tier

DOCKET_FIELDS = (
    "court",
    "docket_number",
    "code",
    "caption",
    "caption_zh",
    "judge",
    "our_role",
    "stage",
    "filed_date",
    "terminated_date",
    "cause",
    "nature_of_suit",
    "parties",
    "entries",
)
ENTRY_FIELDS = (
    "filed_date",
    "entered_date",
    "number",
    "text",
    "source_detail",
    "tier",
    "illustrative",
    "pacer_doc_id",
    "pacer_seq_no",
    "events",
)
EVENT_FIELDS = ["kind", "date", "time", "subject", "whose", "proposes"]
PARTY_FIELDS = ["name", "role", "extra", "counsel"]
COUNSEL_FIELDS = ["name", "roles", "contact"]


def read_json(text: str) -> Docket:
    """Raises SourceRefused with the line, and the column or the field."""
    try:
        document = json.loads(text, object_pairs_hook=once_each)
    except json.JSONDecodeError as error:
        raise SourceRefused(
            f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}"
        ) from error
    except RecursionError:
        raise SourceRefused("nested too deeply to be a docket") from None
    except ValueError as error:
        raise SourceRefused(f"not JSON: {error}") from error
    try:
        return parse_docket(document)
    except SourceRefused as refused:
        line = line_of(text, refused.path)
        raise SourceRefused(f"line {line}: {refused}") from refused


def parse_docket(document: object) -> Docket:
    """A docket from decoded JSON; raises SourceRefused with the path of the field."""
    fields = Fields.of(document, path=(), known=DOCKET_FIELDS)
    entries = tuple(_entry(item, path) for path, item in fields.items("entries"))
    _refuse_shared_sequence_numbers(entries)
    return Docket(
        source=Source.JSON,
        court_id=_court_id(fields),
        docket_number=fields.text("docket_number", most=60, required=True),
        code=fields.text("code", most=20),
        caption=fields.text("caption", most=300, required=True),
        caption_zh=fields.text("caption_zh", most=300),
        judge=fields.text("judge", most=200),
        our_role=fields.choice("our_role", Case.Role.values, default=""),
        stage=fields.text("stage", most=80),
        cause=fields.text("cause", most=200),
        nature_of_suit=fields.text("nature_of_suit", most=200),
        filed_date=fields.day("filed_date"),
        terminated_date=fields.day("terminated_date"),
        parties=tuple(_party(item, path) for path, item in fields.items("parties")),
        entries=entries,
    )


def _court_id(fields: Fields) -> str:
    court_id = fields.text("court", most=20, required=True)
    try:
        return court(court_id).id
    except UnknownCourt as error:
        raise SourceRefused(str(error), path=("court",)) from error


def _party(item: object, path: Path) -> Party:
    fields = Fields.of(item, path=path, known=PARTY_FIELDS)
    return Party(
        name=fields.text("name", most=300, required=True),
        role=fields.text("role", most=80, required=True),
        extra=fields.text("extra", most=LONGEST_TEXT),
        counsel=tuple(_counsel(one, where) for where, one in fields.items("counsel")),
    )


def _counsel(item: object, path: Path) -> Counsel:
    fields = Fields.of(item, path=path, known=COUNSEL_FIELDS)
    return Counsel(
        name=fields.text("name", most=200, required=True),
        roles=fields.text("roles", most=300),
        contact=fields.text("contact", most=LONGEST_TEXT),
    )


def _entry(item: object, path: Path) -> Entry:
    fields = Fields.of(item, path=path, known=ENTRY_FIELDS)
    filed_date = fields.day("filed_date", required=True)
    assert filed_date is not None
    events = tuple(_event(one, where) for where, one in fields.items("events"))
    return Entry(
        filed_date=filed_date,
        entered_date=fields.day("entered_date"),
        number=fields.text("number", most=20),
        text=fields.text("text", most=LONGEST_TEXT, required=True),
        source_detail=fields.text("source_detail", most=300),
        tier=fields.choice("tier", Tier.values, default=Tier.DOCKET.value),
        illustrative=fields.flag("illustrative"),
        pacer_doc_id=fields.text("pacer_doc_id", most=40),
        pacer_seq_no=fields.text("pacer_seq_no", most=40),
        events=events if fields.values.get("events") is not None else None,
    )


def _event(item: object, path: Path) -> StatedEvent:
    fields = Fields.of(item, path=path, known=EVENT_FIELDS)
    day = fields.day("date", required=True)
    assert day is not None
    fields.text("kind", most=30, required=True)
    return StatedEvent(
        kind=fields.choice("kind", Event.Kind.values, default=""),
        date=day,
        clock=fields.clock("time"),
        subject=fields.text("subject", most=80),
        whose=fields.choice("whose", Deadline.Whose.values, default=""),
        proposes=fields.tree("proposes"),
    )


def _refuse_shared_sequence_numbers(entries: tuple[Entry, ...]) -> None:
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if not entry.pacer_seq_no:
            continue
        earlier = first.setdefault(entry.pacer_seq_no, index)
        if earlier != index:
            raise SourceRefused(
                f'"{entry.pacer_seq_no}" is already that of entries[{earlier}]',
                path=("entries", index, "pacer_seq_no"),
            )
