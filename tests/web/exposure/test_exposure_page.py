"""What it could cost together: measures, parts, shares, days and the change."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from risks.access.models import Person, Role, Scope
from risks.engine.formats import score
from risks.exposure.models import PortfolioRun
from risks.exposure.operations import recalculate_stale
from risks.register.models import Company, Fact, Risk
from risks.web.exposure.totals import SHOWN
from tests.factories import (
    EVENT_PARAMETERS,
    NOW,
    TODAY,
    make_assumptions,
    make_company,
    make_entity,
    make_fact,
    make_person,
    make_risk,
    make_run,
)
from tests.web.world import HIDDEN, World, client_of

pytestmark = pytest.mark.django_db

PAGE = "exposure"


@pytest.fixture
def company() -> Company:
    return make_company("ACME")


@pytest.fixture
def person() -> Person:
    return make_person("reader")


@pytest.fixture
def client(person: Person) -> Client:
    return client_of(person)


def page_of(client: Client, **asked: str) -> str:
    return client.get(reverse(PAGE), asked).content.decode()


def priced(company: Company, *, risks: int = 2) -> list[Risk]:
    """Really priced, for everybody there is."""
    made = [
        make_risk(f"R-{n}", company=company, title=f"Fire {n}") for n in range(risks)
    ]
    for risk in made:
        make_assumptions(risk)
    recalculate_stale(now=NOW)
    return made


def test_every_measure_is_shown_with_its_interval(
    company: Company, client: Client
) -> None:
    priced(company)

    page = page_of(client)

    for measure in ("Expected loss", "P50", "P90", "P99", "TVaR99", "95 % confidence"):
        assert measure in page
    assert "above appetite" not in page
    assert "Up to date" in page


def test_a_sum_of_several_has_intervals_and_says_over_which_time(
    company: Company, client: Client
) -> None:
    priced(company)

    page = page_of(client)

    run = PortfolioRun.objects.get(dimension="portfolio")
    assert run.score_interval
    low, high = map(score, run.score_interval)
    assert f"95 % confidence: {low} to {high}" in page
    assert "exact, from a formula" not in page
    assert "lawsuits and injunctions to their end, other risks over 36 months" in page


def test_a_sum_of_one_event_is_exact(company: Company, client: Client) -> None:
    priced(company, risks=1)

    page = page_of(client)

    assert "exact, from a formula" in page
    assert "95 % confidence:" not in page


def test_the_chance_of_exceeding_the_appetite_names_what_is_exceeded(
    company: Company, client: Client
) -> None:
    make_fact(company, kind=Fact.Kind.APPETITE, amount=2_000_000, as_of=TODAY)
    priced(company)

    page = page_of(client)

    assert "Probability of a loss above appetite" in page
    assert "US$2.00 m" in page


def test_shares_of_the_tail_add_up_to_the_cent(
    company: Company, client: Client
) -> None:
    priced(company, risks=3)

    ((shown, _),) = client.get(reverse(PAGE)).context["exposures"]

    assert len(shown.members) == 3
    assert sum(row.tvar95 for row in shown.members) == shown.outlook.run.tvar95
    assert shown.total.tvar95 == shown.outlook.run.tvar95
    assert shown.total.p95 == shown.outlook.run.p95


def test_parts_are_named_in_words(company: Company, client: Client) -> None:
    entity = make_entity(company, name="Acme Operating")
    risk = make_risk("R-9", company=company, entity=entity)
    make_assumptions(risk)
    recalculate_stale(now=NOW)

    page = page_of(client)

    assert "Acme Operating" in page
    assert "Event (any other risk)" in page


def test_a_score_beyond_a_hundred_says_how_far(
    company: Company, client: Client, person: Person
) -> None:
    run = {"expected": Decimal(100_000_000), "tvar95": Decimal(260_000_000)}
    make_run(company, scope=Scope.of(person), score=100.0, **run)

    assert "180 % of risk capacity" in page_of(client)


def test_a_change_of_method_is_marked(
    company: Company, client: Client, person: Person
) -> None:
    for days, engine in ((2, "1.0"), (1, "2.0")):
        make_run(
            company,
            scope=Scope.of(person),
            engine=engine,
            valuation_date=TODAY - timedelta(days=days),
        )

    assert "method changed: engine 2.0" in page_of(client)


def test_the_change_is_split_over_who_came_and_who_changed(
    company: Company, client: Client
) -> None:
    first, *_ = priced(company)
    make_assumptions(first, parameters={"rate_per_year": 1, "severity": 1_000_000})
    make_assumptions(make_risk("R-NEW", company=company, title="Flood"))
    recalculate_stale(now=NOW + timedelta(days=1))

    page = page_of(client)

    assert "R-0 Fire 0 changed" in page
    assert "R-NEW Flood entered" in page
    assert "R-1 Fire 1 changed" not in page


def test_two_dates_may_be_picked(company: Company, client: Client) -> None:
    priced(company)
    recalculate_stale(now=NOW + timedelta(days=1))
    since, until = TODAY.isoformat(), (TODAY + timedelta(days=1)).isoformat()

    page = page_of(client, company="ACME", since=since, until=until)

    assert "Changes from 27 May 2026 to 28 May 2026" in page
    assert f'value="{since}"' in page


def test_one_risk_is_split_over_its_inputs(company: Company, client: Client) -> None:
    risk, *_ = priced(company)
    make_assumptions(risk, parameters={**EVENT_PARAMETERS, "probability_horizon": 0.4})
    recalculate_stale(now=NOW + timedelta(days=1))

    page = page_of(
        client,
        company="ACME",
        risk=risk.public_id,
        since="2026-05-27",
        until="2026-05-28",
    )

    assert "Probability within the horizon 0.2 → 0.4" in page
    assert "method changed" not in page


def test_a_newer_fact_is_told_as_the_amount_it_makes(
    company: Company, client: Client
) -> None:
    risk = make_risk("R-7", company=company)
    share = {"fact": "revenue", "times": 0.5}
    make_assumptions(risk, parameters={"probability_horizon": 0.2, "severity": share})
    make_fact(company, amount=Decimal(10_000_000))
    recalculate_stale(now=NOW)
    make_fact(company, amount=Decimal(20_000_000), as_of=TODAY)
    recalculate_stale(now=NOW + timedelta(days=1))

    page = page_of(
        client,
        company="ACME",
        risk=risk.public_id,
        since="2026-05-27",
        until="2026-05-28",
    )

    assert "Severity 5,000,000 → 10,000,000" in page


def test_a_hidden_risk_cannot_be_asked_about(world: World) -> None:
    recalculate_stale(now=NOW)
    client = client_of(world.people["walled"])

    page = page_of(
        client,
        company="ACME",
        risk=world.walled_risk.public_id,
        since="2026-05-27",
        until="2026-05-28",
    )

    assert "Choose an option from the list." in page
    assert HIDDEN not in page


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-05-28", "2026-05-27", "Enter a date after the start date."),
        ("soon", "2026-05-27", "Enter a date, for example"),
        ("", "2026-05-27", "Enter the start date."),
        ("1999-01-01", "2026-05-27", "There are no figures for the start date."),
    ],
)
def test_dates_that_cannot_be_compared_are_told(
    since: str, until: str, told: str, company: Company, client: Client
) -> None:
    priced(company)

    page = page_of(client, company="ACME", since=since, until=until)

    assert told in page


def test_nobody_reads_of_what_is_behind_a_wall(world: World) -> None:
    recalculate_stale(now=NOW)
    inside, outside = (client_of(world.people[who]) for who in ("counsel", "walled"))

    assert f"{HIDDEN} suit" in page_of(inside)
    assert HIDDEN not in page_of(outside)
    assert "Patent suit" not in page_of(outside)


def test_a_member_that_went_behind_a_wall_is_not_named(world: World) -> None:
    walled = world.people["walled"]
    members = [
        {"risk": world.open_risk.pk, "snapshot": 1, "tvar95": 1.5, "p95": 1.0},
        {"risk": world.walled_risk.pk, "snapshot": 2, "tvar95": 2.5, "p95": 1.0},
    ]
    make_run(world.company, scope=Scope.of(walled), largest=members)

    page = page_of(client_of(walled))

    assert "You no longer have access" in page
    assert HIDDEN not in page


def test_a_long_register_shows_the_highest_scores_and_counts_the_others(
    company: Company, client: Client
) -> None:
    priced(company, risks=43)

    page = client.get(reverse("dashboard")).content.decode()

    table = page.split(">Exposure by risk, highest score first<")[1].split("</table>")[
        0
    ]
    assert table.count("/risks/") == SHOWN
    assert "3 other risks" in page


def test_a_risk_that_is_not_listed_can_be_asked_for(
    company: Company, client: Client
) -> None:
    low = priced(company, risks=43)[-1]

    asked = {"company": company.code, "risk": low.public_id}
    page = client.get(reverse(PAGE), asked).content.decode()

    assert f"{low.title} · {low.code}" in page


def test_small_shares_stand_together(company: Company, client: Client) -> None:
    priced(company, risks=43)

    ((shown, _),) = client.get(reverse(PAGE)).context["exposures"]

    assert shown.members[-1].label == "3 other risks"
    assert sum(row.tvar95 for row in shown.members) == shown.outlook.run.tvar95


def test_a_company_without_figures_says_so(company: Company, client: Client) -> None:
    assert "You do not have access to any risks yet." in page_of(client)


def test_more_risks_ask_the_database_no_more(company: Company, client: Client) -> None:
    priced(company)
    recalculate_stale(now=NOW + timedelta(days=1))
    few = queries(client)
    for _ in range(4):
        make_assumptions(make_risk(company=company))
    recalculate_stale(now=NOW + timedelta(days=1))

    assert queries(client) == few


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(PAGE)).status_code == 200
    return len(asked)


def test_outside_counsel_sees_no_sums() -> None:
    client = client_of(make_person(roles=[Role.EXTERNAL_LAWYER]))

    assert client.get(reverse(PAGE)).status_code == 403
