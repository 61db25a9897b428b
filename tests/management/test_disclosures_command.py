"""The command that states an event of a listed company."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from risks.cases.models import Deadline
from tests.factories import make_company, make_listing_profile, make_person

pytestmark = pytest.mark.django_db

STATED = {"company": "ACME", "event": "month_end", "on": "2026-09-30", "owner": "ken"}


def disclosures(**changed: str) -> str:
    out = StringIO()
    arguments = [f"--{name}={value}" for name, value in (STATED | changed).items()]
    call_command("disclosures", *arguments, stdout=out)
    return out.getvalue()


def test_an_event_creates_its_deadlines_once() -> None:
    company, ken = make_company("ACME"), make_person("ken")

    first, second = disclosures(), disclosures()

    row = Deadline.objects.get()
    assert (row.company, row.owner, row.rule_id) == (company, ken, "hk-13-25b")
    assert (row.due_time.isoformat("minutes"), row.severity) == ("08:30", "critical")
    assert first == f"{row.code}  2026-10-08  Monthly return (30 September 2026)\n"
    assert second == "No new deadline.\n"


def test_a_holder_s_duty_is_never_critical_for_the_company() -> None:
    make_company("ACME"), make_person("ken")

    disclosures(event="interest_changed", on="2026-06-29")

    assert Deadline.objects.get().severity == Deadline.Severity.NORMAL


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"company": "NONE"}, "--company: 'NONE' is not a company here"),
        ({"owner": "nobody"}, "--owner: 'nobody' is not an active person"),
        ({"event": "moon"}, "--event: 'moon' is not one of fiscal_year_end"),
        ({"on": "2300-01-31"}, "--on: 2300-01-31 is outside the years"),
        ({"on": "soon"}, "'soon' is not a date"),
    ],
)
def test_a_bad_option_is_one_line_and_stores_nothing(
    changed: dict[str, str], line: str
) -> None:
    make_company("ACME"), make_person("ken")

    with pytest.raises(CommandError, match=line):
        disclosures(**changed)

    assert not Deadline.objects.exists()


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("board_meeting", r"--event: .*\(Applicant\), nothing becomes due"),
        ("month_end", "--event: .*this does not happen on"),
    ],
)
def test_an_event_that_the_listing_profile_makes_irrelevant_is_refused(
    event: str, line: str
) -> None:
    company, _ken = make_company("ACME"), make_person("ken")
    make_listing_profile(
        company, status="applicant", application_date=date(2026, 5, 26), first_day=None
    )

    with pytest.raises(CommandError, match=line):
        disclosures(event=event)

    assert not Deadline.objects.exists()
