"""The dependents of a deadline and their dates, from rules/chains.toml."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Self

from risks.engine.sentences import counting as words
from risks.engine.time.calendars import Calendar
from risks.engine.time.courts import Court, Kind
from risks.engine.time.deadlines import (
    Computed,
    DeadlineError,
    Direction,
    Whose,
    computed,
    provisional_notes,
)
from risks.engine.time.readings import Ending, refuse_distant, spoken
from risks.engine.time.rule_book import in_place_of, place_of
from risks.engine.time.rules import Grade

# A year; a longer interval is taken for an error.
MOST = 366
_WRITTEN = re.compile(r"([0-9]{1,3}) (court |business )?days? (before|after)", re.ASCII)


class Unit(StrEnum):
    DAYS = "days"
    COURT_DAYS = "court_days"
    BUSINESS_DAYS = "business_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The interval to a deadline: "2 court days before"."""

    number: int
    unit: Unit
    direction: Direction

    def __post_init__(self) -> None:
        if not 1 <= self.number <= MOST:
            message = f"{self.number} is not between 1 and {MOST} days"
            raise DeadlineError(field="number", message=message)

    def __str__(self) -> str:
        one, many = words.SPANS[self.unit, self.direction]
        return one() if self.number == 1 else many(number=self.number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "7 days before" or "2 court days before"; raises DeadlineError."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            message = f'{text!r} is not such as "2 court days before"'
            raise DeadlineError(field="interval", message=message)
        return cls(
            number=int(written[1]),
            unit=Unit(f"{(written[2] or '').strip()}_days".lstrip("_")),
            direction=Direction(written[3]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A deadline that is planned before the event from which it will run."""

    id: str
    # The rule whose deadline it will be.
    rule: str
    depends_on: tuple[str, ...]
    because: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDate:
    """A date of our own that prepares for a deadline."""

    id: str
    # What must be done; {paper} stands for the deadline that it prepares for.
    title: str
    interval: Interval

    def named(self, parent: str) -> str:
        """Return what must be done, of what, by the title of the other deadline.

        >>> one = WorkingDate(
        ...     id="final",
        ...     title="Approve the final text of {paper}",
        ...     interval=Interval.parse("2 court days before"),
        ... )
        >>> one.named("Joint Rule 26(f) report")
        'Approve the final text of the joint Rule 26(f) report'
        >>> one.named("Amend the complaint once")
        'Approve the final text of “Amend the complaint once”'
        """
        paper = _paper(parent)
        if not self.title.endswith("{paper}"):
            paper, _mark, _name = paper.partition(": ")
        return self.title.format(paper=paper)


def _paper(title: str) -> str:
    """Return a title within a sentence: "the answer", or in quotes if it is no noun.

    What follows a comma says when it is due, and is left out.
    """
    papers, shown = _table()["papers"], re.split(r",| \(", title, maxsplit=1)[0]
    head = re.split(r"[:;]", shown.casefold(), maxsplit=1)[0].split()
    is_act = bool(
        set(head[:1]) & set(papers["verbs"]) or set(head[1:2]) & set(papers["objects"])
    )
    if is_act or not set(head) & set(papers["nouns"]):
        return f"“{title}”"
    is_word = shown.split()[0][1:].islower() and head[0] not in papers["names"]
    return f"the {shown[:1].lower()}{shown[1:]}" if is_word else f"the {shown}"


def plans_after(rule_id: str) -> tuple[Plan, ...]:
    """Return the deadlines that are planned from a deadline of this rule."""
    return tuple(plan for plan in all_plans() if place_of(rule_id) in plan.depends_on)


def planned_rules() -> frozenset[str]:
    """Return the rules of planned deadlines, with those that replace them."""
    return frozenset().union(*(in_place_of(plan.rule) for plan in all_plans()))


def is_hearing(subject: str) -> bool:
    """Say whether a subject is a day in court: "Jury trial"."""
    last = subject.casefold().split()[-1:]
    return bool(set(last) & set(_table()["hearings"]["words"]))


def working_dates(
    *, rule_id: str, critical: bool, hearing: bool
) -> tuple[WorkingDate, ...]:
    """Return what we do before a deadline of ours or before a hearing."""
    rule_id = place_of(rule_id)
    for of, rules, dates in _working():
        if _reads_on(of, rules, rule_id=rule_id, critical=critical, hearing=hearing):
            return dates
    return ()


def counted_from(anchor: date, interval: Interval, *, court: Court) -> Computed:
    """Return a working date: a court day never beyond the deadline.

    Raises DeadlineError for a day too distant to count.
    """
    refuse_distant(anchor, field="date")
    before = interval.direction is Direction.BEFORE
    calendar = Calendar(
        country=court.country,
        state=(court.state or "") if court.kind is Kind.STATE else "",
        # A court may be closed on a day on which the country works.
        court_id="" if interval.unit is Unit.BUSINESS_DAYS else court.id,
        # The earlier day of the two readings, in both directions.
        honours_unsettled=before,
    )
    count = _count_days if interval.unit is Unit.DAYS else _count_working_days
    ending = count(anchor, interval, calendar)
    refuse_distant(ending.day, field="date")
    notes = provisional_notes(court.country, ending.day.year)
    return computed([ending], notes=notes, whose=Whose.OURS, tz=court.tz)


def _count_days(anchor: date, interval: Interval, calendar: Calendar) -> Ending:
    step = interval.direction.sign
    day = anchor + timedelta(days=step * interval.number)
    ending = Ending(day=day).then(_said(anchor, interval, day), day=day)
    for closed in calendar.closed_run(day, days=step):
        why = calendar.why_closed(closed)
        take = words.NEXT_AFTER if step > 0 else words.NEXT_BEFORE
        ending = ending.then(
            take(day=spoken(closed), why=why), day=closed + timedelta(days=step)
        )
    return ending


def _count_working_days(anchor: date, interval: Interval, calendar: Calendar) -> Ending:
    step, day = interval.direction.sign, anchor
    for _ in range(interval.number):
        day += timedelta(days=step)
        for closed in calendar.closed_run(day, days=step):
            day = closed + timedelta(days=step)
    return Ending(day=day).then(_said(anchor, interval, day), day=day)


def _said(anchor: date, interval: Interval, day: date) -> str:
    return words.COUNTED(span=interval, anchor=spoken(anchor), day=spoken(day))


def _reads_on(
    of: str, rules: Collection[str], *, rule_id: str, critical: bool, hearing: bool
) -> bool:
    if of == "hearing":
        return hearing
    if of == "critical":
        return critical and rule_id not in rules
    return rule_id in rules


@cache
def all_plans() -> tuple[Plan, ...]:
    return tuple(
        Plan(
            **row
            | {"depends_on": tuple(row["depends_on"]), "grade": Grade(row["grade"])}
        )
        for row in _table()["plan"]
    )


@cache
def _working() -> tuple[tuple[str, frozenset[str], tuple[WorkingDate, ...]], ...]:
    return tuple(
        (
            row["of"],
            frozenset(row.get("rules", ())),
            tuple(
                WorkingDate(
                    id=one["id"],
                    title=one["title"],
                    interval=Interval.parse(one["interval"]),
                )
                for one in row["dates"]
            ),
        )
        for row in _table()["working"]
    )


@cache
def _table() -> Mapping[str, Any]:
    text = files("risks.engine").joinpath("rules/chains.toml").read_text("utf-8")
    return tomllib.loads(text)
