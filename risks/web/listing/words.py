"""A listing profile, and what its rules ask, in words for a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from risks.cases.models import Deadline
from risks.engine.time.disclosure import CompanyEvent, disclosures_for
from risks.engine.time.listing.duties import Duty, duties_of
from risks.engine.time.listing.profile import Condition, YearEnd
from risks.engine.time.listing.recurring import RECORDED
from risks.engine.time.rules import Grade, Rule
from risks.register.models import ListingProfile
from risks.register.models.listing import SWITCHES
from risks.web.listing.events import COMPANY_EVENTS, CONDITIONS, period_of

Status = ListingProfile.Status
# Any year: only day and month are shown, and not those of February.
_YEAR = 2001


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """A date that would follow from an event."""

    rule: Rule
    period: str
    grade: str
    is_checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An event that a person may record, and what would follow."""

    event: CompanyEvent
    label: str
    follows: tuple[Follows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDuty:
    duty: Duty
    grade: str
    is_checked: bool


def profile_facts(profile: ListingProfile) -> Iterator[tuple[str, str]]:
    """Yield each label of a profile with its value in words."""
    yield _("Status"), _status(profile)
    yield _("Exchange"), _("Main Board of the Hong Kong Stock Exchange")
    if profile.application_date:
        yield _("Application date"), date_format(profile.application_date)
    year_end = profile.listing.year_end
    yield _("Financial year end"), _day_of_year(year_end, half=False)
    yield _("Half-year end"), _day_of_year(year_end, half=True)
    for name in SWITCHES:
        said = _("Yes") if getattr(profile, name) else _("No")
        yield str(CONDITIONS[Condition(name)]), said
    yield _("Owner of the dates"), str(profile.owner)
    yield _("Backup"), str(profile.backup)


def offered_events(profile: ListingProfile, *, today: date) -> tuple[Offered, ...]:
    """Return the events from which something follows for a company on a day."""
    listing, found = profile.listing, []
    for event in RECORDED:
        binding = tuple(
            _follows(rule)
            for rule in disclosures_for(event, on=today)
            if listing.meets(rule.needs, on=today)
        )
        if binding:
            label = str(COMPANY_EVENTS[event])
            found.append(Offered(event=event, label=label, follows=binding))
    return tuple(found)


def shown_duties(profile: ListingProfile, *, today: date) -> tuple[ShownDuty, ...]:
    """Return the duties without a date that bind a company on a day."""
    return tuple(
        ShownDuty(
            duty=duty,
            grade=_grade(duty.grade),
            is_checked=duty.grade is Grade.OFFICIAL,
        )
        for duty in duties_of(profile.listing, on=today)
    )


def _status(profile: ListingProfile) -> str:
    days = {
        "first": date_format(profile.first_day) if profile.first_day else "",
        "last": date_format(profile.last_day) if profile.last_day else "",
    }
    if profile.status == Status.LISTED:
        return _("Listed since %(first)s") % days
    if profile.status == Status.DELISTED:
        return _("No longer listed; listed from %(first)s to %(last)s") % days
    if profile.first_day:
        return _("Applicant; first day of dealings planned for %(first)s") % days
    return _("Applicant; no first day of dealings yet")


def _day_of_year(year_end: YearEnd, *, half: bool) -> str:
    day = year_end.half_year_in(_YEAR) if half else year_end.in_year(_YEAR)
    if day.month == 2 and year_end.is_end_of_month:
        return _("end of February")
    return date_format(day, "MONTH_DAY_FORMAT")


def _follows(rule: Rule) -> Follows:
    return Follows(
        rule=rule,
        period=period_of(rule),
        grade=_grade(rule.grade),
        is_checked=rule.grade is Grade.OFFICIAL,
    )


def _grade(grade: Grade) -> str:
    return str(Deadline.Grade(grade.value).label)
