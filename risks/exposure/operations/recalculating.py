"""Pricing what is stale: at once where it is little, in shards where it is much."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from risks.access.queries import people_by_scope
from risks.exposure.models import Recalculation
from risks.exposure.operations.breaching import watch_appetites
from risks.exposure.operations.drawing import Pricer
from risks.exposure.operations.failing import note_failure
from risks.exposure.operations.pricing import price
from risks.exposure.operations.running import (
    Send,
    State,
    end,
    look_after,
    price_shard,
    shard_risks,
    snapshots_of,
    start,
    wanted_hash,
)
from risks.exposure.operations.snapshots import Store, current_exposures_of
from risks.exposure.operations.summing import (
    stale_sums,
    store_sums,
    wanted_sums,
    without_failed,
)
from risks.exposure.operations.totals import Parcel, add_to_parcel
from risks.exposure.queries import NOT_PRICED, Inputs, present_inputs
from risks.register.models import Company
from risks.register.queries import NoRiskCapacity

log = logging.getLogger(__name__)

REST_AFTER_FAILURE = timedelta(hours=1)
# Not how many: some of them may be behind walls.
NOT_EVERY_RISK = "not every risk could be priced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculated:
    """How many rows were made; `failed` counts what could not be priced."""

    snapshots: int = 0
    runs: int = 0
    failed: int = 0

    def __add__(self, other: "Recalculated") -> "Recalculated":
        return Recalculated(
            snapshots=self.snapshots + other.snapshots,
            runs=self.runs + other.runs,
            failed=self.failed + other.failed,
        )

    @classmethod
    def by(cls, recalculation: Recalculation) -> "Recalculated":
        """What has come of it so far."""
        failed = [each for each in recalculation.findings if each["what"] == NOT_PRICED]
        return cls(
            snapshots=recalculation.priced,
            runs=recalculation.sums,
            failed=len(failed) + (recalculation.state == State.FAILED),
        )


def recalculate_stale(*, now: datetime, send: Send | None = None) -> Recalculated:
    """Price each followed risk whose inputs have no snapshot, and each stale sum.

    `send` hands a shard to another worker, by its key; without it all is done here.
    """
    done = Recalculated()
    for company in Company.objects.order_by("pk"):
        try:
            watch_appetites(company, now=now)
            done += recalculate_company(company, now=now, send=send)
        except Exception as fault:
            log.exception("exposure of company %s not computed", company.pk)
            # The kind of fault alone, unless it is ours: its text may name a risk.
            known = isinstance(fault, NoRiskCapacity)
            failure = str(fault) if known else type(fault).__name__
            note_failure(company, failure=failure, now=now)
            done += Recalculated(failed=1)
    return done


def recalculate_company(
    company: Company, *, now: datetime, send: Send | None = None
) -> Recalculated:
    """Raises `NoLossCapacity`."""
    send = send or partial(price_shard, now=now)
    running = _running(company, now=now)
    if running:
        return Recalculated.by(look_after(running, send=send, now=now))
    present = _present(company, now=now)
    stale = _stale(company, present)
    if len(stale) <= shard_risks():
        return _at_once(company, present, stale, now=now)
    if _has_just_failed(company, present, now=now):
        return Recalculated(failed=1)
    started = start(company, present, now=now)
    if started is None:
        return Recalculated()
    return Recalculated.by(look_after(started, send=send, now=now))


def _running(company: Company, *, now: datetime) -> Recalculation | None:
    """The one at work; else the one that waits, cut into shards."""
    active = Recalculation.objects.filter(company=company)
    running = active.filter(state=State.RUNNING).first()
    if running:
        return running
    waiting = active.filter(state=State.WAITING).first()
    if waiting is None:
        return None
    try:
        present = _present(company, now=now)
        return start(company, present, now=now, waiting=waiting)
    except NoRiskCapacity as error:
        end(waiting, State.FAILED, failure=str(error), now=now)
        raise
    except Exception as error:
        # The kind of fault alone: its text may name a walled risk.
        end(waiting, State.FAILED, failure=type(error).__name__, now=now)
        raise


def _present(company: Company, *, now: datetime) -> list[Inputs]:
    return present_inputs(company, today=company.today(now))


def _stale(company: Company, present: Iterable[Inputs]) -> list[Inputs]:
    current_exposures = current_exposures_of(company)
    return [
        each
        for each in present
        if current_exposures.get(each.risk.pk, ("", 0))[0] != each.hash
    ]


def _has_just_failed(
    company: Company, present: Sequence[Inputs], *, now: datetime
) -> bool:
    """The same inputs would fail again: that would be a loop, not a repair."""
    last = Recalculation.objects.filter(
        company=company, kind=Recalculation.Kind.STALE
    ).first()
    return (
        last is not None
        and last.state == State.FAILED
        and last.wanted == wanted_hash(present)
        and last.ended_at is not None
        and last.ended_at > now - REST_AFTER_FAILURE
    )


def _at_once(
    company: Company,
    present: Sequence[Inputs],
    stale: Sequence[Inputs],
    *,
    now: datetime,
) -> Recalculated:
    pricer, store = Pricer(), Store(now=now)
    batch = price(stale, pricer=pricer, store=store, with_totals=False)
    snapshots = snapshots_of(company, present)
    sums = without_failed(
        wanted_sums(present, scopes=people_by_scope()),
        present=present,
        priced=snapshots,
    )
    missing = stale_sums(company, sums, store=store)
    needed = {each.hash: each for one in missing for each in one.members}
    summed = store_sums(
        company,
        missing,
        parcels=lambda: _parcels(list(needed.values()), pricer=pricer),
        snapshots=snapshots,
        pricer=pricer,
        store=store,
    )
    if stale or missing:
        pricer.trim()
    failed = [each for each in batch.findings if each["what"] == NOT_PRICED]
    if failed:
        wanted = wanted_hash(present)
        note_failure(
            company, wanted=wanted, findings=failed, failure=NOT_EVERY_RISK, now=now
        )
    return Recalculated(snapshots=batch.priced, runs=summed.runs, failed=len(failed))


def _parcels(members: Sequence[Inputs], *, pricer: Pricer) -> Iterator[Parcel]:
    parcel: Parcel = {}
    for inputs in members:
        add_to_parcel(parcel, inputs.cell, pricer.drawn(inputs))
    yield parcel
