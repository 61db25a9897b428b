"""A recompute from its shards to its sums, by whichever workers are there.

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
from risks.exposure.models import Recompute, RunShard
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
State = Recompute.State
SUM_LEASE = timedelta(minutes=10)


def request_full_recompute(
    company: Company, *, by: Person | None, now: datetime
) -> Recompute:
    """Everything anew at the next look; the one that waits already is returned."""
    recompute, _ = Recompute.objects.get_or_create(
        company=company,
        state=State.WAITING,
        defaults={
            "kind": Recompute.Kind.FULL,
            "requested_by": by,
            "requested_at": now,
        },
    )
    return recompute


def start(
    company: Company,
    present: Sequence[Inputs],
    *,
    now: datetime,
    waiting: Recompute | None = None,
) -> Recompute | None:
    """Cut it into shards; None when another process was first."""
    cut = {
        "state": State.RUNNING,
        "wanted": wanted_hash(present),
        "valuation_date": present[0].valuation_date if present else now.date(),
        "total": len(present),
    }
    try:
        with transaction.atomic():
            recompute = _cut(company, cut, waiting=waiting, now=now)
            if recompute:
                RunShard.objects.bulk_create(_shards(recompute, present))
    except IntegrityError:
        return None
    return recompute


def look_after(recompute: Recompute, *, send: Send, now: datetime) -> Recompute:
    """Send what was not begun or not ended, sum what is complete, give up at last."""
    exhausted = recompute.shards.all().overdue().filter(attempts__gte=MOST_ATTEMPTS)
    given_up = exhausted.first()
    if given_up:
        why = given_up.error or "its worker ended in the middle"
        text = f"shard {given_up.number}, tried {MOST_ATTEMPTS} times: {why}"
        end(recompute, State.FAILED, failure=text, now=now)
    else:
        _send_overdue(recompute, send=send)
        finish(recompute, now=now)
    recompute.refresh_from_db()
    return recompute


def price_shard(shard_id: int, *, now: datetime) -> None:
    """Whoever ends the last shard sums them all."""
    shard = claim(shard_id)
    if shard and work(shard, now=now):
        finish(shard.recompute, now=now)


def finish(recompute: Recompute, *, now: datetime) -> None:
    """Sum the shards once all are done; of two that try, one does."""
    rows = Recompute.objects.filter(pk=recompute.pk, state=State.RUNNING)
    free = rows.filter(Q(leased_until=None) | Q(leased_until__lt=Now()))
    if RunShard.objects.filter(recompute=recompute).open().exists():
        return
    if free.filter(attempts__gte=MOST_ATTEMPTS).exists():
        why = recompute.failure or "its worker ended while it summed"
        end(recompute, State.FAILED, failure=why, now=now)
        return
    if not free.update(leased_until=Now() + SUM_LEASE, attempts=F("attempts") + 1):
        return
    try:
        _sum(recompute, now=now)
    except Exception as error:
        log.exception("recompute %s not summed", recompute.pk)
        # The kind of fault alone: its text may name a walled risk.
        rows.update(leased_until=None, failure=type(error).__name__)


def end(
    recompute: Recompute, state: Recompute.State, *, now: datetime, **outcome: Any
) -> None:
    """Once; its shards are emptied, and kept where they say what went wrong."""
    with transaction.atomic():
        active = Recompute.objects.filter(
            pk=recompute.pk, state__in=(State.RUNNING, State.WAITING)
        )
        if not active.update(state=state, ended_at=now, leased_until=None, **outcome):
            return
        if state == State.FAILED:
            recompute.shards.update(payload=None)
        else:
            recompute.shards.all().delete()


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
    waiting: Recompute | None,
    now: datetime,
) -> Recompute | None:
    if waiting is None:
        return Recompute.objects.create(
            company=company, kind=Recompute.Kind.STALE, requested_at=now, **cut
        )
    still_waiting = Recompute.objects.filter(pk=waiting.pk, state=State.WAITING)
    if not still_waiting.update(**cut):
        return None
    waiting.refresh_from_db()
    return waiting


def _shards(recompute: Recompute, present: Sequence[Inputs]) -> list[RunShard]:
    size = shard_risks()
    return [
        RunShard(
            recompute=recompute,
            number=number,
            members=[
                [each.assumptions.pk, each.linked and each.linked.pk]
                for each in present[first : first + size]
            ],
        )
        for number, first in enumerate(range(0, len(present), size), 1)
    ]


def _send_overdue(recompute: Recompute, *, send: Send) -> None:
    overdue = RunShard.objects.filter(recompute=recompute).overdue()
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


def _sum(recompute: Recompute, *, now: datetime) -> None:
    company, day = recompute.company, recompute.valuation_date
    assert day, "a recompute that was cut has its day"
    present = present_inputs(company, today=day)
    findings = [
        each
        for found in recompute.shards.order_by("number").values_list("findings")
        for each in found[0]
    ]
    if wanted_hash(present) != recompute.wanted:
        end(recompute, State.SUPERSEDED, now=now, findings=findings)
        return
    doubtful = {each["risk"] for each in findings}
    sound = [each for each in present if each.risk.pk not in doubtful]
    summed = _summed(recompute, present, sound=sound, now=now)
    findings += summed.findings
    differs = any(each["what"] == NOT_REPRODUCED for each in findings)
    state = State.DIFFERS if differs else State.DONE
    end(recompute, state, now=now, findings=findings, sums=summed.runs, failure="")


def _summed(
    recompute: Recompute,
    present: Sequence[Inputs],
    *,
    sound: Sequence[Inputs],
    now: datetime,
) -> Summed:
    company, pricer, store = recompute.company, Pricer(), Store(now=now)
    snapshots = snapshots_of(company, sound)
    wanted = wanted_sums(present, scopes=people_by_scope())
    sums = without_failed(wanted, present=present, priced=snapshots)
    missing = stale_sums(company, sums, store=store)
    full = recompute.kind == Recompute.Kind.FULL
    return store_sums(
        company,
        sums if full else missing,
        parcels=lambda: parcels(recompute),
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
