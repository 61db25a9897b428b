"""The dates of an obligation that recurs: when a period ends, and when to act on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from risks.engine.sentences import counting, obligations
from risks.engine.time.calendars import Calendar
from risks.engine.time.deadlines import (
    Computed,
    Whose,
    computed,
    provisional_notes,
    worked_to,
)
from risks.engine.time.periods import months_from
from risks.engine.time.readings import Ending, refuse_distant, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One period of an obligation, and how the next ones follow."""

    ends_on: date
    # Of the first period; a month that is too short ends on its last day instead.
    anchor_day: int
    # How many days before the end somebody must have acted.
    lead_days: int
    # None: it does not renew by itself.
    interval_months: int | None

    @property
    def act_by(self) -> date:
        """Return the last day on which to act, which is not moved if it is closed."""
        return self.ends_on - timedelta(days=self.lead_days)

    def following(self) -> "Term | None":
        """Return the next period, or None if there is none.

        It is counted from the anchor, so that 31 January is followed by 28 February and
        then by 31 March. Raises DeadlineError for a year without a known calendar.
        """
        if self.interval_months is None:
            return None
        end = months_from(self.ends_on, self.interval_months, day=self.anchor_day)
        refuse_distant(end, field="ends_on")
        return Term(
            ends_on=end,
            anchor_day=self.anchor_day,
            lead_days=self.lead_days,
            interval_months=self.interval_months,
        )


def later_terms(term: Term, *, until: date) -> Iterator[Term]:
    """Yield the periods after this one on which somebody must act until a day."""
    following = term.following()
    while following is not None and following.act_by <= until:
        yield following
        following = following.following()


def date_to_act(term: Term, *, country: str, tz: str) -> Computed:
    """Return the day by which to act on a period, and the working day before it.

    The day itself is not moved: an authority that is closed grants no more time. Where
    it is closed, the calendared date is the working day before, and a step says why.
    Raises DeadlineError for a year without a known calendar.
    """
    refuse_distant(term.act_by, field="ends_on")
    calendar = Calendar(country=country, honours_unsettled=True)
    named = _named(term)
    safe = worked_to(named, calendar=calendar, closed_by=counting.NO_WORKING_DAY)
    notes = provisional_notes(country, term.act_by.year)
    return computed([safe, named], notes=notes, whose=Whose.OURS, tz=tz)


def _named(term: Term) -> Ending:
    end = Ending(day=term.ends_on).then(
        obligations.ENDS(day=spoken(term.ends_on)), day=term.ends_on
    )
    if not term.lead_days:
        return end
    one = term.lead_days == 1
    before = obligations.ONE_DAY_BEFORE if one else obligations.DAYS_BEFORE
    text = before(number=term.lead_days, day=spoken(term.act_by))
    return end.then(text, day=term.act_by)
