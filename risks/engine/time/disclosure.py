"""The disclosure deadlines of a listed company."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from risks.engine.sentences import counting as words
from risks.engine.time.calendars import Calendar
from risks.engine.time.closures import may_work_weekends
from risks.engine.time.deadlines import (
    Computed,
    Whose,
    computed,
    provisional_notes,
    worked_to,
)
from risks.engine.time.periods import Direction, Unit
from risks.engine.time.readings import END_OF_DAY, Ending, refuse_distant, spoken
from risks.engine.time.rule_book import (
    company_rules,
    governing,
    place_of,
    shipped_rules,
)
from risks.engine.time.rules import Counting, Rule

_ZONES = {"HK": "Asia/Hong_Kong", "CN": "Asia/Shanghai"}
_ONE_DAY = timedelta(days=1)
# By direction, and whether the period is counted in whole months.
_NAMED = {
    (Direction.AFTER, False): words.NAMED_AFTER,
    (Direction.AFTER, True): words.MONTH_END_AFTER,
    (Direction.BEFORE, False): words.NAMED_BEFORE,
    (Direction.BEFORE, True): words.MONTH_END_BEFORE,
}


class CompanyEvent(StrEnum):
    """The events of a company that start a disclosure period."""

    FISCAL_YEAR_END = "fiscal_year_end"
    HALF_YEAR_END = "half_year_end"
    GENERAL_MEETING = "general_meeting"
    CSRC_EVENT = "csrc_event"
    CSRC_APPLICATION = "csrc_application"
    CSRC_FOLLOW_ON = "csrc_follow_on"
    MONTH_END = "month_end"
    SHARES_CHANGED = "shares_changed"
    RESULTS_APPROVED = "results_approved"
    BOARD_MEETING = "board_meeting"
    ANNUAL_RESULTS = "annual_results"
    INTERIM_RESULTS = "interim_results"
    REPORT_PRINTED = "report_printed"
    SHARES_LISTED = "shares_listed"
    INTEREST_CHANGED = "interest_changed"
    REGISTER_CLOSED = "register_closed"


def disclosures_for(event: CompanyEvent, *, on: date) -> tuple[Rule, ...]:
    """Return the rules in force that an event of a company starts."""
    rules = company_rules()
    bound = governing(r for r in rules if r.trigger == event and r.in_force(on))
    return tuple(map(_with_inherited, bound))


def company_rule(rule_id: str, *, on: date) -> Rule | None:
    """Return the text of a company's rule in force on a day; None if there is none."""
    texts = (r for r in company_rules() if r.id == rule_id and r.in_force(on))
    found = next(texts, None)
    return _with_inherited(found) if found else None


def _with_inherited(rule: Rule) -> Rule:
    """Return a rule with what the one that it replaces says and it does not."""
    texts = [r for r in shipped_rules() if rule.replaces and r.id == place_of(rule.id)]
    if not texts:
        return rule
    said = {"needs": texts[-1].needs, "unless": texts[-1].unless}
    return rule.model_copy(
        update={name: said[name] for name in said if not getattr(rule, name)}
    )


def disclosure_date(rule: Rule, *, on: date) -> Computed:
    """Return the due date; raises DeadlineError for a day too distant."""
    refuse_distant(on, field="on")
    calendar = Calendar(
        country=rule.country, day_type=rule.day_type or "", honours_unsettled=True
    )
    if rule.period.unit is Unit.BUSINESS_DAYS:
        endings = [_business_day(rule, on, calendar)]
    elif rule.counting is Counting.WORKING_DAYS:
        endings = _working_days(rule, on, calendar)
    else:
        named = _named_day(rule, on)
        endings = [
            worked_to(named, calendar=calendar, closed_by=words.NO_WORKING_DAY),
            named,
        ]
    return computed(
        endings,
        notes=provisional_notes(rule.country, endings[-1].day.year),
        whose=Whose.OURS,
        tz=_ZONES[rule.country],
    )


def _business_day(rule: Rule, on: date, calendar: Calendar) -> Ending:
    """Return the last of the business days of the rule's day type."""
    step, day = timedelta(days=rule.direction.sign), on
    for _ in range(rule.period.number):
        day += step
        for closed in calendar.closed_run(day, days=rule.direction.sign):
            day = closed + step
    is_after = rule.direction is Direction.AFTER
    count = words.WORKING_AFTER if is_after else words.WORKING_BEFORE
    text = words.WORKING_DAYS(day=spoken(on), citation=rule.citation)
    ending = Ending(day=on, clock=rule.by or END_OF_DAY).then(text, day=on)
    return ending.then(count(period=rule.period, day=spoken(day)), day=day)


def _named_day(rule: Rule, on: date) -> Ending:
    """Return the day of the calendar, which the listing rules do not move."""
    day = rule.period.count_days(on, rule.direction)
    whole_months = rule.counting is Counting.MONTH_END and _ends_month(on)
    if whole_months:
        day = day.replace(day=monthrange(day.year, day.month)[1])
    named = _NAMED[rule.direction, whole_months]
    text = named(
        period=rule.period,
        event=spoken(on),
        day=spoken(day),
        citation=rule.citation,
    )
    return Ending(day=day).then(text, day=day)


def _ends_month(day: date) -> bool:
    return (day + _ONE_DAY).month != day.month


def _working_days(rule: Rule, on: date, calendar: Calendar) -> list[Ending]:
    """Return the last working day, and the one before in a provisional year."""
    text = words.WORKING_DAYS(day=spoken(on), citation=rule.citation)
    ending = Ending(day=on).then(text, day=on)
    endings: list[Ending] = []
    while len(endings) < rule.period.number:
        ending = _next_working_day(ending, calendar, number=len(endings) + 1)
        endings.append(ending)
    if not may_work_weekends(rule.country, ending.day.year):
        return endings[-1:]
    doubt = words.MADE_WORKING(year=ending.day.year)
    earlier = endings[-2:][0]
    text = words.WORKING_DAY_BEFORE(doubt=f"{doubt[0].upper()}{doubt[1:]}")
    return [earlier.then(text, day=earlier.day, doubts=(doubt,)), ending]


def _next_working_day(ending: Ending, calendar: Calendar, *, number: int) -> Ending:
    day = ending.day + _ONE_DAY
    while why := calendar.why_closed(day):
        ending = ending.then(words.NOT_WORKED(day=spoken(day), why=why), day=day)
        day += _ONE_DAY
    said = words.MADE_UP_DAY if day.weekday() >= 5 else words.WORKING_DAY
    return ending.then(said(number=number, day=spoken(day)), day=day)
