"""A deadline falls on a day of its court, whatever day it is for UTC or the reader."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from risks.access.models import Person, Role, Scope
from risks.alerts.emails.deadline_digest import deadline_digest
from risks.alerts.queries.digest.digest import digest_rows
from risks.alerts.queries.digest.mornings import morning_of
from risks.alerts.queries.kinds.event import HISTORY, obligations
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.cases.models import Case
from risks.cases.operations import DeadlineRefused
from risks.cases.operations.deadlines.enter import (
    FURTHEST_BACK,
    Entered,
    enter_deadline,
)
from risks.cases.queries import cases_without_next_date
from risks.reports.queries.court import deadlines_ahead
from tests.days.moments import EARLY, MORNING, TUESDAY, WEDNESDAY
from tests.factories import (
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
    make_subscription,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

HONG_KONG = {"court_id": "hkcfi"}
CALIFORNIA = {"court_id": "cacd"}
COURTS = pytest.mark.parametrize(
    ("court", "now", "today"),
    [(HONG_KONG, EARLY, WEDNESDAY), (CALIFORNIA, MORNING, TUESDAY)],
    ids=["Hong Kong", "California"],
)
EVERYTHING = Scope(restricted_matters=(), open_matters=True, privileged=True)


def make_due(case: Case, day: date) -> None:
    make_deadline(case, due_date=day, tz=case.zone.key)


@COURTS
def test_a_case_s_day_is_its_court_s(
    court: dict[str, str], now: datetime, today: date
) -> None:
    assert make_case(**court).today(now) == today


def test_where_the_court_is_unknown_it_is_the_company_s() -> None:
    case = make_case(court_id="atlantis")

    assert case.today(EARLY) == WEDNESDAY


@COURTS
def test_a_deadline_is_today_in_the_digest_and_overdue_the_day_after(
    court: dict[str, str], now: datetime, today: date
) -> None:
    ann = make_person(roles=[Role.IN_HOUSE_LAWYER])
    case = make_case(owner=ann, **court)
    make_due(case, today)
    rows = digest_rows(ann.pk, until=WEDNESDAY)
    morning = morning_of(ann, now=MORNING)
    assert morning

    present = deadline_digest(ann, morning, rows, now=now)
    later = deadline_digest(ann, morning, rows, now=now + timedelta(days=1))

    assert ": 0 overdue, 1 due" in present.subject
    assert ": 1 overdue, 0 due" in later.subject


@COURTS
def test_the_page_of_a_case_sets_its_day_between_past_and_future(
    court: dict[str, str], now: datetime, today: date
) -> None:
    case = make_case(**court)
    make_entry(case, filed_date=today)

    with time_machine.travel(now):
        page = client_of(make_person()).get(reverse("case", args=[case.public_id]))

    assert page.context["today"] == today
    assert [item.when for item in page.context["future"]] == [today]


@COURTS
def test_a_case_with_something_due_today_has_a_next_date(
    court: dict[str, str], now: datetime, today: date
) -> None:
    due, passed = make_case(**court), make_case(**court)
    make_due(due, today)
    make_due(passed, today - timedelta(days=1))

    assert list(cases_without_next_date(EVERYTHING, now=now)) == [passed]


@COURTS
def test_how_far_back_a_deadline_may_be_entered_is_counted_from_it(
    court: dict[str, str], now: datetime, today: date, ann: Person
) -> None:
    case = make_case(owner=ann, **court)
    furthest = today - FURTHEST_BACK

    row = enter_deadline(case, entered(case, furthest), by=ann, now=now)

    assert (row.due_date, row.tz) == (furthest, case.zone.key)
    with pytest.raises(DeadlineRefused, match="too far in the past"):
        enter_deadline(
            case, entered(case, furthest - timedelta(days=1)), by=ann, now=now
        )


@pytest.fixture
def ann() -> Person:
    return make_person("ann", roles=[Role.IN_HOUSE_LAWYER])


def entered(case: Case, day: date) -> Entered:
    return Entered(
        title="Reply",
        due_date=day,
        due_time=MORNING.time(),
        reason="Agreed.",
        whose="ours",
        severity="critical",
        owner=case.owner,
        backup=None,
    )


@COURTS
def test_a_report_counts_the_days_left_from_it(
    court: dict[str, str], now: datetime, today: date
) -> None:
    case = make_case(**court)
    make_due(case, WEDNESDAY)

    (row,) = deadlines_ahead(case.company, scope=EVERYTHING, now=now)

    assert row["days_left"] == (WEDNESDAY - today).days


@COURTS
def test_an_entry_is_old_news_by_it(
    court: dict[str, str], now: datetime, today: date, ann: Person
) -> None:
    make_subscription(ann, created_at=now - timedelta(days=1))
    oldest = today - HISTORY
    for filed_date in (oldest, oldest - timedelta(days=1)):
        entry = make_entry(make_case(**court), filed_date=filed_date, created_at=now)
        make_event(entry)
    ask = Planning(policies=policies(), audience=Audience(), now=now)

    told: list[Any] = [due.about["facts"] for due in obligations(ask)]

    assert [dict(facts)["Filed"] for facts in told] == [oldest.isoformat()]


def test_rules_are_listed_as_they_are_in_force_at_the_court(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Midnight has passed in UTC and not in California: the amendment of 1 December
    # 2015 is not in force there yet.
    with time_machine.travel(datetime.fromisoformat("2015-12-01T07:00:00+00:00")):
        call_command("rules", court="cacd")
        before = capsys.readouterr().out
    with time_machine.travel(datetime.fromisoformat("2015-12-01T09:00:00+00:00")):
        call_command("rules", court="cacd")
        after = capsys.readouterr().out

    assert before != after
