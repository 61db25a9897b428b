"""Recognise events in a docket entry by rules/events.toml, and the dates it sets."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import Any

from risks.engine.words.asides import without_asides
from risks.engine.words.stated_dates import HEAD, StatedDate, stated_dates
from risks.engine.words.written_dates import WrittenDate, is_near, written_dates

# What decides is near the beginning of an entry.
_READ = 20_000
# The most characters between a date and the words that say what it is for.
_REACH = 90
# A schedule has some thirty; a text with more than this is no schedule.
_MOST_DATES = 100
# The relief follows the word at once: "motion for partial summary judgment".
_ASKS = 60
_MOTIONS = re.compile(r"\b(?:motion|request|application)s?\b", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A kind of motion and the words that name it."""

    subject: str
    pattern: re.Pattern[str]
    # The side that makes such motions; empty where either may.
    movant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of rules/events.toml with its patterns compiled."""

    kind: str
    head: re.Pattern[str]
    # The words that say so; without them, `before` stands before the date that counts.
    pattern: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    on: str
    subject: str
    names_its_motion: bool
    confidence: float


def recognise(
    text: str, *, filed_date: date, entered_date: date | None = None
) -> tuple[Recognised, ...]:
    """Return the events that an entry states and the dates it sets, each once."""
    text = " ".join(text[:_READ].split())
    text = _prefix().sub("", text, count=1)
    days = {"filed": filed_date, "entered": entered_date or filed_date}
    body = without_asides(text)
    dates = list(written_dates(body, most=_MOST_DATES, since=filed_date))
    found: dict[tuple[str, date, str], Recognised] = {}
    for row in _rows():
        for event in _read(row, text, days, dates):
            found.setdefault((event.kind, event.date, event.subject), event)
    for stated in stated_dates(text, body, dates, filed_date=filed_date):
        event = _dated(stated, text)
        found.setdefault((event.kind, event.date, event.subject), event)
    return tuple(found.values())


def movant(subject: str) -> str:
    """Return the side that makes motions of this subject; empty where either may."""
    sides = [motion.movant for motion in _motions() if motion.subject == subject]
    return sides[0] if sides else ""


def _read(
    row: Row, text: str, days: Mapping[str, date], dates: Sequence[WrittenDate]
) -> Iterator[Recognised]:
    if not row.head.match(text) or (row.unless and row.unless.search(text)):
        return
    for day, words in _said(row, text, days, dates):
        subject = _motion(words) if row.subject == "motion" else row.subject
        if row.names_its_motion:
            # The first motion that it names, not one that the motion mentions.
            _, first, *_ = [*_MOTIONS.split(words), ""]
            subject = _motion(first[:_ASKS])
            if not subject:
                continue
        yield Recognised(
            kind=row.kind,
            date=day,
            subject=subject,
            words=words,
            whose="",
            confidence=row.confidence,
        )


def _said(
    row: Row, text: str, days: Mapping[str, date], dates: Sequence[WrittenDate]
) -> Iterator[tuple[date, str]]:
    if row.pattern and (words := row.pattern.search(text)):
        yield days[row.on], _whole_words(text, words)
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
            yield one.day, text[words.start() : one.end]


def _whole_words(text: str, words: re.Match[str]) -> str:
    """Return the matched words without one that the pattern cut in the middle."""
    said, rest = words[0].strip(), text[words.end() : words.end() + 1]
    cut = rest.isalnum() and words[0][-1:].isalnum()
    return said.rsplit(" ", 1)[0] if cut and " " in said else said


def _dated(stated: StatedDate, text: str) -> Recognised:
    subject = stated.subject
    if stated.kind == "hearing_set":
        # A hearing's own words may not name the motion; the head of the entry does.
        subject = _motion(stated.words) or _motion(text[:HEAD])
    whose = stated.whose or _answering(subject, text)
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


def _answering(subject: str, text: str) -> str:
    """Return who opposes or replies, where one side makes the motion."""
    side = movant(_motion(text[:HEAD]))
    if subject == "Reply":
        return side
    return _OTHER_SIDE.get(side, "") if subject == "Opposition" else ""


def _motion(said: str) -> str:
    return next((m.subject for m in _motions() if m.pattern.search(said)), "")


@cache
def _table() -> Mapping[str, Any]:
    text = files("risks.engine").joinpath("rules/events.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _prefix() -> re.Pattern[str]:
    return _compiled(_table()["prefix"]["pattern"])


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            kind=row["kind"],
            head=_compiled(row["head"]),
            pattern=_compiled(row["pattern"]) if "pattern" in row else None,
            before=_compiled(row["before"]) if "before" in row else None,
            after=_compiled(row["after"]) if "after" in row else None,
            unless=_compiled(row["unless"]) if "unless" in row else None,
            on=row.get("on", "filed"),
            subject=row.get("subject", ""),
            names_its_motion=row.get("names_its_motion", False),
            confidence=row["confidence"],
        )
        for row in _table()["event"]
    )


@cache
def _motions() -> tuple[Motion, ...]:
    return tuple(
        Motion(
            subject=row["subject"],
            pattern=_compiled(row["pattern"]),
            movant=row.get("movant", ""),
        )
        for row in _table()["motion"]
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
