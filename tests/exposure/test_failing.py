"""What cannot be priced leaves a row, so that somebody is told of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from risks.access.models import Person, Role
from risks.alerts.models import Notification
from risks.alerts.operations import plan
from risks.exposure.models import AppetiteExcess, Recalculation, Snapshot
from risks.exposure.operations import recalculate_stale
from risks.exposure.operations.appetites import Limits
from risks.register.models import Risk
from tests.exposure.examples import INJUNCTION, assume
from tests.factories import NOW, make_appetite, make_person, make_risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def orphan() -> Risk:
    risk = make_risk(kind=Risk.Kind.INJUNCTION, privileged=True)
    assume(risk, {**INJUNCTION, "linked_suit": "no such suit"})
    return risk


@pytest.fixture
def officer() -> Person:
    return make_person(roles=[Role.COMPLIANCE_ADMINISTRATOR])


def test_a_risk_that_cannot_be_priced_leaves_a_failed_recalculation(
    orphan: Risk,
) -> None:
    recalculate_stale(now=NOW)

    row = Recalculation.objects.get()
    assert (row.state, row.company) == (Recalculation.State.FAILED, orphan.company)
    assert [finding["risk"] for finding in row.findings] == [orphan.pk]
    assert orphan.code not in row.failure


def test_a_risk_that_cannot_be_stored_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad, sound = make_risk(), make_risk()
    make_appetite(sound.company, limit=Decimal(1))
    for risk in (bad, sound, make_risk(company=sound.company)):
        Risk.objects.filter(pk=risk.pk).update(company=sound.company)
        assume(risk, {"probability_horizon": 0.5, "severity": {"constant": 4e6}})
    hold = Limits.hold_against

    def hold_but_for_one(limits: Limits, *args: Any, risk: Risk, **named: Any) -> None:
        if risk == bad:
            raise OSError
        hold(limits, *args, risk=risk, **named)

    monkeypatch.setattr(Limits, "hold_against", hold_but_for_one)

    done = recalculate_stale(now=NOW)

    assert (done.snapshots, done.failed) == (2, 1)
    assert not Snapshot.objects.filter(risk=bad).exists()
    assert AppetiteExcess.objects.count() == 2


def test_the_same_failure_is_noted_once_a_day(orphan: Risk) -> None:
    for minutes in range(3):
        recalculate_stale(now=NOW + timedelta(minutes=minutes))
    assert Recalculation.objects.count() == 1

    recalculate_stale(now=NOW + timedelta(days=1, minutes=1))

    assert Recalculation.objects.count() == 2


def test_a_company_without_a_risk_capacity_is_noted_once(orphan: Risk) -> None:
    orphan.company.facts.all().delete()

    for minutes in range(3):
        recalculate_stale(now=NOW + timedelta(minutes=minutes))

    assert "no risk capacity is set" in Recalculation.objects.get().failure


def test_the_compliance_list_is_told(orphan: Risk, officer: Person) -> None:
    recalculate_stale(now=NOW)

    plan(now=NOW)

    row = Notification.objects.get(kind=Notification.Kind.RECALCULATION)
    assert row.recipient == officer
    assert orphan.code not in str(row.about)


def test_a_failure_is_closed_when_everything_is_priced_again(orphan: Risk) -> None:
    recalculate_stale(now=NOW)
    assume(orphan, {**INJUNCTION, "linked_suit": None})

    recalculate_stale(now=NOW + timedelta(minutes=1))

    assert Recalculation.objects.get().state == Recalculation.State.REPAIRED


def test_a_failure_that_comes_back_is_noted_again(orphan: Risk) -> None:
    recalculate_stale(now=NOW)
    assume(orphan, {**INJUNCTION, "linked_suit": None})
    recalculate_stale(now=NOW + timedelta(minutes=1))
    assume(orphan, {**INJUNCTION, "linked_suit": "no such suit"})

    recalculate_stale(now=NOW + timedelta(minutes=2))

    assert Recalculation.objects.filter(state=Recalculation.State.FAILED).count() == 1
