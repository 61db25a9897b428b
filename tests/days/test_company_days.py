"""The register and the accounts go by the day of the company, at 01:00 in Hong Kong."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from risks.access.models import Role, Scope
from risks.alerts.queries.kinds.recalculation import obligations
from risks.alerts.queries.obligation import Planning
from risks.alerts.queries.policies import policies
from risks.alerts.queries.recipients import Audience
from risks.cases.operations import file_entry
from risks.cases.sources.docket import StatedEvent
from risks.exposure.models import AppetiteExcess, PortfolioRun, Snapshot
from risks.exposure.operations import recalculate_stale
from risks.exposure.queries import register_rows
from risks.register.models import Appetite, Fact, Proposal, Risk
from risks.register.operations import (
    Frozen,
    RegisterRefused,
    accept,
    accept_risk,
    record_review,
)
from risks.reports.models import Contingency, Report
from risks.reports.operations import Statement, build_due, prepare
from risks.reports.queries.schedules import schedule_figures
from tests.alerts.mailbox import make_alert, text
from tests.days.moments import EARLY, NEW_QUARTER, QUARTER_END, TUESDAY, WEDNESDAY
from tests.exposure.examples import assume
from tests.factories import (
    make_appetite,
    make_assumptions,
    make_case,
    make_company,
    make_fact,
    make_person,
    make_proposal,
    make_rate,
    make_recalculation,
    make_review,
    make_risk,
    make_treatment,
)
from tests.reports.contingencies import make_suit, preparer
from tests.reports.world import open_company, print_by
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

EVERYTHING = Scope(restricted_matters=(), open_matters=True, privileged=True)
THURSDAY = WEDNESDAY + timedelta(days=1)
FROZEN = Frozen(score=61.5, expected=Decimal(9), currency="USD", assumptions_number=3)


def make_priced() -> Risk:
    risk = make_risk()
    assume(risk)
    recalculate_stale(now=EARLY)
    return risk


def test_a_company_s_day_has_begun_while_that_of_utc_has_not_ended() -> None:
    assert make_company().today(EARLY) == WEDNESDAY


def test_a_risk_is_accepted_on_it_and_until_a_day_after_it() -> None:
    risk = make_risk()
    accepting = partial(
        accept_risk, risk, by=risk.owner, rationale="Cheap.", frozen=FROZEN, now=EARLY
    )

    row = accepting(until=THURSDAY)

    assert row.accepted_on == WEDNESDAY
    with pytest.raises(RegisterRefused, match="after today"):
        accepting(until=WEDNESDAY)


def test_the_next_review_is_on_a_day_after_it() -> None:
    review = make_review()
    reviewing = partial(
        record_review, review, by=review.risk.owner, outcome="Unchanged.", now=EARLY
    )

    with pytest.raises(RegisterRefused, match="after today"):
        reviewing(next_due=WEDNESDAY)
    assert reviewing(next_due=THURSDAY)


def test_an_accepted_proposal_takes_effect_on_it() -> None:
    risk = make_risk()
    make_assumptions(risk)

    made = accept(make_proposal(risk), by=risk.owner, reason="Read.", now=EARLY)

    assert made.effective_date == WEDNESDAY


def test_a_proposal_of_the_docket_is_decided_a_fortnight_after_it() -> None:
    suit, case = make_suit(), make_case()
    case.risks.add(suit)
    event = StatedEvent(kind="precedent", date=TUESDAY, subject="direct")

    file_entry(case, filed_date=TUESDAY, text="OPINION.", events=[event], now=EARLY)

    assert Proposal.objects.get().decide_by == WEDNESDAY + timedelta(days=14)


def test_a_what_if_is_proposed_on_it_and_decided_no_earlier() -> None:
    risk = make_risk()
    make_assumptions(risk)
    client = client_of(make_person(roles=[Role.RISK_OWNER]))
    said = {"input probability_horizon": "0.3", "propose": "yes", "reason": "Filed."}
    address = reverse("what_if", args=[risk.public_id])

    with time_machine.travel(EARLY):
        past = client.post(address, {**said, "decide_by": TUESDAY})
        client.post(address, {**said, "decide_by": WEDNESDAY})

    assert past.status_code == 400
    assert Proposal.objects.get().origin.endswith("on 2026-05-27")


def test_figures_and_their_sums_are_valued_on_it() -> None:
    make_person()

    make_priced()

    assert Snapshot.objects.get().valuation_date == WEDNESDAY
    assert {run.valuation_date for run in PortfolioRun.objects.all()} == {WEDNESDAY}


def test_figures_of_it_are_today_s_for_a_reader_in_california_too() -> None:
    risk = make_priced()
    client = client_of(make_person(time_zone="America/Los_Angeles"))

    (row,) = register_rows(EVERYTHING, now=EARLY)
    with time_machine.travel(EARLY):
        page = client.get(reverse("register"))

    assert row == risk
    assert row.is_priced_today
    assert page.context["page"].object_list[0].is_priced_today


def test_a_fact_of_it_is_known_on_it() -> None:
    risk = make_risk()
    kind, amount = Fact.Kind.RISK_CAPACITY, Decimal(7_000_000)
    make_fact(risk.company, kind=kind, as_of=WEDNESDAY, amount=amount)
    assume(risk)

    recalculate_stale(now=EARLY)

    assert Snapshot.objects.get().capacity == amount


def test_a_rate_of_it_is_known_on_it() -> None:
    risk = make_risk()
    for day, rate in ((TUESDAY, 1), (WEDNESDAY, 2)):
        make_rate(date=day, rate=Decimal(rate))
    euros = {"currency": "EUR", "severity": {"constant": 1_000_000}}
    assume(risk, {"probability_horizon": 1, **euros})

    recalculate_stale(now=EARLY)

    assert Snapshot.objects.get().p50 > Decimal(1_500_000)


def test_an_appetite_that_begins_on_it_is_exceeded_on_it() -> None:
    risk = make_risk()
    make_appetite(risk.company, limit=Decimal(1), valid_from=WEDNESDAY)
    assume(risk, {"probability_horizon": 0.9, "severity": {"constant": 4_000_000}})

    recalculate_stale(now=EARLY)

    assert AppetiteExcess.objects.get().risk == risk


@pytest.mark.parametrize(
    ("now", "period"),
    [
        (EARLY, (date(2026, 4, 1), WEDNESDAY)),
        (NEW_QUARTER, (date(2026, 7, 1), date(2026, 7, 1))),
    ],
)
def test_a_report_is_of_the_quarter_up_to_it(
    now: datetime, period: tuple[date, date], monkeypatch: pytest.MonkeyPatch
) -> None:
    print_by(monkeypatch)
    open_company()
    make_person()
    recalculate_stale(now=now)

    build_due(now=now)

    found = set(Report.objects.values_list("period_start", "period_end"))
    assert found == {period}


def test_a_provision_is_prepared_on_its_reporting_date_and_signed_that_day() -> None:
    suit = make_suit()
    by = preparer()

    row = prepare(suit, on=WEDNESDAY, statement=Statement(), by=by, now=EARLY)

    figures = schedule_figures(suit.company, on=WEDNESDAY, rows=[row], now=EARLY)
    assert Contingency.objects.get().reporting_date == WEDNESDAY
    assert figures["rows"][0]["prepared_at"] == WEDNESDAY


def test_the_provisions_page_opens_at_the_quarter_that_ended_with_its_eve() -> None:
    make_company()
    client = client_of(make_person(roles=[Role.FINANCE_CONTROLLER]))

    with time_machine.travel(NEW_QUARTER):
        page = client.get(reverse("provisions"))

    assert page.context["on"] == QUARTER_END
    assert not page.context["is_future"]


def test_a_treatment_due_the_day_before_it_is_overdue() -> None:
    risk = make_risk()
    make_treatment(risk, due_date=TUESDAY)
    client = client_of(make_person())

    with time_machine.travel(EARLY):
        page = client.get(reverse("risk", args=[risk.public_id]))

    assert page.context["today"] == WEDNESDAY
    assert "Overdue" in page.content.decode()


def test_a_mail_names_the_company_s_day_to_a_reader_in_tokyo() -> None:
    # The day ends in Hong Kong at one o'clock in the morning of Tokyo's Thursday.
    due_at = EARLY + timedelta(hours=22, minutes=59)
    reader = make_person(time_zone="Asia/Tokyo")
    row = make_alert("review", risk=make_risk(), recipient=reader, due_at=due_at)

    assert "Wed 27 May 2026 (today)" in text(row, now=EARLY)


def test_a_mail_says_on_which_day_a_recalculation_failed() -> None:
    make_recalculation(make_company(), state="failed", ended_at=EARLY)
    ask = Planning(policies=policies(), audience=Audience(), now=EARLY)

    (due,) = obligations(ask)

    assert due.about["facts"] == [["Ended", "2026-05-27"]]


def test_the_demo_begins_on_it() -> None:
    with time_machine.travel(EARLY):
        call_command("load_founding_case")

    assert {row.valid_from for row in Appetite.objects.all()} == {WEDNESDAY}
