"""The first page: what it could cost, what is due, what changed."""

from datetime import date

import pytest
from django.urls import reverse

from risks.access.models import Role, Scope
from risks.alerts.models import Alarm
from tests.factories import (
    NOW,
    make_deadline,
    make_fact,
    make_person,
    make_proposal,
    make_run,
)
from tests.web.world import World, client_of


def dashboard(world: World, who: str = "counsel") -> str:
    return client_of(world.people[who]).get(reverse("dashboard")).content.decode()


def test_without_a_run_the_sum_is_being_computed(world: World) -> None:
    page = dashboard(world)

    assert "Computing the first figures." in page


def test_the_sum_stands_beside_revenue_with_its_source(world: World) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]))
    make_fact(
        world.company, period_start=date(2025, 1, 1), source="the information pack"
    )

    page = dashboard(world)

    assert "US$71.2 m" in page
    assert "9 months to 30 Sep 2025, annualised" in page
    assert "the information pack" in page
    assert "1.4 %" in page  # 1.0 m of 71.2 m


def test_the_parts_of_a_year_are_each_named_with_their_source(world: World) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]))
    for first, last in ((1, 6), (7, 12)):
        make_fact(
            world.company,
            period_start=date(2025, first, 1),
            as_of=date(2025, last, 30 if last == 6 else 31),
            source=f"report {last}",
        )

    page = dashboard(world)

    assert "1 Jan 2025 to 31 Dec 2025, sum of 2 periods" in page
    assert "report 6" in page
    assert "report 12" in page


def test_a_figure_without_a_period_is_asked_for_and_compared_with_nothing(
    world: World,
) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]))
    fact = make_fact(world.company, period_start=None)

    page = dashboard(world)

    assert "as of 30 Sep 2025, period not stated" in page
    assert "enter the first day of its period" in page
    assert reverse("admin:risks_fact_change", args=[fact.pk]) in page
    assert "1.9 %" not in page


def test_what_contradicts_a_fact_stands_beside_it(world: World) -> None:
    fact = make_fact(world.company)
    make_fact(
        world.company,
        amount=99_000_000,
        contradicts=fact,
        note="The article calls it annual.",
    )

    page = dashboard(world)

    assert "Conflicting facts" in page
    assert "The article calls it annual." in page
    assert "US$99.0 m" in page


def test_an_amount_keeps_its_exact_value_in_reach(world: World) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]), p95=12_345_678)

    page = dashboard(world)

    assert 'title="US$12,345,678.00">US$12.3 m<' in page


def test_a_run_on_older_inputs_is_marked(world: World) -> None:
    make_run(world.company, scope=Scope.of(world.people["counsel"]))

    page = dashboard(world)

    assert "Recalculating: inputs changed" in page


def test_the_chart_comes_with_a_table_of_the_same_figures(world: World) -> None:
    page = dashboard(world)

    assert '<script id="chart-ACME" type="application/json">' in page
    assert '<th scope="row"><a href="/risks/' in page


def test_overdue_deadlines_come_first_and_few(world: World) -> None:
    for day in range(1, 7):
        make_deadline(world.open_case, title=f"Late {day}", due_date=date(2026, 5, day))

    page = dashboard(world, "viewer")

    assert page.index("Late 6") < page.index("Answer to the complaint")
    assert "Late 1" not in page
    assert "2 more deadlines are overdue" in page


def test_an_open_proposal_waits_on_the_dashboard(world: World) -> None:
    make_proposal(world.open_risk, why="The stage is passed.")

    page = dashboard(world, "viewer")

    assert "Proposals to decide" in page
    assert "The stage is passed." in page


def test_a_figure_that_did_not_move_is_no_news(world: World) -> None:
    unmoved = "Expected loss unchanged at US$1.0 m, score 66.0."
    world.open_risk.snapshots.update(change=unmoved)

    page = dashboard(world, "viewer")

    assert unmoved not in page
    assert "No figures have changed" in page


def test_alarms_are_read_by_those_who_may(world: World) -> None:
    Alarm.objects.create(at=NOW, key="k", text="D-ABCDEF has no reachable recipient.")
    auditor = make_person("auditor", roles=[Role.AUDITOR])

    seen = client_of(auditor).get(reverse("dashboard")).content.decode()

    assert "no reachable recipient" in seen
    assert "no reachable recipient" not in dashboard(world, "viewer")


@pytest.mark.django_db
def test_a_person_without_a_role_is_told_what_to_do() -> None:
    nobody = make_person("nobody", roles=[])

    page = client_of(nobody).get(reverse("dashboard")).content.decode()

    assert "No open deadlines." in page


@pytest.mark.django_db
def test_an_empty_register_says_how_to_begin() -> None:
    viewer = make_person("viewer")

    page = client_of(viewer).get(reverse("dashboard")).content.decode()

    assert "No company yet." in page


def test_what_is_missing_is_counted_on_the_dashboard(world: World) -> None:
    page = client_of(world.people["counsel"]).get(reverse("dashboard"))

    text = page.content.decode()
    assert "1 change waiting for a second person" in text
    assert reverse("missing_items") in text


def test_nobody_counts_what_is_missing_behind_a_wall(world: World) -> None:
    page = client_of(world.people["walled"]).get(reverse("dashboard"))

    assert "waiting for a second person" not in page.content.decode()
