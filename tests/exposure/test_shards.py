"""Many stale risks are shared out; whatever happens to a worker, the sum is one."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from risks.access.models import Role, Scope
from risks.exposure.models import (
    CurrentExposure,
    PortfolioRun,
    Recalculation,
    RunShard,
    Snapshot,
)
from risks.exposure.operations import price_shard, recalculate_stale, running, sharding
from risks.exposure.operations.totals import packed, unpacked
from risks.exposure.queries import latest_recalculation, present_inputs, progress
from risks.register.models import Company, Risk
from tests.exposure.examples import FIRE, INJUNCTION, SUIT, assume
from tests.factories import (
    NOW,
    TODAY,
    make_company,
    make_entity,
    make_person,
    make_restricted_matter,
    make_risk,
)

pytestmark = pytest.mark.django_db
State = Recalculation.State


@pytest.fixture(autouse=True)
def small_shards(settings: Settings) -> None:
    settings.EXPOSURE_SHARD_RISKS = 3


@pytest.fixture
def company() -> Company:
    """Eight risks of three kinds, one walled, one privileged: two scopes differ."""
    company = make_company()
    wfoe = make_entity(company, "WFOE")
    inside = make_person(roles=[Role.IN_HOUSE_LAWYER])
    make_person()
    suit = make_risk("R-1", company=company, kind=Risk.Kind.COPYRIGHT_SUIT)
    assume(suit, SUIT)
    threat = make_risk("R-2", company=company, kind=Risk.Kind.INJUNCTION)
    assume(threat, {**INJUNCTION, "linked_suit": "R-1"})
    walls: list[dict[str, Any]] = [
        {"restricted_matter": make_restricted_matter(members=[inside])},
        {"privileged": True},
        {"entity": wfoe},
        {},
        {"entity": wfoe},
        {},
    ]
    for number, fields in enumerate(walls, 3):
        assume(
            make_risk(f"R-{number}", company=company, **fields),
            {**FIRE, "severity": {"lognormal90": [1e5 * number, 1e6 * number]}},
        )
    return company


def figures() -> dict[tuple[str, str, str], tuple[Any, ...]]:
    return {
        (run.scope, run.dimension, run.part): (
            run.loss_hash,
            run.input_hash,
            run.expected,
            run.standard_error,
            run.tvar95,
            run.members and [m.get("tvar95") for m in run.members],
            run.exceedance,
            run.intervals,
        )
        for run in PortfolioRun.objects.all()
    }


def forget() -> None:
    CurrentExposure.objects.all().delete()
    Snapshot.objects.all().delete()
    PortfolioRun.objects.all().delete()


def the_recalculation() -> Recalculation:
    return Recalculation.objects.get()


def queued(company: Company) -> list[int]:
    """Shards cut and sent to a queue that nobody reads."""
    sent: list[int] = []
    recalculate_stale(now=NOW, send=sent.append)
    return sent


def leases_run_out() -> None:
    past = Now() - timedelta(seconds=1)
    RunShard.objects.filter(done_at=None).update(leased_until=past)
    Recalculation.objects.filter(state=State.RUNNING).update(leased_until=past)


@pytest.mark.database
def test_shards_come_to_the_same_figures_as_one_worker_at_once(
    company: Company, settings: Settings
) -> None:
    in_shards = recalculate_stale(now=NOW)
    sharded = figures()
    forget()
    settings.EXPOSURE_SHARD_RISKS = 100

    at_once = recalculate_stale(now=NOW)

    assert in_shards == at_once
    assert figures() == sharded
    assert len(sharded) == 2 * 5  # counsel inside the wall, and everybody else
    assert the_recalculation().state == State.DONE


def test_few_stale_risks_are_priced_at_once(company: Company) -> None:
    recalculate_stale(now=NOW)
    assume(Risk.objects.get(code="R-8"), {**FIRE, "probability_horizon": 0.3})

    done = recalculate_stale(now=NOW + timedelta(minutes=1))

    assert done.snapshots == 1
    assert Recalculation.objects.count() == 1


def test_what_is_shared_out_is_a_key_and_shows_how_far_it_is(company: Company) -> None:
    first, *_ = sent = queued(company)
    price_shard(first, now=NOW)

    recalculation = latest_recalculation(company)

    assert recalculation
    assert len(sent) == 3
    told = progress(recalculation)
    assert (told.done, told.total, told.state) == (3, 8, State.RUNNING)
    assert Snapshot.objects.count() == 3
    assert not PortfolioRun.objects.exists()


def test_a_later_look_does_not_send_what_is_in_the_queue(company: Company) -> None:
    queued(company)

    assert queued(company) == []


def test_a_lost_message_is_sent_again_once_its_lease_runs_out(
    company: Company,
) -> None:
    lost = queued(company)
    leases_run_out()

    assert queued(company) == lost


def test_a_broker_that_is_down_costs_a_look(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    def down(_shard_id: int) -> None:
        raise ConnectionError("no broker")

    recalculate_stale(now=NOW, send=down)

    assert "not sent, the next look does: no broker" in caplog.text
    assert len(queued(company)) == 3


def test_a_shard_is_claimed_by_one_worker(company: Company) -> None:
    first, *_ = queued(company)

    claimed = sharding.claim(first)

    assert claimed
    assert sharding.claim(first) is None


def test_a_worker_killed_in_the_middle_is_followed_by_another(
    company: Company,
) -> None:
    sent = queued(company)
    for shard_id in sent[:2]:
        price_shard(shard_id, now=NOW)
    killed = sharding.claim(sent[2])  # and then nothing more is heard
    leases_run_out()

    recalculate_stale(now=NOW)

    assert killed
    assert the_recalculation().state == State.DONE
    assert Snapshot.objects.count() == 8
    runs = PortfolioRun.objects.all()
    assert len(runs) == len(set(runs.values_list("scope", "dimension", "part")))


def test_a_worker_that_comes_back_late_delivers_nothing(company: Company) -> None:
    first, *_ = queued(company)
    late = sharding.claim(first)
    leases_run_out()
    assert late
    price_shard(first, now=NOW)

    delivered = sharding.work(late, now=NOW)

    assert not delivered
    assert the_recalculation().done == 3


def test_a_worker_killed_while_it_sums_is_followed_by_another(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = queued(company)
    with monkeypatch.context() as dying:
        dying.setattr(running, "_sum", die)
        for shard_id in sent[:-1]:
            price_shard(shard_id, now=NOW)
        with pytest.raises(KeyboardInterrupt):
            price_shard(sent[-1], now=NOW)
    recalculate_stale(now=NOW)
    before = the_recalculation().state
    leases_run_out()

    recalculate_stale(now=NOW)

    assert before == State.RUNNING
    assert the_recalculation().state == State.DONE


def die(*_args: object, **_named: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("where", "part"), [(sharding, "_price"), (running, "_sum")], ids=["price", "sum"]
)
def test_what_fails_again_and_again_ends_and_says_why(
    company: Company, monkeypatch: pytest.MonkeyPatch, where: Any, part: str
) -> None:
    monkeypatch.setattr(where, part, fail)

    for minute in range(5):
        recalculate_stale(now=NOW + timedelta(minutes=minute))

    recalculation = the_recalculation()
    assert recalculation.state == State.FAILED
    assert "OSError" in recalculation.failure
    assert (
        "the disk is gone" not in recalculation.failure
    )  # it might name a walled risk


def fail(*_args: object, **_named: object) -> None:
    raise OSError("the disk is gone")


def test_the_same_failure_is_tried_again_after_an_hour_or_with_other_inputs(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(sharding, "_price", fail)
        for minute in range(5):
            recalculate_stale(now=NOW + timedelta(minutes=minute))

    resting = recalculate_stale(now=NOW + timedelta(minutes=30))
    recovered = recalculate_stale(now=NOW + timedelta(minutes=70))

    assert (resting.failed, resting.snapshots) == (1, 0)
    assert recovered.snapshots == 8


def test_inputs_that_change_meanwhile_supersede_the_sum(company: Company) -> None:
    sent = queued(company)
    assume(Risk.objects.get(code="R-8"), {**FIRE, "probability_horizon": 0.3})
    for shard_id in sent:
        price_shard(shard_id, now=NOW)

    superseded = the_recalculation().state
    recalculate_stale(now=NOW + timedelta(minutes=1))

    assert superseded == State.SUPERSEDED
    run = PortfolioRun.objects.filter(dimension="portfolio").first()
    assert run
    newest = Snapshot.objects.filter(risk__code="R-8").first()
    assert newest
    assert newest.pk in {member["snapshot"] for member in run.members}


def test_a_risk_that_cannot_be_priced_stops_only_the_sums_that_hold_it(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    orphan = make_risk("R-X", company=company, kind="injunction", privileged=True)
    assume(orphan, {**INJUNCTION, "linked_suit": "no such suit"})

    with caplog.at_level(logging.ERROR):
        done = recalculate_stale(now=NOW)

    viewer = Scope.of(make_person())
    assert (done.snapshots, done.failed) == (8, 1)
    assert the_recalculation().state == State.DONE
    assert "R-X, linked_suit: no suit is called 'no such suit'" in caplog.text
    assert PortfolioRun.objects.within(viewer).filter(dimension="portfolio").exists()
    privileged = Scope.of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    assert not PortfolioRun.objects.within(privileged).filter(part="").exists()


def test_ended_shards_leave_no_totals_behind(company: Company) -> None:
    recalculate_stale(now=NOW)

    assert not RunShard.objects.exists()


def test_totals_travel_without_losing_a_cent(company: Company) -> None:
    sent = queued(company)
    for shard_id in sent[:-1]:
        price_shard(shard_id, now=NOW)

    payload = RunShard.objects.get(pk=sent[0]).payload
    parcel = unpacked(bytes(payload or b""))
    again = unpacked(packed(parcel))

    assert len(parcel) == 3
    for cell, total in parcel.items():
        assert (again[cell].cents == total.cents).all()
        assert again[cell].mean == total.mean


def test_cells_know_what_a_scope_sees(company: Company) -> None:
    present = present_inputs(company, today=TODAY)
    scopes: list[Callable[[], Scope]] = [
        lambda: Scope.of(make_person()),
        lambda: Scope.of(make_person(roles=[Role.IN_HOUSE_LAWYER])),
        lambda: Scope.of(make_person(roles=[Role.EXTERNAL_LAWYER])),
    ]

    for scope in (make() for make in scopes):
        rows = Risk.objects.within(scope)
        seen = rows if scope.privileged else rows.exclude(privileged=True)
        assert {each.risk for each in present if each.is_visible(scope)} == set(seen)
