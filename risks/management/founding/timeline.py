"""Replay the founding case quarter by quarter up to the demo's day."""

import json
from datetime import date, timedelta
from typing import Any

from risks.access.models import Person
from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations import (
    Imported,
    confirm,
    import_docket,
    state_listing,
)
from risks.cases.sources.formats.json_docket import read_json
from risks.exposure.models import Snapshot
from risks.exposure.operations import recalculate_stale
from risks.management.founding.docket import docket_on
from risks.management.founding.register import read
from risks.management.hong_kong import morning_of
from risks.register.models import Company, ListingProfile, Proposal, Risk
from risks.register.operations import ListingStatement, accept

FIRST_PRICED = date(2025, 12, 31)
QUARTERS_KEPT = 4
FIRST_DAY_OF_DEALINGS = date(2026, 1, 9)
APPLIED = date(2025, 7, 15)


def quarter_ends(today: date) -> list[date]:
    """Return the ends of quarters between the case's start and `today`.

    >>> quarter_ends(date(2026, 5, 27))
    [datetime.date(2025, 12, 31), datetime.date(2026, 3, 31)]
    """
    ends: list[date] = []
    day = today
    while len(ends) < QUARTERS_KEPT:
        first_month = 3 * ((day.month - 1) // 3) + 1
        day = day.replace(month=first_month, day=1) - timedelta(days=1)
        if day < FIRST_PRICED:
            break
        ends.append(day)
    return ends[::-1]


def live_through(company: Company, people: dict[str, Person], *, today: date) -> None:
    """Price each past quarter with what was known then; stored prices stay."""
    for end in quarter_ends(today):
        if Snapshot.objects.filter(valuation_date__gte=end).exists():
            continue
        file_docket(company, people, docket_on(end), today=end)
        recalculate_stale(now=morning_of(end))


def file_docket(
    company: Company,
    people: dict[str, Person],
    docket: dict[str, Any],
    *,
    today: date,
) -> Imported:
    """Import the docket and accept the proposals and requests that follow."""
    counsel = people["grace"]
    imported = import_docket(
        read_json(json.dumps(docket)),
        case=_case(company, people),
        now=morning_of(today),
    )
    for proposal in Proposal.objects.filter(status=Proposal.Status.OPEN):
        accept(
            proposal,
            by=counsel,
            reason="Accepted by demo counsel.",
            now=morning_of(today),
        )
    # The press disputes a day in court that is ahead: nobody has resolved it.
    asked = DeadlineChange.objects.filter(state=DeadlineChange.State.ASKED).exclude(
        deadline__whose=Deadline.Whose.COURT,
        deadline__due_at__gte=morning_of(today),
    )
    for change in asked.order_by("pk"):
        confirm(
            change,
            by=counsel,
            reason="Compared with the docket by demo counsel.",
            now=morning_of(today),
        )
    return imported


def state_company_listing(
    company: Company, people: dict[str, Person], *, today: date
) -> None:
    """State the listing in Hong Kong, from which the company's dates follow.

    The first day of dealings is public; the application date, the contractual
    arrangements and the people are a scenario.
    """
    is_listed = today >= FIRST_DAY_OF_DEALINGS
    state_listing(
        company,
        ListingStatement(
            status=ListingProfile.Status.LISTED
            if is_listed
            else ListingProfile.Status.APPLICANT,
            application_date=APPLIED,
            first_day=FIRST_DAY_OF_DEALINGS,
            year_end_month=12,
            year_end_day=31,
            weighted_voting_rights=True,
            contractual_arrangements=True,
            csrc_filing=True,
            owner=people["ken"],
            backup=people["grace"],
        ),
        by=people["ken"],
        now=morning_of(today),
    )


def _case(company: Company, people: dict[str, Person]) -> Case:
    docket = read("docket")
    risks = read("register")["risks"]
    case, created = Case.objects.get_or_create(
        code=docket["code"],
        defaults={
            **{name: docket[name] for name in ("caption", "caption_zh", "judge")},
            "court_id": docket["court"],
            "docket_number": docket["docket_number"],
            "company": company,
            "owner": people["grace"],
            "backup": people["iris"],
            "restricted_matter": Risk.objects.get(code="R-1").restricted_matter,
        },
    )
    if created:
        linked = [row["code"] for row in risks if row.get("case")]
        case.risks.set(Risk.objects.filter(code__in=linked))
    return case
