"""A rule that turns an event into a deadline, as a row of a pack states it."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import IntEnum, StrEnum
from typing import Annotated, Any, ClassVar, Self
from unicodedata import category

from pydantic import model_validator
from pydantic_core import core_schema

from risks.engine.foreign.documents import Document, Many, Read, after, refuse
from risks.engine.foreign.shown import shown
from risks.engine.time.courts import Court, Kind, UnknownCourt, court
from risks.engine.time.deadlines import (
    Computed,
    DeadlineError,
    Direction,
    Period,
    Service,
    Whose,
    count,
)
from risks.engine.time.listing.profile import Condition

ID = re.compile(r"[a-z0-9][a-z0-9.-]*", re.ASCII)


class Layer(IntEnum):
    """The layers of rules; a rule may replace one of a lower layer.

    Orders that set a date are dates certain and not rules.
    """

    NATIONAL = 1
    LOCAL = 2
    JUDGE = 3


class Counting(StrEnum):
    """How the period of a rule is counted."""

    # The period runs from being served, so service by mail adds three days.
    FROM_SERVICE = "from_service"
    # It runs from filing, entry, notice, sending, a hearing, or service of process.
    PLAIN = "plain"
    # As plain, but what ends may end on a closed day: our date is not moved off it.
    UNMOVED = "unmoved"
    # A period of a federal statute, by Rule 6 in a court of a state too.
    FEDERAL = "federal"
    # Whole calendar months: from the last day of a month to the last day of another.
    MONTH_END = "month_end"
    # Only days that the country works, make-up weekends among them.
    WORKING_DAYS = "working_days"


class Actor(StrEnum):
    """Whose act a rule requires."""

    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    MOVANT = "movant"
    OPPOSING = "opposing"
    ANY_PARTY = "any_party"
    COURT = "court"
    ISSUER = "issuer"
    # A director or shareholder of a listed company.
    HOLDER = "holder"


class DayType(StrEnum):
    """The days that a period in business days counts, where a company must act."""

    # A business day of the Listing Rules, on which the Exchange trades.
    EXCHANGE = "exchange"
    # A business day of Part XV of the Securities and Futures Ordinance: no gale day.
    SFO = "sfo"


class Grade(StrEnum):
    """How good the evidence is that a row says what its rule says."""

    # Compared with the text that the legislature, the court or the exchange publishes.
    OFFICIAL = "official text"
    # Compared with a copy of the text that somebody else publishes.
    REPUBLISHED = "republished copy"
    # Written from knowledge of the rule; no text was compared.
    MEMORY = "from memory"


_OPPOSITE_SIDES = (("plaintiff", Actor.DEFENDANT), ("defendant", Actor.PLAINTIFF))


def in_line(most: int) -> Read:
    """Return a field for one line of text that fits its database column."""

    def read(text: str) -> str:
        if len(text) > most:
            raise refuse(f"is longer than {most} characters")
        if any(category(letter).startswith("C") for letter in text):
            raise refuse("holds a line break or another control character")
        return text

    shape = {"type": "string", "maxLength": most}
    return Read(core=after(read, core_schema.str_schema(strict=True)), shape=shape)


def filled(most: int) -> Read:
    """Return a field for one line of text that is not empty."""
    return further(_not_empty, in_line(most))


def further(read: Callable[[str], Any], text: Read) -> Read:
    """Return a field that converts its text further."""
    return Read(core=after(read, text.core), shape=text.shape)


def one_of(words: Mapping[str, Any]) -> Read:
    """Return a field that maps a word to a value."""
    literal = core_schema.literal_schema(list(words))
    return Read(core=after(words.__getitem__, literal), shape={"enum": list(words)})


def _not_empty(text: str) -> str:
    if not text.strip():
        raise refuse("is empty")
    return text


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        raise refuse(f"{shown(text)} has more than small letters, digits, - and .")
    return text


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except DeadlineError as error:
        raise refuse(str(error)) from error


def _court_id(text: str) -> str:
    try:
        return court(text).id
    except UnknownCourt as error:
        raise refuse(str(error)) from error


_OLDER = (
    'write grade = "official text", "republished copy" or "from memory" instead; with '
    "a text, quote its sentence and give the day as checked = 2026-11-30"
)
_TEXT = in_line(2_000)
Text = Annotated[str, _TEXT]
Texts = Many[Text]


class Courts(Document):
    """The courts in which a pack or a row applies, by id or by kind."""

    noun: ClassVar[str] = "table"

    ids: Many[Annotated[str, further(_court_id, _TEXT)]] = ()
    kinds: Many[Annotated[Kind, one_of({each.value: each for each in Kind})]] = ()
    # Courts of these kinds in which it does not apply.
    without: Many[Annotated[str, further(_court_id, _TEXT)]] = ()


Needs = Many[Annotated[Condition, one_of({each.value: each for each in Condition})]]


class Evidence(Document):
    """How good the evidence of a row is: its grade and what the grade requires."""

    grade: Annotated[Grade, one_of({each.value: each for each in Grade})]
    # The sentence of the rule that the row was compared with, the day on which it was,
    # and where a republished copy stands. Empty where the row is written from memory.
    quote: Text = ""
    checked: date | None = None
    source: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _of_an_older_pack(cls, row: object) -> object:
        if isinstance(row, dict) and isinstance(row.get("checked"), str):
            raise refuse(_OLDER, at=("checked",))
        return row

    @model_validator(mode="after")
    def _has_the_evidence_of_its_grade(self) -> Self:
        needed = {
            Grade.OFFICIAL: {"quote", "checked"},
            Grade.REPUBLISHED: {"quote", "checked", "source"},
            Grade.MEMORY: set(),
        }[self.grade]
        for name in ("quote", "checked", "source"):
            given = bool(getattr(self, name))
            if name in needed and not given:
                raise refuse(f'is missing, and the grade is "{self.grade}"', at=(name,))
            if given and self.grade is Grade.MEMORY:
                problem = f'is stated, and the grade is "{self.grade}"'
                raise refuse(problem, at=(name,))
        return self


class RuleFields(Evidence):
    """The fields of a row; their lengths are those of the database columns."""

    id: Annotated[str, further(_id, filled(60))]
    # The id of the rule that it replaces; empty where it adds to the others.
    replaces: Text = ""
    title: Annotated[str, filled(200)]
    citation: Annotated[str, filled(120)]
    # The kind of event that starts the period.
    trigger: Annotated[str, filled(2_000)]
    # Whose act the deadline is.
    actor: Annotated[Actor, one_of({each.value: each for each in Actor})]
    period: Annotated[Period, further(_period, _TEXT)]
    day_type: Annotated[
        DayType | None, one_of({each.value: each for each in DayType})
    ] = None
    # The local time by which a company must act on the last day.
    by: time | None = None
    direction: Annotated[Direction, one_of({each.value: each for each in Direction})]
    counting: Annotated[Counting, one_of({each.value: each for each in Counting})]
    condition: Annotated[str, filled(2_000)]
    critical: bool
    effective_from: date
    # The last day in force; None if there is none.
    effective_to: date | None = None
    flags: Texts = ()
    # Other rules that require the same act: the latest of the dates counts, or the
    # earliest.
    later_of: Texts = ()
    earlier_of: Texts = ()
    # Other rules whose time this one starts anew; the earlier date stays until a second
    # person confirms.
    restarts: Texts = ()
    # What the event must be about: subjects of motions, "any" for one that is named,
    # or "" for an event that names none. Empty where it does not matter.
    subjects: Texts = ()
    # Subjects of which it is silent.
    not_subjects: Texts = ()
    # In a case it opens once, for the earliest event of it and of `earlier_of`.
    once: bool = False
    # Kinds of events, about the same subject if both name one, that make it needless.
    unless: Texts = ()
    # The review to pass before the act: "prc_export", or empty.
    cross_border_review: Text = ""
    # Of a company: what its listing profile must say. Empty: it binds every company.
    needs: Needs = ()


class Rule(RuleFields):
    """A rule with what its pack states for all rows."""

    pack: str
    layer: Layer
    # The country whose calendar counts: US, HK or CN.
    country: str
    # The judge whose order it is; empty in the other layers.
    judge: str
    version: str
    court_ids: frozenset[str]
    court_kinds: frozenset[Kind]
    courts_without: frozenset[str]

    @property
    def whose(self) -> Whose:
        """Return whose act it is for a defendant when the movant is not known."""
        return self.whose_for("defendant")

    def counted(
        self,
        trigger: date,
        *,
        tribunal: Court,
        whose: Whose = Whose.OURS,
        service: Service | None = None,
    ) -> Computed:
        """Count its period from a day in a court; raises DeadlineError."""
        return count(
            trigger=trigger,
            period=self.period,
            direction=self.direction,
            court=tribunal,
            service=service,
            whose=whose,
            may_end_closed=self.counting is Counting.UNMOVED,
            federal=self.counting is Counting.FEDERAL,
        )

    def whose_for(self, our_role: str, *, we_moved: bool | None = None) -> Whose:
        """Return whose act it is; ours unless it is certainly the other side's.

        The other side's calendared date is later than ours.
        """
        if self.actor is Actor.COURT:
            return Whose.COURT
        if we_moved is not None and self.actor in {Actor.MOVANT, Actor.OPPOSING}:
            ours = we_moved is (self.actor is Actor.MOVANT)
            return Whose.OURS if ours else Whose.OPPONENT
        theirs = (our_role, self.actor) in _OPPOSITE_SIDES
        return Whose.OPPONENT if theirs else Whose.OURS

    def in_force(self, on: date) -> bool:
        """Say whether the rule is in force on a day."""
        ended = self.effective_to is not None and on > self.effective_to
        return self.effective_from <= on and not ended

    def binds(self, tribunal: Court, *, judge: str) -> bool:
        """Say whether it applies in a court and for a judge.

        A name such as "Hon. Jane Doe" is that of the judge "Jane Doe".
        """
        here = tribunal.id in self.court_ids or tribunal.kind in self.court_kinds
        here = here and tribunal.id not in self.courts_without
        # Whole words are compared: Ann Lee is not Joann Lee.
        return here and (not self.judge or _words(self.judge) in _words(judge))


def _words(name: str) -> str:
    words = " ".join(re.findall(r"\w+", name.casefold()))
    return f" {words} "
