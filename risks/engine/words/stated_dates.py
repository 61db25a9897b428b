"""Find the dates that a docket entry sets, by the table in rules/dates.toml.

Each date is read within its sentence, in which every other date is replaced by "@". The
table says which words set a date, what it is for, whose act it is, and which words
vacate it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from risks.engine.words.date_rows import (
    Cue,
    What,
    cues,
    pattern,
    silences,
    vacating,
    whats,
)
from risks.engine.words.date_surroundings import Around, sentence_around
from risks.engine.words.written_dates import WrittenDate, is_near

# The factor where the day of the week belongs to another date, so one is wrong.
_DOUBTED = 0.5
_UNNAMED = 0.9
_VACATED = 0.9
# The characters at the head of an entry, which say what was filed.
HEAD = 200
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


def without_asides(text: str) -> str:
    """Replace the clerk's notes, such as "(Entered: 03/04/2026)", by blanks."""
    return pattern("sentence", "aside").sub(lambda aside: " " * len(aside[0]), text)


def stated_dates(
    text: str, body: str, dates: Sequence[WrittenDate], *, filed_date: date
) -> Iterator[StatedDate]:
    """Yield those of `dates` that bind someone, in order.

    `body` is the text without asides and has the same length; the dates are in it.
    """
    asked = _is_asked(body)
    for place, written in enumerate(dates):
        if is_near(written.day, filed_date):
            around = sentence_around(body, dates, place)
            found = _stated(around, written, text=text, asked=asked, filed=filed_date)
            if found is not None:
                yield found


def _is_asked(text: str) -> bool:
    head, unless = pattern("asked", "head"), pattern("asked", "unless")
    return bool(head.match(text)) and not unless.search(text)


def _stated(
    around: Around, written: WrittenDate, *, text: str, asked: bool, filed: date
) -> StatedDate | None:
    if _is_silent(around.before, text, asked=asked):
        return None
    # A party's paper cannot vacate a date, only request it.
    vacated = not asked and _is_vacated(around)
    cue = _cue(around, asked=asked)
    if not vacated and (cue is None or (written.day < filed and not cue.printed)):
        return None
    named, place = _about(around.before, cue)
    sure = cue.confidence if cue else _VACATED
    return StatedDate(
        kind=_kind(named, around.before, text),
        day=written.day,
        clock=written.clock,
        subject=named.subject if named else _said(around.before, cue),
        whose=_whose(named, cue, around.before),
        words=text[_start_of(around, place, written) : written.end].strip(" ,;:-"),
        confidence=_confidence(sure, named=named, fits=written.weekday_fits),
        moves=bool(cue and cue.moves),
        is_appearance=(named.act if named else cue.act if cue else "") == "appearance",
        is_vacated=vacated,
    )


def _is_silent(before: str, text: str, *, asked: bool) -> bool:
    return any(
        row.pattern.search(before)
        and not (row.unless and row.unless.search(before))
        and (not row.text or row.text.search(text))
        for row in silences()
        if asked or not row.asked_only
    )


def _is_vacated(around: Around) -> bool:
    return any(
        words.search(said)
        for place, said in (("before", around.before), ("after", around.after))
        for words in vacating(place)
    )


def _cue(around: Around, *, asked: bool) -> Cue | None:
    sentence = around.before + around.after
    for cue in cues():
        if asked and not cue.printed:
            continue
        if not cue.pattern.search(around.before):
            continue
        named = cue.needs and _named(around.before, act=cue.act)[0]
        if not cue.needs or named or cue.needs.search(sentence):
            return cue
    return None


def _about(before: str, cue: Cue | None) -> tuple[What | None, int]:
    """Return what the date is for, named after the previous date where possible."""
    act = cue.act if cue else ""
    since = before.rfind("@") + 1
    named, place = _named(before[since:], act=act)
    if named or (cue and cue.act and not cue.moves):
        return named, since + place
    return _named(before, act=act)


def _named(before: str, *, act: str) -> tuple[What | None, int]:
    """Return the last thing named before the date that such an act can be."""
    best, place, end = None, 0, -1
    for what in whats():
        if act and what.act != act:
            continue
        for found in what.pattern.finditer(before):
            # Of two with the same end the longer one is taken: "motion hearing".
            if (found.end(), -found.start()) > (end, -place):
                best, place, end = what, found.start(), found.end()
    return best, place


def _kind(named: What | None, before: str, text: str) -> str:
    if named is None:
        return "court_set_date"
    if named.kind != "hearing":
        return named.kind
    # A hearing is on a motion if its sentence or the head of the entry says so.
    on_motion = _MOTION.search(before) or _MOTION.search(text[:HEAD])
    return "hearing_set" if on_motion else "court_set_date"


def _said(before: str, cue: Cue | None) -> str:
    """Return the entry's own words for it, where the table has none."""
    said = cue.pattern.sub("", before) if cue else before
    return said.rsplit("@", 1)[-1].strip(" ,;:-().")[-60:].strip()


def _whose(named: What | None, cue: Cue | None, before: str) -> str:
    """Return the last party that is ordered to act; a party's own paper is its act."""
    if named and named.whose:
        return named.whose
    if (cue and cue.act == "appearance") or (named and named.act == "appearance"):
        return "court"
    found = [
        match["who"].lower() for match in pattern("sentence", "actor").finditer(before)
    ]
    return found[-1] if found else ""


def _start_of(around: Around, place: int, written: WrittenDate) -> int:
    rest = around.before[place:]
    return around.start if "@" in rest else written.start - len(rest)


def _confidence(sure: float, *, named: What | None, fits: bool) -> float:
    sure = sure if named else sure * _UNNAMED
    return round(sure if fits else sure * _DOUBTED, 2)
