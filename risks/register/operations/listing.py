"""State the listing of a company: what is contradictory is refused in one line."""

from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.access.queries import sees
from risks.register.models import Company, ListingProfile
from risks.register.operations.refusal import RegisterRefused

Status = ListingProfile.Status
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingStatement:
    """The values of a listing profile as a person states them."""

    status: str
    year_end_month: int
    year_end_day: int
    owner: Person
    backup: Person | None
    application_date: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    weighted_voting_rights: bool = False
    contractual_arrangements: bool = False
    connected_transactions: bool = False
    csrc_filing: bool = False


def store_listing(
    company: Company, stated: ListingStatement, *, now: datetime
) -> ListingProfile:
    """Store the only listing profile of a company; raises RegisterRefused.

    Its dates do not follow by themselves: see risks.cases.operations.state_listing.
    """
    today = company.today(now)
    _refuse_status(stated, today)
    _refuse_future(stated, today)
    _refuse_order(stated)
    _refuse_year_end(stated)
    _refuse_people(company, stated)
    profile = ListingProfile.objects.filter(company=company).first()
    profile = profile or ListingProfile(company=company)
    for field in fields(stated):
        setattr(profile, field.name, getattr(stated, field.name))
    profile.save()
    return profile


def _refuse_status(stated: ListingStatement, today: date) -> None:
    if stated.status not in Status.values:
        raise _refused("status", _("Choose a status from the list."))
    if stated.status == Status.APPLICANT:
        _refuse_applicant(stated, today)
    elif stated.first_day is None:
        raise _refused("first_day", _("Enter the first day of dealings."))
    elif stated.first_day > today:
        raise _refused(
            "first_day",
            _(
                "The first day of dealings is in the future. Choose “Applicant” until "
                "then."
            ),
        )
    if stated.status != Status.DELISTED and stated.last_day is not None:
        raise _refused(
            "last_day",
            _("Leave the last day empty, or choose “No longer listed”."),
        )
    if stated.status == Status.DELISTED and stated.last_day is None:
        raise _refused("last_day", _("Enter the last day of the listing."))


def _refuse_applicant(stated: ListingStatement, today: date) -> None:
    if stated.application_date is None:
        raise _refused(
            "application_date",
            _("Enter the day on which the application was submitted."),
        )
    if stated.first_day is not None and stated.first_day < today:
        raise _refused(
            "first_day",
            _("The first day of dealings has passed. Choose “Listed”."),
        )


def _refuse_future(stated: ListingStatement, today: date) -> None:
    if stated.application_date and stated.application_date > today:
        raise _refused("application_date", _("The application date is in the future."))
    if stated.last_day and stated.last_day > today:
        raise _refused(
            "last_day",
            _(
                "The last day of the listing is in the future. Choose “Listed” until "
                "then."
            ),
        )


def _refuse_order(stated: ListingStatement) -> None:
    application, first, last = (
        stated.application_date,
        stated.first_day,
        stated.last_day,
    )
    if application and first and application > first:
        raise _refused(
            "application_date",
            _("The application is after the first day of dealings."),
        )
    if first and last and last < first:
        raise _refused(
            "last_day",
            _("The last day of the listing is before the first day of dealings."),
        )


def _refuse_year_end(stated: ListingStatement) -> None:
    month, day = stated.year_end_month, stated.year_end_day
    if not 1 <= month <= 12:
        raise _refused("year_end_month", _("Choose a month from the list."))
    last = monthrange(_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        raise _refused(
            "year_end_day",
            _("Enter a day of that month, from 1 to %(last)s.") % {"last": last},
        )


def _refuse_people(company: Company, stated: ListingStatement) -> None:
    if stated.backup is None:
        raise _refused("backup", _("Choose a backup: most listing dates are critical."))
    if stated.backup.pk == stated.owner.pk:
        raise _refused("backup", _("Choose somebody other than the owner."))
    for field, person in (("owner", stated.owner), ("backup", stated.backup)):
        if not (person.is_active and sees(person, company)):
            raise _refused(
                field,
                _("%(person)s does not have access to this company.")
                % {"person": person},
            )


def _refused(field: str, text: str) -> RegisterRefused:
    return RegisterRefused(text, field=field)
