"""Frozen values of a docket as a source states it, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from risks.engine.sentences import sources

# No docket has days outside these.
FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2199, 12, 31)
# The field that is wrong, from the top of the document: ("entries", 3, "text").
Path = tuple[str | int, ...]


class SourceRefused(ValueError):
    """The file is not a docket that can be imported; the message is one line.

    `path` names the field of a JSON document, so that its line can be found;
    `message` is the line without it.
    """

    def __init__(self, message: str, *, path: Path = ()) -> None:
        super().__init__(
            sources.FIELD(field=spelled(path), problem=message) if path else message
        )
        self.message = message
        self.path = path


class Source(StrEnum):
    PACER = "pacer"
    RSS = "rss"
    NOTICE = "notice"
    COURTLISTENER = "courtlistener"
    SHEET = "sheet"
    JSON = "json"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEvent:
    """An event that the source states or that was recognised in its words."""

    kind: str
    date: date
    subject: str = ""
    # Whose act a court-set date is: ours, opponent or court; empty: not stated.
    whose: str = ""
    # The words of the text that say so; empty when the source states the kind.
    words: str = ""
    # The court's local time, where it is stated with the date.
    clock: time | None = None
    # How often such words mean this; None when the source states the kind.
    confidence: float | None = None
    # The date replaces an earlier one.
    moves: bool = False
    # How long a period runs from `date`, such as "14 days".
    period: str = ""
    # A change of the linked suits' assumptions that the event proposes.
    proposes: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    filed_date: date
    text: str
    entered_date: date | None = None
    number: str = ""
    pacer_doc_id: str = ""
    pacer_seq_no: str = ""
    source_detail: str = ""
    tier: str = "docket"
    illustrative: bool = False
    # None: the source states none, so the text is read; empty: there are none.
    events: tuple[StatedEvent, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counsel:
    name: str
    roles: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    name: str
    role: str
    extra: str = ""
    counsel: tuple[Counsel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    source: Source
    court_id: str
    docket_number: str
    caption: str
    caption_zh: str = ""
    # The case's code here; empty: the next free one.
    code: str = ""
    judge: str = ""
    our_role: str = ""
    stage: str = ""
    cause: str = ""
    nature_of_suit: str = ""
    filed_date: date | None = None
    terminated_date: date | None = None
    parties: tuple[Party, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """One entry of a feed: its dockets, or the problem that prevents reading it."""

    # How many items of the feed tell of it.
    items: int
    title: str
    # One for each docket number that the title begins with.
    dockets: tuple[Docket, ...] = ()
    # Without names, because it is shown where the case may be restricted.
    problem: str = ""

    @property
    def line(self) -> str:
        """Return the problem with the title, for whoever has the feed."""
        return sources.ITEM(title=self.title, problem=self.problem)


def spelled(path: Path) -> str:
    """Return a path in the usual notation.

    >>> spelled(("entries", 3, "filed_date"))
    'entries[3].filed_date'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
