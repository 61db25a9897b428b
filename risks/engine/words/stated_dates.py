"""Find the dates that a docket entry sets, by the table in rules/dates.toml.

Each date is read within its sentence, in which every other date is replaced by "@". The
table says which words set a date, what it is for, whose act it is, and which words
vacate it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Self

from risks.engine.words.asides import is_party_paper
from risks.engine.words.date_rows import (
    Cue,
    What,
    cues,
    pattern,
    silences,
    vacating,
)
from risks.engine.words.date_subjects import (
    Subject,
    behind_things,
    last_named,
    subject_of,
)
from risks.engine.words.date_surroundings import Around, sentence_around
from risks.engine.words.written_dates import WrittenDate, clock_in, is_near

# The factor where the day of the week belongs to another date, so one is wrong.
_DOUBTED = 0.5
_UNNAMED = 0.9
# The factor where the year is not written.
_YEARLESS = 0.8
_VACATED = 0.9
# The characters at the head of an entry, which say what was filed.
HEAD = 200
# An order sets a day that was a year ago: most likely last year's number was typed.
_YEAR = timedelta(days=366)
_WAS = re.compile(r"^,? (?:which )?(?:was|were|has|had|have|did)\b")
_SURE = 0.93
_MOTION = re.compile(r"\bmotions?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date that is set or vacated."""

    kind: str
    day: date
    clock: time | None
    subject: str
    # Whose act it is: defendant, plaintiff, court, or "" where it is not stated.
    whose: str
    words: str
    confidence: float
    # The date replaces an earlier one.
    moves: bool = False
    # Someone must appear, rather than act by then.
    is_appearance: bool = False
    # It was set and is vacated, or moved to another day.
    is_vacated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    text: str
    filed: date
    # A party's paper, which can only ask.
    is_asked: bool
    # It moves what was set before.
    moves: bool
    # The places in its text of lists of dates that are vacated.
    vacated_lists: tuple[range, ...]

    @classmethod
    def of(cls, text: str, body: str, filed: date) -> Self:
        return cls(
            text=text,
            filed=filed,
            is_asked=is_party_paper(body),
            moves=bool(pattern("sentence", "moving").match(body)),
            vacated_lists=tuple(_vacated_lists(body)),
        )


def stated_dates(
    text: str, body: str, dates: Sequence[WrittenDate], *, filed_date: date
) -> Iterator[StatedDate]:
    """Yield those of `dates` that bind someone, in order.

    `body` is the text without asides and has the same length; the dates are in it.
    """
    entry = _Entry.of(text, body, filed_date)
    found: list[StatedDate] = []
    for place, written in enumerate(dates):
        if is_near(written.day, filed_date):
            around = sentence_around(body, dates, place)
            one = _stated(around, written, entry, is_first=not found)
            found += [one] if one else []
    kept = {(one.day, one.subject) for one in found if not one.is_vacated}
    # At another hour, or by video, it is on the same day still.
    yield from (
        one for one in found if not (one.is_vacated and (one.day, one.subject) in kept)
    )


def last_years_dates(
    text: str, body: str, dates: Sequence[WrittenDate], *, filed_date: date
) -> Iterator[date]:
    """Yield the days of the past year that an order sets as if they were to come."""
    entry = _Entry.of(text, body, filed_date)
    for place, written in enumerate(dates):
        if entry.is_asked or not filed_date - _YEAR < written.day < filed_date:
            continue
        around = sentence_around(body, dates, place)
        cue = _cue(around, entry, kept=False)
        # What the system prints as due may have passed: a late proof of service.
        late = cue and cue.printed and cue.act == "due"
        if not cue or cue.confidence < _SURE or late:
            continue
        if not (
            _WAS.search(around.after)
            or _is_silent(around, entry)
            or _is_vacated(around, written, entry, is_first=True)
        ):
            yield written.day


def _stated(
    around: Around, written: WrittenDate, entry: _Entry, *, is_first: bool
) -> StatedDate | None:
    kept = _cue(around, entry, kept=True)
    if not kept and _is_silent(around, entry):
        return None
    # A party's paper cannot vacate a date, only request it.
    vacated = not (kept or entry.is_asked) and _is_vacated(
        around, written, entry, is_first=is_first
    )
    cue = kept or _cue(around, entry, kept=False)
    past = written.day < entry.filed
    if not vacated and (cue is None or (past and not cue.printed)):
        return None
    about = subject_of(
        around, cue, head=entry.text[:HEAD], has_clock=written.clock is not None
    )
    clock = written.clock
    if clock is None and about.is_appearance:
        clock = clock_in(around.after)
    moved = about.is_appearance and entry.moves and not vacated
    start = _start_of(around, about.place, written)
    return StatedDate(
        kind=_kind(about.what, around.before, entry.text),
        day=written.day,
        clock=clock,
        subject=about.name,
        whose=_whose(about, around.before),
        words=entry.text[start : written.end].strip(" ,;:-"),
        confidence=_confidence(
            cue.confidence if cue else _VACATED, written, named=about.what
        ),
        moves=bool(cue and cue.moves) or moved,
        is_appearance=about.is_appearance,
        is_vacated=vacated,
    )


def _is_silent(around: Around, entry: _Entry) -> bool:
    return any(
        row.pattern.search(around.before)
        and not (row.unless and row.unless.search(around.before))
        and not (row.unless_sentence and row.unless_sentence.search(around.sentence))
        and (not row.head or row.head.match(entry.text))
        and (not row.text or row.text.search(entry.text))
        for row in silences()
        if entry.is_asked or not row.asked_only
    )


def _is_vacated(
    around: Around, written: WrittenDate, entry: _Entry, *, is_first: bool
) -> bool:
    return any(written.start in one for one in entry.vacated_lists) or any(
        (not row.before or row.before.search(around.before))
        and (not row.after or row.after.search(around.after))
        and (not row.sentence or row.sentence.search(around.sentence))
        and (not row.head or (is_first and row.head.match(entry.text)))
        and not (row.not_head and row.not_head.match(entry.text))
        and (not row.text or row.text.search(entry.text))
        for row in vacating()
    )


def _vacated_lists(body: str) -> Iterator[range]:
    for heading in pattern("sentence", "vacated_list").finditer(body):
        end = pattern("sentence", "list_end").search(body, heading.end())
        yield range(heading.end(), end.start() if end else len(body))


def _cue(around: Around, entry: _Entry, *, kept: bool) -> Cue | None:
    before = around.before
    for cue in cues():
        if cue.kept != kept or (entry.is_asked and not cue.printed):
            continue
        said = behind_things(before) if cue.behind_what else (before,)
        if not any(map(cue.pattern.search, said)) or not (
            cue.after is None or cue.after.search(around.after)
        ):
            continue
        if cue.text and not cue.text.search(entry.text):
            continue
        named = cue.needs and last_named(before, act=cue.act)[0]
        if not cue.needs or named or cue.needs.search(around.sentence):
            return cue
    return None


def _kind(named: What | None, before: str, text: str) -> str:
    if named is None:
        return "court_set_date"
    if named.kind != "hearing":
        return named.kind
    # A hearing is on a motion if its sentence or the head of the entry says so.
    on_motion = _MOTION.search(before) or _MOTION.search(text[:HEAD])
    return "hearing_set" if on_motion else "court_set_date"


def _whose(about: Subject, before: str) -> str:
    """Return the last party that is ordered to act; a party's own paper is its act."""
    if about.what and about.what.whose:
        return about.what.whose
    if about.is_appearance:
        return "court"
    found = [
        match["who"].lower() for match in pattern("sentence", "actor").finditer(before)
    ]
    return found[-1] if found else ""


def _start_of(around: Around, place: int, written: WrittenDate) -> int:
    rest = around.before[place:]
    return around.start if "@" in rest else written.start - len(rest)


def _confidence(sure: float, written: WrittenDate, *, named: What | None) -> float:
    sure = sure if named else sure * _UNNAMED
    sure = sure if written.has_year else sure * _YEARLESS
    return round(sure if written.weekday_fits else sure * _DOUBTED, 2)
