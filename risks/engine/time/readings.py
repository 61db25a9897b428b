"""One reading of the counting rule, applied from its first step to its last.

The cited subdivisions are those of Fed. R. Civ. P. 6 and of Fed. R. App. P. 26, which
has the same numbering.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from risks.engine.sentences import counting as words
from risks.engine.time.calendars import FIRST_YEAR, LAST_YEAR, Calendar
from risks.engine.time.periods import (
    WORKING,
    DeadlineError,
    Direction,
    Period,
    Unit,
)
from risks.engine.wording import Template

END_OF_DAY = time(23, 59, 59)
_ADDED_DAYS = timedelta(days=3)


class Service(StrEnum):
    """How a paper was served."""

    MAIL = "mail"
    CLERK = "clerk"
    # Other means agreed in writing, Rule 5(b)(2)(F).
    CONSENT = "consent"
    ELECTRONIC = "electronic"
    PERSONAL = "personal"


_ADDS_DAYS = {
    Service.MAIL: words.BY_MAIL,
    Service.CLERK: words.BY_CLERK,
    Service.CONSENT: words.BY_CONSENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How the steps of a rule are told: with the paragraphs of Rule 6, or without."""

    exclude: Template
    after: Template
    before: Template
    last_day: Template
    inaccessible: Template
    only_if_inaccessible: Template


RULE_6 = Said(
    exclude=words.EXCLUDE,
    after=words.COUNT_AFTER,
    before=words.COUNT_BEFORE,
    last_day=words.LAST_DAY,
    inaccessible=words.INACCESSIBLE,
    only_if_inaccessible=words.ONLY_IF_INACCESSIBLE,
)
PLAIN = Said(
    exclude=words.PLAIN_EXCLUDE,
    after=words.PLAIN_COUNT_AFTER,
    before=words.PLAIN_COUNT_BEFORE,
    last_day=words.PLAIN_LAST_DAY,
    inaccessible=words.PLAIN_INACCESSIBLE,
    only_if_inaccessible=words.PLAIN_ONLY_IF_INACCESSIBLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """The citations of a court's counting rule."""

    cite: str
    # The rule that adds three days after service by mail; empty where none is known.
    added_days: str
    # How its steps are told.
    said: Said = RULE_6
    # Of a period of at most so many days only the court days count.
    short_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One counting step as a sentence, and the day it reaches."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The moment from which a period runs, and what is doubtful about it."""

    # With its offset, in the court's zone.
    moment: datetime
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of a reading with its steps and doubts."""

    day: date
    clock: time = END_OF_DAY
    steps: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def local(self) -> datetime:
        """Return the end in the court's local time."""
        return datetime.combine(self.day, self.clock)

    def then(self, text: str, *, day: date, doubts: tuple[str, ...] = ()) -> "Ending":
        """Return the ending after one more step."""
        return replace(
            self,
            day=day,
            steps=(*self.steps, Step(text=text, day=day)),
            doubts=(*self.doubts, *doubts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of the rule: which holidays and closures count."""

    rule: CountingRule
    calendar: Calendar
    direction: Direction
    inaccessible: frozenset[date]
    # False: the last day stays where it is, closed or not.
    moves: bool = True

    def read(self, start: Start, period: Period, service: Service | None) -> Ending:
        """Count a period from its start and return the ending."""
        if period.unit is Unit.HOURS:
            return self._read_hours(start, period)
        ending = self._adjust(self._count_days(start, period))
        if service is not None:
            ending = self._add_days(ending, service)
        text = self.rule.said.last_day(day=spoken(ending.day), cite=self.rule.cite)
        return ending.then(text, day=ending.day)

    def _count_days(self, start: Start, period: Period) -> Ending:
        trigger, cite, said = start.moment.date(), self.rule.cite, self.rule.said
        ending = Ending(day=trigger, doubts=start.doubts).then(
            said.exclude(day=spoken(trigger), cite=cite), day=trigger
        )
        short = period.unit is Unit.DAYS and period.number <= self.rule.short_days
        if short or period.unit in WORKING:
            return self._count_working_days(ending, period)
        last = period.count_days(trigger, self.direction)
        refuse_distant(last, field="period")
        count = said.after if self._is_forward else said.before
        text = count(period=period, day=spoken(last), cite=cite)
        return ending.then(text, day=last)

    @property
    def _is_forward(self) -> bool:
        return self.direction is Direction.AFTER

    def _count_working_days(self, ending: Ending, period: Period) -> Ending:
        """Count days on which the court sits, or the country works, one by one."""
        calendar, day = self._calendar_of(period.unit), ending.day
        doubts: list[str] = []
        for _ in range(period.number):
            day += timedelta(days=self.direction.sign)
            for closed in calendar.closed_run(day, days=self.direction.sign):
                why = calendar.why_closed(closed)
                doubts.extend(self._doubts(closed, why))
                day = closed + timedelta(days=self.direction.sign)
        refuse_distant(day, field="period")
        count = words.WORKING_AFTER if self._is_forward else words.WORKING_BEFORE
        text = count(period=period, day=spoken(day))
        return ending.then(text, day=day, doubts=tuple(doubts))

    def _calendar_of(self, unit: Unit) -> Calendar:
        """A court may be closed on a day on which the country works."""
        if unit is Unit.BUSINESS_DAYS:
            return replace(self.calendar, court_id="", day_type="")
        return self.calendar

    def _read_hours(self, start: Start, period: Period) -> Ending:
        cite, begin = self.rule.cite, start.moment
        elapsed = timedelta(hours=period.number) * self.direction.sign
        end = (begin.astimezone(UTC) + elapsed).astimezone(begin.tzinfo)
        refuse_distant(end.date(), field="period")
        ending = Ending(day=begin.date(), clock=end.time(), doubts=start.doubts)
        start_at = words.START_AT(day=spoken(begin), time=_clock(begin), cite=cite)
        ending = ending.then(start_at, day=begin.date())
        count = words.HOURS_AFTER if self._is_forward else words.HOURS_BEFORE
        text = count(period=period, time=_clock(end), day=spoken(end), cite=cite)
        ending = self._adjust(ending.then(text, day=end.date()))
        ends_at = words.ENDS_AT(
            time=_clock(ending.local), day=spoken(ending.day), cite=cite
        )
        return ending.then(ends_at, day=ending.day)

    def _add_days(self, ending: Ending, service: Service) -> Ending:
        """Add three days after the period would otherwise end, then adjust again."""
        rule = self.rule.added_days
        if service not in _ADDS_DAYS:
            text = words.NO_DAYS_ADDED(service=service, rule=rule)
            return ending.then(text, day=ending.day)
        later = ending.day + _ADDED_DAYS
        text = words.DAYS_ADDED(means=_ADDS_DAYS[service], day=spoken(later), rule=rule)
        return self._adjust(ending.then(text, day=later))

    def _adjust(self, ending: Ending) -> Ending:
        """Move off closed days, then off days when the clerk was inaccessible."""
        if not self.moves:
            return self._unmoved(ending)
        ending = self._roll(ending, days=self.direction.sign)
        # Rule 6(a)(3) runs forward even in a period before an event.
        while ending.day in self.inaccessible:
            shut, said = ending.day, spoken(ending.day)
            doubt = self.rule.said.only_if_inaccessible(day=said, cite=self.rule.cite)
            ending = ending.then(
                self.rule.said.inaccessible(day=said, cite=self.rule.cite),
                day=shut + timedelta(days=1),
                doubts=(doubt,),
            )
            ending = self._roll(ending, days=1)
        return ending

    def _unmoved(self, ending: Ending) -> Ending:
        day = ending.day
        if not (why := self.calendar.why_closed(day)):
            return ending
        doubt = words.RUNS_ON(day=spoken(day), why=why, cite=self.rule.cite)
        text = words.EXPIRES(day=spoken(day), why=why)
        return ending.then(text, day=day, doubts=(doubt,))

    def _roll(self, ending: Ending, *, days: int) -> Ending:
        roll = words.ROLL_FORWARD if days > 0 else words.ROLL_BACKWARD
        for day in self.calendar.closed_run(ending.day, days=days):
            why = self.calendar.why_closed(day)
            ending = ending.then(
                roll(day=spoken(day), why=why),
                day=day + timedelta(days=days),
                doubts=self._doubts(day, why),
            )
        return ending

    def _doubts(self, day: date, why: str) -> tuple[str, ...]:
        if not self.calendar.leans_on_unsettled(day):
            return ()
        cite = self.rule.cite
        return (words.UNSETTLED(day=spoken(day), why=why, cite=cite),)


def refuse_distant(day: date, *, field: str) -> None:
    """Raise DeadlineError for a year outside the known calendars."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return
    raise DeadlineError(
        field=field,
        message=f"{day} is outside the years {FIRST_YEAR} to {LAST_YEAR}, for which "
        "the federal holidays are known",
    )


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}"


def spoken(day: date) -> str:
    """Return a date in words: Tuesday 26 May 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"
