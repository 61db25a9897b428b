"""What is stale is priced once; what is not is left alone."""

import logging
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import QuerySet

from risks.access.models import Person, Role, Scope
from risks.engine.exposure.portfolio.environment import environment
from risks.exposure.models import CurrentExposure, PortfolioRun, Snapshot
from risks.exposure.operations import Recalculated, recalculate_stale
from risks.exposure.queries import latest_run, portfolio_runs
from risks.register.models import Company, Fact, Risk
from tests.exposure.examples import FIRE, INJUNCTION, SUIT, assume
from tests.factories import (
    NOW,
    make_company,
    make_fact,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def company() -> Company:
    return make_company()


def run_for(*roles: Role) -> PortfolioRun:
    person = make_person(roles=roles)
    recalculate_stale(now=NOW)
    return portfolios(person).get()


def portfolios(person: Person) -> QuerySet[PortfolioRun]:
    return PortfolioRun.objects.visible_to(person).filter(dimension="portfolio")


def test_a_risk_with_assumptions_gets_a_snapshot_a_standing_and_a_sum() -> None:
    risk = make_risk()
    assume(risk)

    done = recalculate_stale(now=NOW)

    current_exposure = CurrentExposure.objects.get(risk=risk)
    assert done.snapshots == 1
    assert done.failed == 0
    assert current_exposure.snapshot.expected == Decimal("372103.42")
    assert current_exposure.score == current_exposure.snapshot.score
    assert current_exposure.band == "low"


def test_the_mean_is_exact_and_discounted_over_the_horizon() -> None:
    risk = make_risk(company=make_company(discount_rate=0))
    assume(risk)

    recalculate_stale(now=NOW)

    assert risk.snapshots.get().expected == Decimal("400000.00")
    assert risk.snapshots.get().standard_error == 0


@pytest.mark.database
def test_a_second_run_on_the_same_day_changes_nothing() -> None:
    assume(make_risk())
    recalculate_stale(now=NOW)

    again = recalculate_stale(now=NOW + timedelta(hours=1))

    assert again == Recalculated()
    assert Snapshot.objects.count() == 1


def test_a_new_day_is_a_new_snapshot_with_the_same_figures_and_no_change() -> None:
    risk = make_risk()
    assume(risk)
    recalculate_stale(now=NOW)

    done = recalculate_stale(now=TOMORROW)

    latest, first = risk.snapshots.order_by("-computed_at")
    assert done.snapshots == 1
    assert latest.loss_hash == first.loss_hash
    assert latest.change == ""


def test_the_day_is_the_company_s_and_not_the_server_s() -> None:
    risk = make_risk(company=make_company(time_zone="Asia/Hong_Kong"))
    assume(risk)

    recalculate_stale(now=NOW.replace(hour=17))

    assert risk.snapshots.get().valuation_date == NOW.date() + timedelta(days=1)


def test_new_assumptions_are_priced_and_explained() -> None:
    risk = make_risk()
    assume(risk)
    recalculate_stale(now=NOW)
    assume(risk, {**FIRE, "probability_horizon": 0.2}, reason="Sprinklers failed.")

    recalculate_stale(now=NOW + timedelta(minutes=1))

    change = CurrentExposure.objects.get(risk=risk).snapshot.change
    assert change.startswith("Expected loss up US$372 k (US$372 k → US$744 k), score ")
    assert change.endswith(": assumptions v2 (Sprinklers failed).")


def test_the_first_snapshot_says_so() -> None:
    risk = make_risk()
    assume(risk)

    recalculate_stale(now=NOW)

    change = risk.snapshots.get().change
    assert change.startswith("First priced: expected loss US$372 k, score ")


def test_a_new_risk_capacity_moves_the_score_alone(company: Company) -> None:
    risk = make_risk(company=company)
    assume(risk)
    recalculate_stale(now=NOW)
    make_fact(
        company,
        kind=Fact.Kind.RISK_CAPACITY,
        amount=Decimal(50_000_000),
        as_of=NOW.date(),
    )

    recalculate_stale(now=NOW + timedelta(minutes=1))

    change = CurrentExposure.objects.get(risk=risk).snapshot.change
    assert change.startswith("Expected loss unchanged at US$372 k, score ")
    assert change.endswith(": risk capacity US$100 m → US$50.0 m.")


def test_the_sum_has_its_members_and_parts_that_add_up(company: Company) -> None:
    assume(make_risk(company=company))
    assume(make_risk(company=company, kind=Risk.Kind.COPYRIGHT_SUIT), SUIT)

    run = run_for(Role.IN_HOUSE_LAWYER)

    shares = [Decimal(str(member["tvar95"])) for member in run.largest]
    snapshots = Snapshot.objects.filter(pk__in=[m["snapshot"] for m in run.largest])
    assert sum(shares) == run.tvar95
    assert run.expected == sum(row.expected for row in snapshots)
    assert run.p95 < sum(row.p99 for row in snapshots)


def test_a_walled_or_privileged_risk_is_in_no_sum_of_those_outside(
    company: Company,
) -> None:
    inside = make_person(roles=[Role.IN_HOUSE_LAWYER])
    wall = make_restricted_matter(members=[inside])
    open_risk = make_risk(company=company)
    for risk in (
        open_risk,
        make_risk(company=company, restricted_matter=wall),
        make_risk(company=company, privileged=True),
    ):
        assume(risk)

    viewers = run_for(Role.VIEWER)

    members = [member["risk"] for member in viewers.largest]
    counsel = portfolios(inside).get()
    assert members == [open_risk.pk]
    assert viewers.expected == Decimal("372103.42")
    assert counsel.risks == 3


def test_an_injunction_needs_its_suit_even_where_the_suit_is_walled_off(
    company: Company,
) -> None:
    wall = make_restricted_matter()
    suit = make_risk(
        company=company, kind=Risk.Kind.COPYRIGHT_SUIT, restricted_matter=wall
    )
    threat = make_risk(company=company, kind=Risk.Kind.INJUNCTION)
    assume(suit, SUIT)
    assume(threat, {**INJUNCTION, "linked_suit": suit.code})

    run = run_for(Role.VIEWER)

    # Enjoined only where the suit is lost: well below sought × granted = 0.45.
    assert [member["risk"] for member in run.largest] == [threat.pk]
    assert 0.05 < threat.snapshots.get().p_positive < 0.2


def test_a_change_of_the_suit_reprices_the_injunction_linked_to_it(
    company: Company,
) -> None:
    suit = make_risk(company=company, kind=Risk.Kind.COPYRIGHT_SUIT)
    threat = make_risk(company=company, kind=Risk.Kind.INJUNCTION)
    assume(suit, SUIT)
    assume(threat, {**INJUNCTION, "linked_suit": str(suit.uuid)})
    recalculate_stale(now=NOW)
    assume(suit, {**SUIT, "claims": [{"name": "direct", "p_liable": 0.9}]})

    done = recalculate_stale(now=NOW + timedelta(minutes=1))

    change = CurrentExposure.objects.get(risk=threat).snapshot.change
    assert done.snapshots == 2
    assert change.endswith(": the suit that it is linked to was re-assessed.")


def test_one_risk_that_cannot_be_priced_stops_only_the_sums_that_hold_it(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    sound = make_risk(company=company)
    orphan = make_risk(
        company=company, kind=Risk.Kind.INJUNCTION, privileged=True, code="R-ORPHAN"
    )
    assume(sound)
    assume(orphan, {**INJUNCTION, "linked_suit": "no such suit"})
    viewer, counsel = make_person(), make_person(roles=[Role.IN_HOUSE_LAWYER])

    with caplog.at_level(logging.ERROR):
        done = recalculate_stale(now=NOW)

    assert done.failed == 1
    assert "R-ORPHAN, linked_suit: no suit is called 'no such suit'" in caplog.text
    assert portfolios(viewer).count() == 1
    assert portfolios(counsel).count() == 0


def test_a_company_without_a_risk_capacity_does_not_stop_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    poor = make_risk()
    poor.company.facts.all().delete()
    assume(poor)
    sound = make_risk()
    assume(sound)

    done = recalculate_stale(now=NOW)

    assert done.failed == 1
    assert "no risk capacity is set" in caplog.text
    assert sound.snapshots.count() == 1


def test_closed_risks_and_those_without_assumptions_are_not_priced() -> None:
    make_risk()
    assume(make_risk(status=Risk.Status.CLOSED))

    done = recalculate_stale(now=NOW)

    assert done == Recalculated()


def test_inputs_that_return_are_the_latest_sum_again(company: Company) -> None:
    assume(make_risk(company=company))
    first = run_for(Role.VIEWER)
    smaller = make_fact(
        company,
        kind=Fact.Kind.RISK_CAPACITY,
        amount=Decimal(50_000_000),
        as_of=NOW.date(),
    )
    recalculate_stale(now=NOW + timedelta(minutes=1))
    smaller.delete()

    recalculate_stale(now=NOW + timedelta(minutes=2))

    viewer = Scope.of(make_person())
    assert latest_run(company, scope=viewer) == first
    assert portfolio_runs(company, scope=viewer).count() == 2


def test_on_the_next_day_figures_are_carried_over(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk = make_risk(company=company)
    assume(risk)
    make_person()
    recalculate_stale(now=NOW)
    monkeypatch.setattr("risks.exposure.operations.store.figures_of", die)

    done = recalculate_stale(now=NOW + timedelta(days=1))

    old, new = risk.snapshots.order_by("computed_at")
    day = {"id", "input_hash", "valuation_date", "computed_at", "change"}
    columns = {field.attname for field in Snapshot._meta.concrete_fields} - day
    assert (done.failed, done.snapshots) == (0, 1)
    assert all(getattr(old, name) == getattr(new, name) for name in columns)
    assert risk.current_exposure.snapshot == new
    assert risk.current_exposure.exceedance


def test_figures_of_other_software_are_calculated_again_on_the_next_day(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    assume(make_risk(company=company))
    recalculate_stale(now=NOW)
    newer = {**environment(), "numpy": "99"}
    monkeypatch.setattr("risks.exposure.operations.figures.environment", lambda: newer)
    monkeypatch.setattr("risks.exposure.operations.store.figures_of", die)

    done = recalculate_stale(now=NOW + timedelta(days=1))

    assert done.failed == 1


def die(*_args: object, **_named: object) -> None:
    raise ArithmeticError
