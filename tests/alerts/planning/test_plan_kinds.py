"""All kinds together: what a sweep costs, and that one kind stops no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from risks.access.models import Person
from risks.alerts.models import Alarm, Notification
from risks.alerts.operations.planning import plan_kinds
from risks.alerts.operations.planning.plan import plan
from risks.alerts.queries import kinds
from risks.alerts.queries.kinds import KINDS
from risks.alerts.queries.kinds.source import SOURCE
from risks.alerts.queries.obligation import Obligation, Planning
from risks.alerts.queries.planning.keys import CHUNK
from risks.register.models import Risk
from tests.alerts.planning.test_appetite_alerts import make_compliance
from tests.alerts.planning.test_house_alerts import SILENT
from tests.alerts.world import make_counsel
from tests.factories import (
    NOW,
    make_acceptance,
    make_appetite_excess,
    make_case,
    make_company,
    make_entry,
    make_event,
    make_recalculation,
    make_review,
    make_risk,
    make_source,
    make_subscription,
    make_treatment,
)

pytestmark = [pytest.mark.django_db]


def test_the_registered_kinds_are_the_choices_of_the_database() -> None:
    modules = {path.stem for path in Path(kinds.__file__).parent.glob("[!_]*.py")}

    assert [one.kind for one in KINDS] == list(Notification.Kind)
    assert modules == set(Notification.Kind.values)


def test_every_kind_but_deadlines_and_reports_has_a_source() -> None:
    rest = {one.kind for one in KINDS if one.source is None}

    assert rest == {Notification.Kind.DEADLINE, Notification.Kind.REPORT}


def test_every_kind_has_a_default_policy_and_every_kind_but_deadlines_its_words() -> (
    None
):
    assert [one.kind for one in KINDS if not one.defaults] == []
    assert [one.kind for one in KINDS if not one.words] == ["deadline"]


def grow(number: int, *, owner: Person) -> None:
    """So many duties of each kind that people enter, all of them one person's."""
    company = make_company()
    risks = [make_risk(company=company, owner=owner) for _ in range(number)]
    case = make_case(company=company, owner=owner)
    for risk in risks:
        make_treatment(risk, due_date=date(2026, 5, 27))
        make_review(risk, due_date=date(2026, 5, 27))
        make_acceptance(risk, until=date(2026, 5, 30))
        make_event(make_entry(case), subject=str(risk.pk))
    make_recalculation(company)
    make_source(last_success_at=SILENT)
    make_appetite_excess(risks[0])


def queries_of(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


def test_a_sweep_asks_as_often_for_fifty_of_each_as_for_two() -> None:
    """But for one look-up of keys for every five hundred rows of a kind."""
    owner = make_counsel()
    make_compliance()
    make_subscription(owner)
    grow(2, owner=owner)
    plan(now=NOW)
    few = queries_of(lambda: plan(now=NOW))

    grow(50, owner=owner)
    plan(now=NOW)
    many = queries_of(lambda: plan(now=NOW))

    assert Notification.objects.filter(kind="treatment").count() < CHUNK
    assert many == few


def test_a_kind_that_cannot_be_read_is_alarmed_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_planning: Planning) -> list[Obligation]:
        raise RuntimeError("R-SECRET")

    make_review()
    assert SOURCE.source
    failing = replace(SOURCE, source=replace(SOURCE.source, obligations=broken))
    others = [one for one in KINDS if one is not SOURCE]
    monkeypatch.setattr(plan_kinds, "KINDS", (failing, *others))

    plan(now=NOW)
    text = Alarm.objects.get(closed_at=None).text
    monkeypatch.undo()
    plan(now=NOW)

    assert Notification.objects.filter(kind="review").exists()
    assert "RuntimeError" in text
    assert "R-SECRET" not in text
    assert not Alarm.objects.filter(closed_at=None).exists()


def test_closing_a_risk_ends_all_that_it_asks_for() -> None:
    risk = make_risk()
    make_treatment(risk)
    make_review(risk)
    make_acceptance(risk)
    plan(now=NOW)

    Risk.objects.filter(pk=risk.pk).update(status=Risk.Status.CLOSED)
    plan(now=NOW)

    assert not Notification.objects.filter(state="scheduled").exists()
