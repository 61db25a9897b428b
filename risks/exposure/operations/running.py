"""A recalculation from its shards to its sums, by whichever workers are there.

The rows are the messages: what is sent is an early tick. A tick that is lost, or a
worker that is killed, costs the time of a lease; then the next look sends again.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from risks.access.models import Person
from risks.access.queries import people_by_scope
from risks.exposure.models import Recalculation, RunShard
from risks.exposure.operations.drawing import Pricer
from risks.exposure.operations.sharding import (
    LEASE,
    MOST_ATTEMPTS,
    claim,
    parcels,
    work,
)
from risks.exposure.operations.snapshots import Store, current_exposures_of
from risks.exposure.operations.summing import (
    Summed,
    stale_sums,
    store_sums,
    wanted_sums,
    without_failed,
)
from risks.exposure.queries import (
    NOT_REPRODUCED,
    Inputs,
    digest,
    present_inputs,
)
from risks.register.models import Company

log = logging.getLogger(__name__)

Send = Callable[[int], object]
State = Recalculation.State
SUM_LEASE = timedelta(minutes=10)


def request_full_recalculation(
    company: Company, *, by: Person | None, now: datetime
) -> Recalculation:
    """Everything anew at the next look; the one that waits already is returned."""
    recalculation, _ = Recalculation.objects.get_or_create(
        company=company,
        state=State.WAITING,
        defaults={
            "kind": Recalculation.Kind.FULL,
            "requested_by": by,
            "requested_at": now,
        },
    )
    return recalculation


def start(
    company: Company,
    present: Sequence[Inputs],
    *,
    now: datetime,
    waiting: Recalculation | None = None,
) -> Recalculation | None:
    """Cut it into shards; None when another process was first."""
    cut = {
        "state": State.RUNNING,
        "wanted": wanted_hash(present),
        "valuation_date": company.today(now),
        "total": len(present),
    }
    try:
        with transaction.atomic():
            recalculation = _cut(company, cut, waiting=waiting, now=now)
            if recalculation:
                RunShard.objects.bulk_create(_shards(recalculation, present))
    except IntegrityError:
        return None
    return recalculation


def look_after(
    recalculation: Recalculation, *, send: Send, now: datetime
) -> Recalculation:
    """Send what was not begun or not ended, sum what is complete, give up at last."""
    exhausted = recalculation.shards.all().overdue().filter(attempts__gte=MOST_ATTEMPTS)
    given_up = exhausted.first()
    if given_up:
        why = given_up.error or "its worker ended in the middle"
        text = f"shard {given_up.number}, tried {MOST_ATTEMPTS} times: {why}"
        end(recalculation, State.FAILED, failure=text, now=now)
    else:
        _send_overdue(recalculation, send=send)
        finish(recalculation, now=now)
    recalculation.refresh_from_db()
    return recalculation


def price_shard(shard_id: int, *, now: datetime) -> None:
    """Whoever ends the last shard sums them all."""
    shard = claim(shard_id)
    if shard and work(shard, now=now):
        finish(shard.recalculation, now=now)


def finish(recalculation: Recalculation, *, now: datetime) -> None:
    """Sum the shards once all are done; of two that try, one does."""
    rows = Recalculation.objects.filter(pk=recalculation.pk, state=State.RUNNING)
    free = rows.filter(Q(leased_until=None) | Q(leased_until__lt=Now()))
    if RunShard.objects.filter(recalculation=recalculation).open().exists():
        return
    if free.filter(attempts__gte=MOST_ATTEMPTS).exists():
        why = recalculation.failure or "its worker ended while it summed"
        end(recalculation, State.FAILED, failure=why, now=now)
        return
    if not free.update(leased_until=Now() + SUM_LEASE, attempts=F("attempts") + 1):
        return
    try:
        _sum(recalculation, now=now)
    except Exception as error:
        log.exception("recalculation %s not summed", recalculation.pk)
        # The kind of fault alone: its text may name a walled risk.
        rows.update(leased_until=None, failure=type(error).__name__)


def end(
    recalculation: Recalculation,
    state: Recalculation.State,
    *,
    now: datetime,
    **outcome: Any,
) -> None:
    """Once; its shards are emptied, and kept where they say what went wrong."""
    with transaction.atomic():
        active = Recalculation.objects.filter(
            pk=recalculation.pk, state__in=(State.RUNNING, State.WAITING)
        )
        if not active.update(state=state, ended_at=now, leased_until=None, **outcome):
            return
        if state == State.FAILED:
            recalculation.shards.update(payload=None)
        else:
            recalculation.shards.all().delete()


def wanted_hash(present: Sequence[Inputs]) -> str:
    """Of all inputs, and of the cells that say in which sums they are."""
    return digest(sorted([each.hash, asdict(each.cell)] for each in present))


def shard_risks() -> int:
    """More stale risks than this are shared out."""
    return int(settings.EXPOSURE_SHARD_RISKS)


def _cut(
    company: Company,
    cut: dict[str, Any],
    *,
    waiting: Recalculation | None,
    now: datetime,
) -> Recalculation | None:
    if waiting is None:
        return Recalculation.objects.create(
            company=company, kind=Recalculation.Kind.STALE, requested_at=now, **cut
        )
    still_waiting = Recalculation.objects.filter(pk=waiting.pk, state=State.WAITING)
    if not still_waiting.update(**cut):
        return None
    waiting.refresh_from_db()
    return waiting


def _shards(recalculation: Recalculation, present: Sequence[Inputs]) -> list[RunShard]:
    size = shard_risks()
    return [
        RunShard(
            recalculation=recalculation,
            number=number,
            members=[
                [each.assumptions.pk, each.linked and each.linked.pk]
                for each in present[first : first + size]
            ],
        )
        for number, first in enumerate(range(0, len(present), size), 1)
    ]


def _send_overdue(recalculation: Recalculation, *, send: Send) -> None:
    overdue = RunShard.objects.filter(recalculation=recalculation).overdue()
    for shard_id in list(overdue.order_by("number").values_list("pk", flat=True)):
        queued = RunShard.objects.filter(pk=shard_id).overdue()
        if not queued.update(claim_token=None, leased_until=Now() + LEASE):
            continue
        try:
            send(shard_id)
        except Exception as error:
            log.warning("shard %s not sent, the next look does: %s", shard_id, error)
            RunShard.objects.filter(pk=shard_id, claim_token=None).update(
                leased_until=None
            )
            return


def _sum(recalculation: Recalculation, *, now: datetime) -> None:
    company, day = recalculation.company, recalculation.valuation_date
    assert day, "a recalculation that was cut has its day"
    present = present_inputs(company, today=day)
    findings = [
        each
        for found in recalculation.shards.order_by("number").values_list("findings")
        for each in found[0]
    ]
    if wanted_hash(present) != recalculation.wanted:
        end(recalculation, State.SUPERSEDED, now=now, findings=findings)
        return
    doubtful = {each["risk"] for each in findings}
    sound = [each for each in present if each.risk.pk not in doubtful]
    summed = _summed(recalculation, present, sound=sound, now=now)
    findings += summed.findings
    differs = any(each["what"] == NOT_REPRODUCED for each in findings)
    state = State.DIFFERS if differs else State.DONE
    end(recalculation, state, now=now, findings=findings, sums=summed.runs, failure="")


def _summed(
    recalculation: Recalculation,
    present: Sequence[Inputs],
    *,
    sound: Sequence[Inputs],
    now: datetime,
) -> Summed:
    company, pricer, store = recalculation.company, Pricer(), Store(now=now)
    snapshots = snapshots_of(company, sound)
    wanted = wanted_sums(present, scopes=people_by_scope())
    sums = without_failed(wanted, present=present, priced=snapshots)
    missing = stale_sums(company, sums, store=store)
    full = recalculation.kind == Recalculation.Kind.FULL
    return store_sums(
        company,
        sums if full else missing,
        parcels=lambda: parcels(recalculation),
        snapshots=snapshots,
        pricer=pricer,
        store=store,
    )


def snapshots_of(company: Company, members: Sequence[Inputs]) -> dict[str, int]:
    """By input hash, the key of the snapshot; without those that have none."""
    current_exposures = current_exposures_of(company)
    found = {}
    for inputs in members:
        rests_on, snapshot = current_exposures.get(inputs.risk.pk, ("", 0))
        if rests_on == inputs.hash:
            found[inputs.hash] = snapshot
    return found
