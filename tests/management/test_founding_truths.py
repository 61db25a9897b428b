"""What the demo says of the court's days on 27 May 2026 is what its docket says."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from risks.access.models import Person, Scope
from risks.alerts.operations import plan
from risks.alerts.operations.sending.compose import compose
from risks.cases.models import Case, Deadline, Event
from risks.cases.queries import disputed_deadlines, next_date
from risks.management.hong_kong import morning_of
from risks.register.models import Company
from risks.reports.queries.court import deadlines_ahead
from tests.web.world import client_of

TODAY = date(2026, 5, 27)
HEARING = date(2026, 5, 29)
IN_COURT = Deadline.Whose.COURT


@pytest.fixture(autouse=True)
def founding_case(db: None, settings: Settings) -> None:
    settings.DEMO_CLOCK_OFFSET = morning_of(TODAY) - timezone.now()
    call_command("load_founding_case", "--today", TODAY.isoformat())


def counsel() -> Person:
    grace: Person = Person.objects.get(username="grace")
    return grace


def hearing() -> Deadline:
    """The one hearing of 29 May: the article tells of the same one."""
    return Deadline.objects.get(due_date=HEARING, whose=IN_COURT)


def test_the_scheduling_conference_gives_its_rule_26f_date() -> None:
    conference = Deadline.objects.get(title="Scheduling conference")

    confer = Deadline.objects.get(rule_id="frcp-26f", event=conference.event)

    assert (conference.whose, confer.whose) == ("court", "ours")
    assert confer.due_date == conference.due_date - timedelta(days=21)
    assert confer.due_date > TODAY
    report = Deadline.objects.get(title="Joint Rule 26(f) report")
    assert confer.due_date <= report.due_date <= confer.due_date + timedelta(days=14)


def test_the_order_and_the_article_leave_one_hearing_and_it_is_disputed() -> None:
    change = hearing().changes.get()

    assert disputed_deadlines().filter(pk=hearing().pk).exists()
    assert (change.kind, change.state) == ("withdrawn", "asked")
    assert change.reason == (
        "Entry 41 of 2026-05-26 decides the motion on 2026-05-26, before its hearing."
    )
    case = Case.objects.get(code="C-1")
    assert next_date(case, today=TODAY) != HEARING


def test_wherever_the_hearing_is_shown_it_says_disputed() -> None:
    client, case = client_of(counsel()), Case.objects.get(code="C-1")
    company, scope = Company.objects.get(), Scope.of(counsel())
    now = morning_of(TODAY)
    addresses = (reverse("dashboard"), reverse("case", args=[case.public_id]))

    shown = [client.get(address).content.decode() for address in addresses]
    rows = deadlines_ahead(company, scope=scope, now=now)
    plan(now=now)
    notice = hearing().notifications.filter(recipient=counsel()).first()
    assert notice
    mail = compose(notice, now=now)

    told = {row["code"]: row["flag"] for row in rows}
    assert told[hearing().code].startswith("Disputed")
    assert "Disputed: its withdrawal" in str(mail.body)
    for page in shown:
        _before, row = page.split(f"{hearing().title}\n", maxsplit=1)
        assert ">Disputed<" in row.split("</li>")[0]


def test_how_far_off_a_hearing_without_an_hour_is_counts_days_alone() -> None:
    page = client_of(counsel()).get(reverse("dashboard")).content.decode()

    _before, row = page.split(f"{hearing().title}\n", maxsplit=1)
    badge = row.split("</span>")[0]

    assert badge.endswith("in 3 days")
    assert "hour" not in badge


def test_a_day_in_court_has_the_court_s_hour_or_none() -> None:
    days = Deadline.objects.filter(event__kind__in=Event.DAYS_IN_COURT, rule_id="")

    hours = {row.title: row.has_hour for row in days}

    assert hours == {
        "Hearing: motion to dismiss": False,
        "Scheduling conference": False,
    }
