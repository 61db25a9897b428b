"""Events in the words of a docket entry, by the table of rules/events.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
_DATE = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?P<date>[0-9]{{1,2}}/[0-9]{{1,2}}/(?:[0-9]{{4}}|[0-9]{{2}})\b|"
    rf"(?:{_MONTHS}) [0-9]{{1,2}}, [0-9]{{4}}\b)"
)
_WRITTEN = ("%m/%d/%Y", "%m/%d/%y", "%B %d, %Y")
# A date further from its entry than these is a slip of the pen more often than not.
_BEFORE, _AFTER = timedelta(days=3 * 365), timedelta(days=10 * 365)
# Entries are written to be read: what decides stands near the beginning.
_READ = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    kind: str
    # The day that counts.
    date: date
    subject: str
    # The words that say so, as the entry has them.
    words: str
    # Whose act a date set by the court is: defendant, plaintiff, court or "".
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    subject: str
    pattern: re.Pattern[str]
    # The side that makes such motions; empty where either may.
    movant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    kind: str
    head: re.Pattern[str]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    on: str
    subject: str
    whose: str


def recognise(
    text: str, *, filed_date: date, entered_date: date | None = None
) -> tuple[Recognised, ...]:
    """The events an entry states, in the table's order, each at most once a date."""
    text = " ".join(text[:_READ].split())
    days = {"filed": filed_date, "entered": entered_date or filed_date}
    found: dict[tuple[str, date, str], Recognised] = {}
    for row in _rows():
        for event in _read(row, text, days):
            found.setdefault((event.kind, event.date, event.subject), event)
    return tuple(found.values())


def movant(subject: str) -> str:
    """The side that makes motions of this subject; empty where either may."""
    sides = [motion.movant for motion in _motions() if motion.subject == subject]
    return sides[0] if sides else ""


def _read(row: Row, text: str, days: Mapping[str, date]) -> Iterator[Recognised]:
    if not row.head.match(text) or (row.unless and row.unless.search(text)):
        return
    dated = "date" in row.pattern.groupindex
    for words in row.pattern.finditer(text):
        day = _day(words["date"], near=days["filed"]) if dated else days[row.on]
        if day is not None:
            yield Recognised(
                kind=row.kind,
                date=day,
                subject=_subject(row, words, text),
                words=words[0].strip(),
                whose=row.whose,
            )
        if not dated:
            return


def _day(written: str, *, near: date) -> date | None:
    for form in _WRITTEN:
        try:
            day = datetime.strptime(written, form).date()  # noqa: DTZ007 (a day)
        except ValueError:
            continue
        return day if near - _BEFORE <= day <= near + _AFTER else None
    return None


def _subject(row: Row, words: re.Match[str], text: str) -> str:
    if "subject" in row.pattern.groupindex:
        return words["subject"]
    if row.subject != "motion":
        return row.subject
    # A hearing's own words do not say on which motion; the head of the entry does.
    said = words[0] if "date" not in row.pattern.groupindex else text[:200]
    return next((m.subject for m in _motions() if m.pattern.search(said)), "")


@cache
def _table() -> Mapping[str, Any]:
    text = files("risks.engine").joinpath("rules/events.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            kind=row["kind"],
            head=_compiled(row["head"]),
            pattern=_compiled(row["pattern"]),
            unless=_compiled(row["unless"]) if "unless" in row else None,
            on=row.get("on", "filed"),
            subject=row.get("subject", ""),
            whose=row.get("whose", ""),
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
    return re.compile(pattern.replace("{date}", _DATE), re.IGNORECASE)
