"""The dates that recur: what a listing profile makes due, thirteen months ahead."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from risks.engine.time.deadlines import Computed
from risks.engine.time.disclosure import CompanyEvent, disclosure_date, disclosures_for
from risks.engine.time.listing.profile import Listing
from risks.engine.time.periods import Direction, Period, Unit
from risks.engine.time.rule_book import company_rules
from risks.engine.time.rules import Rule

AHEAD = Period(number=13, unit=Unit.MONTHS)
# A business day counts as two days, and so do the holidays beside it.
_DAYS_FOR_A_WORKING_DAY = 2
_HOLIDAYS = timedelta(days=31)

Days = Callable[[Listing, date, date], Iterator[date]]


def _application(listing: Listing, first: date, last: date) -> Iterator[date]:
    day = listing.application_date
    if day is not None and first <= day <= last:
        yield day


def _first_day(listing: Listing, first: date, last: date) -> Iterator[date]:
    day = listing.first_day
    if day is not None and first <= day <= last:
        yield day


# The events that follow from a profile; every other one is recorded by a person.
RECURRING: Mapping[CompanyEvent, Days] = {
    CompanyEvent.FISCAL_YEAR_END: Listing.year_ends,
    CompanyEvent.HALF_YEAR_END: Listing.half_year_ends,
    CompanyEvent.MONTH_END: Listing.month_ends,
    CompanyEvent.SHARES_LISTED: _first_day,
    CompanyEvent.CSRC_APPLICATION: _application,
}
RECORDED = tuple(event for event in CompanyEvent if event not in RECURRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A date that a rule sets from a recurring event."""

    rule: Rule
    # The day of the event.
    on: date
    computed: Computed

    @property
    def last_day(self) -> date:
        """Return the last day on which it can be met in time, by any reading."""
        return self.computed.latest_arguable_date


def recurring_dates(listing: Listing, *, today: date) -> tuple[Recurring, ...]:
    """Return what is due from today to thirteen months ahead, soonest first.

    A rule binds if what it needs is so on its last day: a financial year that ended
    before the first day of dealings is reported on if its results are due after it.
    """
    until = AHEAD.count_days(today, Direction.AFTER)
    reach = max(map(_reach, company_rules()))
    found = [
        dated
        for event in RECURRING
        for on in RECURRING[event](listing, today - reach, until + reach)
        for rule in disclosures_for(event, on=on)
        for dated in [_dated(rule, on)]
        if today <= dated.last_day
        and dated.computed.due_local.date() <= until
        and is_owed(dated, listing)
    ]
    found.sort(key=lambda each: (each.computed.due_local, each.rule.id))
    return tuple(found)


def is_owed(dated: Recurring, listing: Listing) -> bool:
    """Say whether what its rule needs is so on its last day."""
    return listing.meets(dated.rule.needs, on=dated.last_day)


def needed_by(rule: Rule, *, on: date, listing: Listing) -> bool:
    """Say whether a profile makes a rule's date due, by an event on this day.

    What a rule needs must be so on the last day for a recurring event, and on the day
    of an event that a person records.
    """
    days = RECURRING.get(CompanyEvent(rule.trigger))
    if days is None:
        return listing.meets(rule.needs, on=on)
    return on in days(listing, on, on) and is_owed(_dated(rule, on), listing)


def _dated(rule: Rule, on: date) -> Recurring:
    return Recurring(rule=rule, on=on, computed=disclosure_date(rule, on=on))


def _reach(rule: Rule) -> timedelta:
    """Return how far from its event a rule may be due, at most."""
    number = rule.period.number
    if rule.period.unit in (Unit.BUSINESS_DAYS, Unit.COURT_DAYS):
        return timedelta(days=_DAYS_FOR_A_WORKING_DAY * number) + _HOLIDAYS
    if rule.period.unit is Unit.HOURS:
        return _HOLIDAYS
    day = date(2001, 1, 1)
    plain = rule.period.count_days(day, Direction.AFTER) - day
    return _DAYS_FOR_A_WORKING_DAY * plain + _HOLIDAYS
