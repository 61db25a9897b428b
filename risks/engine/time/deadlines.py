"""Count time as Fed. R. Civ. P. 6 does, with every step in words.

Where the rule is unclear (does an unsettled holiday count? was the clerk's office
inaccessible?) the whole period is counted under each reading; the earliest and the
latest result bound the deadline. The present text of the rule applies to every trigger,
as its advisory committee does in its notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import product

from risks.engine.sentences import counting as words
from risks.engine.time.calendars import Calendar
from risks.engine.time.closures import is_provisional
from risks.engine.time.courts import Court, Kind
from risks.engine.time.periods import DeadlineError, Direction, Period, Unit
from risks.engine.time.readings import (
    END_OF_DAY,
    PLAIN,
    CountingRule,
    Ending,
    Reading,
    Service,
    Start,
    Step,
    refuse_distant,
    spoken,
)
from risks.engine.wording import SEPARATOR, Template

__all__ = [
    "Computed",
    "DeadlineError",
    "Direction",
    "Period",
    "Service",
    "Step",
    "Unit",
    "Whose",
    "computed",
    "count",
    "date_certain",
    "provisional_notes",
    "worked_to",
]

# The other courts have rules of their own, which are not included.
_COUNTING_RULES = {
    Kind.DISTRICT: CountingRule(
        cite="Fed. R. Civ. P. 6", added_days="Fed. R. Civ. P. 6(d)"
    ),
    Kind.APPELLATE: CountingRule(
        cite="Fed. R. App. P. 26", added_days="Fed. R. App. P. 26(c)"
    ),
    Kind.SPECIAL: CountingRule(cite=words.COURTS_RULE(), added_days=""),
}
# Abroad, by country: Hong Kong leaves closed days out of a period of 7 days or less.
_COUNTING_RULES_ABROAD = {
    "HK": CountingRule(
        cite="Rules of the High Court, O. 3",
        added_days="",
        said=PLAIN,
        short_days=7,
    ),
    "CN": CountingRule(
        cite="PRC Civil Procedure Law, art. 85", added_days="", said=PLAIN
    ),
}
_NO_DAYS: frozenset[date] = frozenset()
COURT_DAY = "court"
_PROVISIONAL = {
    "CN": words.PROVISIONAL,
    "HK": words.PROVISIONAL_HONG_KONG,
    "SG": words.PROVISIONAL_SINGAPORE,
}


class Whose(StrEnum):
    """Whose act a deadline is."""

    OURS = "ours"
    OPPONENT = "opponent"
    COURT = "court"


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """The dates of a deadline with the counting steps."""

    # For our own acts, and the court's, the earliest reading; the opponent's latest.
    calendared_date: date
    latest_arguable_date: date
    # Why the two differ; empty when they do not.
    reason: str
    steps: tuple[Step, ...]
    # Local times of the court, without an offset: the last second of the day for a
    # period in days, the exact time for one in hours.
    due_local: datetime
    late_local: datetime
    tz: str


def count(
    *,
    trigger: date | datetime,
    period: Period,
    direction: Direction,
    court: Court,
    service: Service | None = None,
    inaccessible: frozenset[date] = _NO_DAYS,
    state_holidays: frozenset[date] = _NO_DAYS,
    whose: Whose = Whose.OURS,
    may_end_closed: bool = False,
    federal: bool = False,
) -> Computed:
    """Count a period from its trigger; raise DeadlineError where the rule cannot.

    A trigger without an offset is in the court's local time. `may_end_closed` is for
    what expires, such as an order: its last day may be one that is not moved. `federal`
    is for a statute whose period Rule 6 counts in any American court.
    """
    rule = _COUNTING_RULES[Kind.DISTRICT] if federal else _counting_rule(court)
    if service is not None:
        _refuse_service(rule, period=period, direction=direction, court=court)
    # Rule 6(a)(6)(C): state holidays count only in periods after an event.
    after = direction is Direction.AFTER
    counted = state_holidays if after else _NO_DAYS
    readings = [
        Reading(
            rule=rule,
            calendar=Calendar(
                country=court.country,
                state=(court.state or "") if after else "",
                court_id=court.id,
                day_type=COURT_DAY,
                honours_unsettled=honours,
                state_holidays=counted,
            ),
            direction=direction,
            inaccessible=shut,
            moves=moves,
        )
        for moves, honours, shut in product(
            (False, True) if may_end_closed else (True,),
            (False, True),
            (_NO_DAYS, inaccessible),
        )
    ]
    starts = tuple(_starts(trigger, period=period, court=court))
    endings = [reading.read(s, period, service) for reading in readings for s in starts]
    notes = provisional_notes(court.country, endings[-1].day.year)
    if state_holidays != counted:
        notes = (*notes, Step(text=words.STATE_HOLIDAYS(cite=rule.cite)))
    return computed(endings, notes=notes, whose=whose, tz=court.tz)


def date_certain(day: date, *, court: Court) -> Computed:
    """Return the dates of a day that the court set.

    Such a day is never moved; its calendared date is the court day before.
    """
    calendar = Calendar(
        country=court.country,
        state=(court.state or "") if court.kind is Kind.STATE else "",
        court_id=court.id,
        day_type=COURT_DAY,
        honours_unsettled=True,
    )
    named = Ending(day=day).then(words.NAMED(day=spoken(day)), day=day)
    safe = worked_to(named, calendar=calendar, closed_by=words.NO_COURT_DAY)
    notes = provisional_notes(court.country, day.year)
    return computed([safe, named], notes=notes, whose=Whose.OURS, tz=court.tz)


def worked_to(ending: Ending, *, calendar: Calendar, closed_by: Template) -> Ending:
    """Return the working day by which people act on a date that is not moved."""
    for closed in calendar.closed_run(ending.day, days=-1):
        why = closed_by(day=spoken(closed), why=calendar.why_closed(closed))
        ending = ending.then(
            words.DAY_BEFORE(why=why),
            day=closed - timedelta(days=1),
            doubts=(why,),
        )
    return ending


def provisional_notes(country: str, year: int) -> tuple[Step, ...]:
    """Return a note for a year whose calendar is not yet known."""
    if not is_provisional(country, year):
        return ()
    return (Step(text=_PROVISIONAL[country](year=year)),)


def computed(
    endings: list[Ending], *, notes: tuple[Step, ...], whose: Whose, tz: str
) -> Computed:
    """Return the earliest and the latest of the endings, and why they differ."""
    # Of equal endings the first is taken, which has the fewest doubts.
    earliest = min(endings, key=lambda ending: ending.local)
    latest = max(endings, key=lambda ending: ending.local)
    ours = whose is not Whose.OPPONENT
    safe, other = (earliest, latest) if ours else (latest, earliest)
    steps, reason = (*safe.steps, *notes), ""
    if earliest.local != latest.local:
        reason = _sentence((*earliest.doubts, *latest.doubts))
        said = words.LATE_DATE if ours else words.EARLIEST_DATE
        text = said(end=_spoken_end(other), reason=reason)
        steps = (*steps, Step(text=text, day=other.day))
    return Computed(
        calendared_date=safe.day,
        latest_arguable_date=latest.day,
        reason=reason if safe.local != latest.local else "",
        steps=steps,
        due_local=safe.local,
        late_local=latest.local,
        tz=tz,
    )


def _spoken_end(ending: Ending) -> str:
    if ending.clock == END_OF_DAY:
        return spoken(ending.day)
    return words.AT_TIME(time=f"{ending.clock:%H:%M:%S}", day=spoken(ending.day))


def _sentence(doubts: tuple[str, ...]) -> str:
    text = SEPARATOR.join(dict.fromkeys(doubts))
    return words.REASON(doubts=f"{text[0].upper()}{text[1:]}")


def _starts(
    trigger: date | datetime, *, period: Period, court: Court
) -> Iterator[Start]:
    """Yield the moments that the trigger may mean; two where clocks go back."""
    refuse_distant(trigger, field="trigger")
    if not isinstance(trigger, datetime):
        if period.unit is Unit.HOURS:
            message = f"a period in hours needs a clock time, such as {trigger}T10:23"
            raise DeadlineError(field="trigger", message=message)
        trigger = datetime.combine(trigger, time(12))
    if trigger.tzinfo is not None:
        yield Start(moment=trigger.astimezone(court.zone))
    elif period.unit is Unit.HOURS:
        yield from _moments(trigger, court=court)
    else:
        yield Start(moment=trigger.replace(tzinfo=court.zone))


def _moments(wall_clock: datetime, *, court: Court) -> Iterator[Start]:
    first = wall_clock.replace(tzinfo=court.zone, fold=0)
    if first.astimezone(UTC).astimezone(court.zone).replace(tzinfo=None) != wall_clock:
        raise DeadlineError(
            field="trigger",
            message=f"{wall_clock} does not exist in {court.tz}: the clocks go forward",
        )
    yield Start(moment=first)
    second = first.replace(fold=1)
    if second.utcoffset() != first.utcoffset():
        twice = words.TWICE(time=f"{wall_clock:%H:%M:%S}", day=spoken(wall_clock))
        yield Start(moment=second, doubts=(twice,))


def _counting_rule(court: Court) -> CountingRule:
    if court.kind in _COUNTING_RULES:
        return _COUNTING_RULES[court.kind]
    if court.kind is Kind.FOREIGN and court.country in _COUNTING_RULES_ABROAD:
        return _COUNTING_RULES_ABROAD[court.country]
    raise DeadlineError(
        field="court",
        message=f"{court.id} ({court.name}) does not count by Fed. R. Civ. P. 6 or its "
        "twins; enter its dates by hand",
    )


def _refuse_service(
    rule: CountingRule, *, period: Period, direction: Direction, court: Court
) -> None:
    why = ""
    if direction is Direction.BEFORE:
        why = "periods before an event"
    elif period.unit is Unit.HOURS:
        why = "periods in hours"
    elif not rule.added_days:
        why = f"{court.name}, whose rule on it is not known here"
    if why:
        raise DeadlineError(
            field="service",
            message=f"the three days of Fed. R. Civ. P. 6(d) do not apply to {why}",
        )
