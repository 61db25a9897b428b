"""Read the table of a scheduling order, pasted as lines with a date in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from risks.engine.words.date_subjects import last_named
from risks.engine.words.written_dates import WrittenDate, is_near, written_dates

# A longer paste is no table of dates.
MOST_LINES = 200
_LONGEST_LINE = 1000
_LONGEST_TITLE = 200
_MOST_DATES = 3
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?!\d)")
_SHORT = re.compile(r"(?<![\d/-])\d{1,2}[/-]\d{1,2}(?![\d/-])")
_EDGES = " \t|.,;:–—-•*()[]"
_NUMBERED = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_SIDE = re.compile(r"\b(plaintiff|defendant)s?(?:'s?|s')?\b", re.IGNORECASE)

Problem = Literal["", "no_date", "two_dates", "no_year", "day_or_month", "far"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of a table: what is due or set, when, and what is wrong with it."""

    # Counted from 1, as the text was pasted.
    line: int
    title: str
    day: date | None = None
    clock: time | None = None
    # A kind of event that starts periods, such as trial_set; court_set_date otherwise.
    kind: str = "court_set_date"
    # What the date is for, as rules/dates.toml names it.
    subject: str = ""
    # plaintiff or defendant where the line names one side; empty otherwise.
    side: str = ""
    # Somebody must appear in court.
    is_appearance: bool = False
    problem: Problem = ""
    # The line names another day of the week.
    weekday_fits: bool = True


def read_table(text: str, *, since: date, month_first: bool) -> tuple[TableRow, ...]:
    """Return a row for each line that is not blank, also where it has no one date.

    Cells are divided by tabs, bars or spaces. `since` is the day of the order, and
    `month_first` says that 06/07/2026 is certainly 7 June, as in a US court.
    """
    rows: list[TableRow] = []
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        plain = " ".join(line[:_LONGEST_LINE].replace("|", " ").split())
        if not plain.strip(_EDGES):
            continue
        row = _row(number, plain, since=since, month_first=month_first)
        if row.day is not None and not row.title and rows and rows[-1].day is None:
            # The cell with the name stood on the line before.
            above = rows.pop()
            row = _row(
                number, f"{above.title} {plain}", since=since, month_first=month_first
            )
        rows.append(row)
    return tuple(rows)


def _row(line: int, plain: str, *, since: date, month_first: bool) -> TableRow:
    found = list(written_dates(plain, most=_MOST_DATES, since=since))
    title = _title(plain, found)
    if not found:
        problem: Problem = "no_year" if _SHORT.search(plain) else "no_date"
        return TableRow(line=line, title=title or plain, problem=problem)
    one = found[0]
    what, _ = last_named(title, act="")
    sides = {side.lower() for side in _SIDE.findall(title)}
    return TableRow(
        line=line,
        title=title,
        day=one.day,
        clock=one.clock,
        kind=what.kind if what and what.kind == "trial_set" else "court_set_date",
        subject=what.subject if what else "",
        side=sides.pop() if len(sides) == 1 else "",
        is_appearance=bool(what and what.act == "appearance"),
        problem=(
            "two_dates"
            if len(found) > 1
            else _problem(plain, one, since=since, month_first=month_first)
        ),
        weekday_fits=one.weekday_fits,
    )


def _title(plain: str, found: list[WrittenDate]) -> str:
    text = plain
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.end :]}"
    text = _NUMBERED.sub("", " ".join(text.split()).strip(_EDGES))
    return text.strip(_EDGES)[:_LONGEST_TITLE]


def _problem(
    plain: str, one: WrittenDate, *, since: date, month_first: bool
) -> Problem:
    if not one.has_year:
        return "no_year"
    if not month_first and any(_either(*pair) for pair in _numbers(plain)):
        return "day_or_month"
    return "" if is_near(one.day, since) else "far"


def _numbers(plain: str) -> Iterator[tuple[int, int]]:
    for found in _NUMBERS.finditer(plain):
        yield int(found[1]), int(found[2])


def _either(first: int, second: int) -> bool:
    """Say whether both may be the month: 06/07 and not 06/25."""
    return first <= 12 and second <= 12 and first != second
