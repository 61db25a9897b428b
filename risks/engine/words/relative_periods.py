"""Find periods in an order, such as "within fourteen (14) days of this order".

One that runs from the order itself can be counted; of another only a person knows from
which day it runs.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from risks.engine.words.asides import is_party_paper, without_asides
from risks.engine.words.date_rows import silences
from risks.engine.words.date_subjects import last_named

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "twenty": 20, "twenty-one": 21, "twenty-eight": 28, "thirty": 30,
    "forty-five": 45, "forty-eight": 48, "sixty": 60, "seventy-two": 72, "ninety": 90,
}  # fmt: skip
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
# Looked for by the unit, which is rare, and then the number before it.
_UNIT = re.compile(r"[dwmhDWMH](?:ay|eek|onth|our|AY|EEK|ONTH|OUR)[sS]?\b")
_NUMBER = re.compile(
    rf"(?<![\w.,$/-])(?:(?P<word>{_WORD})(?: ?\((?P<figure>\d{{1,3}})\))?|"
    r"(?P<number>\d{1,3}))[- ]"
    r"(?P<working>(?:business|court|working) )?(?:(?:calendar|full) )?$",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 40
# What a clerk fills into the text of the system: "within *21* days".
_FILLED_IN = re.compile(r"\*(\d{1,3})\*")
_REACH = 160
_MOST = 20
_SENTENCE = re.compile(r"[.;] (?=[A-Z(])")
_DAYS = {"week": 7, "month": 30}
# A last day that is no court day moves on by less than this.
_ROLLED = 6
# The day is not told, or the period is not one in calendar days.
OPEN = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPeriod:
    """A period that an entry sets."""

    # In figures, such as "14 days".
    period: str
    # "entered", "filed", or OPEN.
    runs_from: str
    # What is due; empty where the table does not name it.
    subject: str
    whose: str
    words: str

    @property
    def ends_after(self) -> range:
        """The days after which it may end, whatever the weekends and holidays."""
        number, unit = self.period.split(" ", 1)
        days = int(number) * _DAYS.get(unit.rstrip("s"), 1)
        return range(days, days + _ROLLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    printed: bool
    runs_from: str

    def fits(self, before: str, after: str) -> bool:
        return (
            (not self.before or bool(self.before.search(before)))
            and (not self.after or bool(self.after.search(after)))
            and not (self.unless and self.unless.search(before))
        )


def stated_periods(text: str) -> Iterator[StatedPeriod]:
    """Yield the periods that an entry's text sets, in order.

    A party's own paper sets none but what the court's system prints under it, and an
    entry that repeats another one sets none at all.
    """
    text = _FILLED_IN.sub(r"\1", text)
    units = [*islice(_UNIT.finditer(text), _MOST)]
    if not units or any(row.head and row.head.match(text) for row in silences()):
        return
    body = without_asides(text)
    printed_only = is_party_paper(body)
    for unit in units:
        reach = max(0, unit.start() - _LONGEST_NUMBER)
        number = _NUMBER.search(body, reach, unit.start())
        if number:
            before, after = _around(body, number.start(), unit.end())
            if _binds(before, after, printed_only=printed_only):
                yield _stated(before, number, unit[0].lower(), after)


def _around(body: str, start: int, end: int) -> tuple[str, str]:
    before = _SENTENCE.split(body[max(0, start - _REACH) : start])[-1]
    return before, _SENTENCE.split(body[end : end + _REACH])[0]


def _stated(before: str, number: re.Match[str], unit: str, after: str) -> StatedPeriod:
    named = last_named(before, act="due")[0] or last_named(after, act="due")[0]
    in_days = not number["working"] and not unit.startswith("hour")
    return StatedPeriod(
        period=_in_figures(number, unit),
        runs_from=_runs_from(before, after) if in_days else OPEN,
        subject=named.subject if named else "",
        whose=named.whose if named else "",
        words=f"{before}{number[0]}{unit}{after[:80]}".strip(" ,"),
    )


def open_periods(text: str) -> tuple[str, ...]:
    """Return the periods of an entry that run from a day which it does not tell."""
    text = " ".join(text.split())
    return tuple(one.period for one in stated_periods(text) if one.runs_from == OPEN)


def _binds(before: str, after: str, *, printed_only: bool) -> bool:
    opens = any(
        row.fits(before, after)
        for row in _rows("opens")
        if row.printed or not printed_only
    )
    return opens and not any(row.fits(before, after) for row in _rows("ignored"))


def _runs_from(before: str, after: str) -> str:
    return next(row.runs_from for row in _rows("runs") if row.fits(before, after))


def _in_figures(found: re.Match[str], unit: str) -> str:
    written = found["figure"] or found["number"]
    number = int(written) if written else _NUMBERS[found["word"].lower()]
    working = (found["working"] or "").lower()
    return f"{number} {working}{unit.rstrip('s')}{'s' * (number != 1)}"


@cache
def _rows(table: str) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            before=_optional(row, "before"),
            after=_optional(row, "after"),
            unless=_optional(row, "unless"),
            printed=row.get("printed", False),
            runs_from=row.get("from", ""),
        )
        for row in _table()[table]
    )


def _optional(row: Any, field: str) -> re.Pattern[str] | None:
    return re.compile(row[field], re.IGNORECASE) if field in row else None


@cache
def _table() -> Any:
    text = files("risks.engine").joinpath("rules/periods.toml").read_text("utf-8")
    return tomllib.loads(text)
