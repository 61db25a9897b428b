"""Read the product's own docket JSON, which docs/use/dockets.md documents."""

from datetime import date, time
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from risks.cases.models import Case, Deadline, Event
from risks.cases.sources.docket import (
    Counsel,
    Docket,
    Entry,
    Party,
    Source,
    SourceRefused,
    StatedEvent,
)
from risks.cases.sources.formats.fields import (
    CLOCK,
    DAY,
    LONGEST_TEXT,
    TREE,
    JsonObject,
    choice,
    filled,
    read_as,
    up_to,
)
from risks.cases.sources.formats.other_files import refuse_other_json
from risks.engine.foreign.decoding import Undecodable, decode
from risks.engine.foreign.documents import Many, Read, after, refuse
from risks.engine.foreign.schema import DIALECT, Shapes, definitions_of
from risks.engine.json_lines import line_of
from risks.engine.sentences import sources
from risks.engine.time.courts import UnknownCourt, court
from risks.register.models import Tier


def _court_id(given: str) -> str:
    try:
        return court(given).id
    except UnknownCourt as error:
        raise refuse(str(error)) from error


_COURT = filled(20)
COURT = Read(core=after(_court_id, _COURT.core), shape=_COURT.shape)


class CounselObject(JsonObject):
    name: Annotated[str, filled(200)]
    roles: Annotated[str, up_to(300)] = ""
    contact: Annotated[str, up_to(LONGEST_TEXT)] = ""

    def stated(self) -> Counsel:
        return Counsel(**dict(self))


class PartyObject(JsonObject):
    name: Annotated[str, filled(300)]
    role: Annotated[str, filled(80)]
    extra: Annotated[str, up_to(LONGEST_TEXT)] = ""
    counsel: Many[CounselObject] = ()

    def stated(self) -> Party:
        counsel = tuple(each.stated() for each in self.counsel)
        return Party(**{**dict(self), "counsel": counsel})


class EventObject(JsonObject):
    kind: Annotated[str, choice(Event.Kind.values)]
    on: Annotated[date, DAY] = Field(alias="date")
    clock: Annotated[time | None, CLOCK] = Field(None, alias="time")
    subject: Annotated[str, up_to(80)] = ""
    whose: Annotated[str, choice(Deadline.Whose.values)] = ""
    proposes: Annotated[dict[str, Any] | None, TREE] = None

    def stated(self) -> StatedEvent:
        fields = dict(self)
        return StatedEvent(date=fields.pop("on"), **fields)


class EntryObject(JsonObject):
    filed_date: Annotated[date, DAY]
    entered_date: Annotated[date | None, DAY] = None
    number: Annotated[str, up_to(20)] = ""
    text: Annotated[str, filled(LONGEST_TEXT)]
    source_detail: Annotated[str, up_to(300)] = ""
    tier: Annotated[str, choice(Tier.values)] = Tier.DOCKET.value
    illustrative: bool = False
    pacer_doc_id: Annotated[str, up_to(40)] = ""
    pacer_seq_no: Annotated[str, up_to(40)] = ""
    events: Many[EventObject] | None = None

    def stated(self) -> Entry:
        events = self.events
        stated = None if events is None else tuple(each.stated() for each in events)
        return Entry(**{**dict(self), "events": stated})


class DocketObject(JsonObject):
    """A docket in JSON, for any court; docs/use/dockets.md documents the fields."""

    court: Annotated[str, COURT]
    docket_number: Annotated[str, filled(60)]
    code: Annotated[str, up_to(20)] = ""
    caption: Annotated[str, filled(300)]
    caption_zh: Annotated[str, up_to(300)] = ""
    judge: Annotated[str, up_to(200)] = ""
    our_role: Annotated[str, choice(Case.Role.values)] = ""
    stage: Annotated[str, up_to(80)] = ""
    filed_date: Annotated[date | None, DAY] = None
    terminated_date: Annotated[date | None, DAY] = None
    cause: Annotated[str, up_to(200)] = ""
    nature_of_suit: Annotated[str, up_to(200)] = ""
    parties: Many[PartyObject] = ()
    entries: Many[EntryObject] = ()

    @model_validator(mode="after")
    def _no_sequence_number_is_there_twice(self) -> Self:
        first: dict[str, int] = {}
        for index, entry in enumerate(self.entries):
            number = entry.pacer_seq_no
            earlier = first.setdefault(number, index) if number else index
            if earlier != index:
                problem = f'"{number}" is already that of entries[{earlier}]'
                raise refuse(problem, at=("entries", index, "pacer_seq_no"))
        return self

    def stated(self) -> Docket:
        fields = dict(self)
        return Docket(
            source=Source.JSON,
            court_id=fields.pop("court"),
            parties=tuple(each.stated() for each in fields.pop("parties")),
            entries=tuple(each.stated() for each in fields.pop("entries")),
            **fields,
        )


def docket_schema() -> dict[str, Any]:
    """Return the JSON Schema of a docket, which the reader enforces."""
    made = definitions_of((DocketObject,), shapes=_Shapes)
    about = {"$schema": DIALECT, "title": "A docket, as Watchbrief reads it"}
    return {**about, **made.pop("docket"), "$defs": made}


class _Shapes(Shapes):
    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name).removesuffix("_object")


def read_json(text: str) -> Docket:
    """Read a docket; raises SourceRefused with the line and the column or field."""
    try:
        document = decode(text)
    except Undecodable as error:
        problem = str(error)
        if error.path:
            problem = sources.AT_LINE(line=line_of(text, error.path), problem=problem)
        raise SourceRefused(problem) from error
    refuse_other_json(document)
    try:
        return parse_docket(document)
    except SourceRefused as refused:
        line_number = line_of(text, refused.path)
        raise SourceRefused(
            sources.AT_LINE(line=line_number, problem=refused)
        ) from refused


def parse_docket(document: object) -> Docket:
    """Read a docket from decoded JSON; raises SourceRefused with the path."""
    return read_as(DocketObject, document).stated()
