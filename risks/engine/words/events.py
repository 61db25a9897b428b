"""Recognise events in a docket entry by rules/events.toml, and the dates it sets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any, Self

from risks.engine.words.asides import without_asides
from risks.engine.words.event_rows import (
    Row,
    event_table,
    prefix_of,
    rows_of,
    unbroken,
    void_of,
)
from risks.engine.words.motions import OF_TIME, Motions, motions
from risks.engine.words.relative_periods import OPEN, stated_periods
from risks.engine.words.rulings import Ruling, Rulings, ruling_table
from risks.engine.words.schedules import TRIAL, sets_schedule
from risks.engine.words.stated_dates import HEAD, StatedDate, stated_dates
from risks.engine.words.written_dates import WrittenDate, is_near, written_dates

# What decides is near the beginning of an entry.
_READ = 20_000
# The most characters between a date and the words that say what it is for.
_REACH = 90
# A schedule has some thirty; a text with more than this is no schedule.
_MOST_DATES = 100
# The motion that an entry makes is named at once; another may follow.
_NEAR = 100
# Of the court's decisions on motions, measured on our corpus.
_SURE = 0.95
# A period is counted here, so a person confirms its last day.
_COUNTED = 0.8
# Time that is granted for some of what was asked is granted too.
_GRANTED = ("motion_granted", "motion_granted_in_part")
# The dates of a schedule.
_SCHEDULED = ("court_set_date", "trial_set")
_OTHER_SIDE = {"plaintiff": "defendant", "defendant": "plaintiff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """An event that was recognised in a text."""

    kind: str
    # The day that counts.
    date: date
    subject: str
    # The words of the entry that say so.
    words: str
    # Whose act a date set by the court is: defendant, plaintiff, court or "".
    whose: str
    # How often such words mean this, from 0 to 1, as measured on our corpus.
    confidence: float
    # The clock time beside a date that the court set.
    clock: time | None = None
    # The date replaces an earlier one.
    moves: bool = False
    # Someone must appear, rather than act by then.
    is_appearance: bool = False
    # Of a `period_set`: how long it runs from `date`, such as "14 days".
    period: str = ""


def recognise(
    text: str, *, filed_date: date, entered_date: date | None = None
) -> tuple[Recognised, ...]:
    """Return the events that an entry states and the dates it sets, each once."""
    return reader().read(text, filed_date=filed_date, entered_date=entered_date)


def movant(subject: str) -> str:
    """Return the side that makes motions of this subject; empty where either may."""
    return motions().movant(subject)


@dataclass(frozen=True, slots=True)
class Reader:
    """The rows by which entries are read."""

    rows: tuple[Row, ...]
    prefix: re.Pattern[str]
    void: re.Pattern[str]
    motions: Motions
    rulings: Rulings

    @classmethod
    def of(
        cls, events: Mapping[str, Any], rulings: Mapping[str, Any], motions: Motions
    ) -> Self:
        """Compile the tables of events.toml and rulings.toml."""
        return cls(
            rows_of(events),
            prefix_of(events),
            void_of(events),
            motions,
            Rulings.of(rulings, motions),
        )

    def head(self, text: str) -> str:
        """Return a text from its head on, with single spaces."""
        text = " ".join(text[:_READ].split())
        return self.prefix.sub("", text, count=1)

    def read(
        self, text: str, *, filed_date: date, entered_date: date | None = None
    ) -> tuple[Recognised, ...]:
        """Return the events that an entry states and the dates it sets, each once."""
        if self.void.match(text):
            return ()
        text = self.head(text)
        days = {"filed": filed_date, "entered": entered_date or filed_date}
        body = without_asides(text)
        dates = list(written_dates(body, most=_MOST_DATES, since=filed_date))
        found: dict[tuple[str, date, str], Recognised] = {}
        for event in self._events(text, days, dates):
            found.setdefault((event.kind, event.date, event.subject), event)
        for stated in stated_dates(text, body, dates, filed_date=filed_date):
            event = self._dated(stated, text)
            found.setdefault((event.kind, event.date, event.subject), event)
        for event in self._schedule(text, days["filed"], tuple(found.values())):
            found.setdefault((event.kind, event.date, event.subject), event)
        for event in _periods(text, days, tuple(found.values())):
            found.setdefault((event.kind, event.date, event.subject), event)
        return tuple(found.values())

    def _events(
        self,
        text: str,
        days: Mapping[str, date],
        dates: Sequence[WrittenDate],
    ) -> Iterator[Recognised]:
        plain = unbroken(text)
        rulings = list(self.rulings.read(plain))
        for ruling in rulings:
            yield self._ruled(ruling.kind, days["filed"], ruling.subject, ruling, text)
            also = self.motions.granted(ruling.subject)
            if also and ruling.kind in _GRANTED:
                kind, on = also
                yield self._ruled(kind, days[on], "", ruling, text)
        paper = self.rulings.paper(plain)
        for row in self.rows:
            if not (row.undecided and rulings) and row.reads(plain, paper):
                yield from self._row(row, text, plain, days, dates)

    def _ruled(
        self, kind: str, day: date, subject: str, ruling: Ruling, text: str
    ) -> Recognised:
        return Recognised(
            kind=kind,
            date=day,
            subject=subject,
            words=text[ruling.start : ruling.end],
            whose="",
            confidence=_SURE,
        )

    def _row(
        self,
        row: Row,
        text: str,
        plain: str,
        days: Mapping[str, date],
        dates: Sequence[WrittenDate],
    ) -> Iterator[Recognised]:
        for day, start, end in _said(row, plain, days, dates):
            words = text[start:end].strip()
            for subject in self._subjects(row, words):
                yield Recognised(
                    kind=row.kind,
                    date=day,
                    subject=subject,
                    words=words,
                    whose="",
                    confidence=row.confidence,
                )

    def _subjects(self, row: Row, words: str) -> Sequence[str]:
        if row.subject not in ("motion", "motion named"):
            return (row.subject,)
        near = words if row.subject == "motion named" else words[:_NEAR]
        named = self.motions.named_in(near)
        if row.names_its_motion:
            return [subject for subject in named if self.motions.knows(subject)]
        return (named if row.subject == "motion" else named[:1]) or ("",)

    def _schedule(
        self, text: str, day: date, found: Sequence[Recognised]
    ) -> Iterator[Recognised]:
        """Yield the schedule that a ruling sets by its dates, not by its name."""
        kept = any(
            event.kind == "motion_denied" and event.subject in OF_TIME
            for event in found
        )
        if kept or self.rulings.paper(unbroken(text)) != "court":
            return
        dated = [event for event in found if event.kind in _SCHEDULED]
        if sets_schedule(
            TRIAL if event.kind == "trial_set" else event.subject for event in dated
        ):
            yield Recognised(
                kind="scheduling_order",
                date=day,
                subject="",
                words=dated[0].words,
                whose="",
                confidence=_SURE,
            )

    def _dated(self, stated: StatedDate, text: str) -> Recognised:
        subject = stated.subject
        if stated.kind == "hearing_set":
            # A hearing's own words may not name the motion; the entry's head does.
            heard = self.motions.heard_in
            subject = heard(stated.words) or heard(text[:HEAD])
        whose = stated.whose or self._answering(subject, text)
        return Recognised(
            kind="date_vacated" if stated.is_vacated else stated.kind,
            date=stated.day,
            clock=stated.clock,
            subject=subject,
            words=stated.words,
            whose=whose,
            confidence=stated.confidence,
            moves=stated.moves,
            is_appearance=stated.is_appearance,
        )

    def _answering(self, subject: str, text: str) -> str:
        """Return who opposes or replies, where one side makes the motion."""
        side = self.motions.movant(self.motions.known_in(text[:HEAD]))
        if subject == "Reply":
            return side
        return _OTHER_SIDE.get(side, "") if subject == "Opposition" else ""


def _periods(
    text: str, days: Mapping[str, date], found: Sequence[Recognised]
) -> Iterator[Recognised]:
    """Yield the periods that run from the entry, unless it tells their last day too."""
    for one in stated_periods(text):
        if one.runs_from == OPEN:
            continue
        start = days[one.runs_from]
        told = any((event.date - start).days in one.ends_after for event in found)
        if not told:
            subject = f"{one.subject} within {one.period}" if one.subject else ""
            yield Recognised(
                kind="period_set",
                date=start,
                subject=subject or f"Period of {one.period}",
                words=one.words,
                whose=one.whose,
                confidence=_COUNTED,
                period=one.period,
            )


def _said(
    row: Row, text: str, days: Mapping[str, date], dates: Sequence[WrittenDate]
) -> Iterator[tuple[date, int, int]]:
    """Yield the days that a row finds, with the place of the words that say so."""
    if row.pattern and (words := row.pattern.search(text)):
        yield days[row.on], words.start(), _end_of_word(text, words)
    if row.before is None:
        return
    for one in dates:
        words = row.before.search(text, max(0, one.start - _REACH), one.start)
        if (
            words
            and row.after
            and not row.after.search(text[one.end : one.end + _REACH])
        ):
            continue
        if words and is_near(one.day, days["filed"]):
            yield one.day, words.start(), one.end


def _end_of_word(text: str, words: re.Match[str]) -> int:
    """Return the end of the matched words without one that was cut in the middle."""
    end, space = words.end(), words[0].strip().rfind(" ")
    cut = text[end : end + 1].isalnum() and words[0][-1:].isalnum()
    return words.start() + space if cut and space > 0 else end


@cache
def reader() -> Reader:
    """Return the reader of the shipped tables."""
    return Reader.of(event_table(), ruling_table(), motions())
