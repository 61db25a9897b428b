"""One shard of a recalculation: claimed by one worker, whose totals wait as a row."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from risks.exposure.models import Recalculation, RunShard
from risks.exposure.operations.drawing import Pricer
from risks.exposure.operations.pricing import Batch, price
from risks.exposure.operations.snapshots import Store
from risks.exposure.operations.totals import Parcel, packed, unpacked
from risks.exposure.queries import Inputs, inputs_from
from risks.register.models import Assumptions

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 3


def claim(shard_id: int) -> RunShard | None:
    """None when it is done, gone or another's. The conditional UPDATE decides."""
    token = uuid4()
    running = Recalculation.State.RUNNING
    taken = (
        RunShard.objects.all()
        .claimable()
        .filter(pk=shard_id, recalculation__state=running, attempts__lt=MOST_ATTEMPTS)
        .update(
            claim_token=token,
            leased_until=Now() + LEASE,
            attempts=F("attempts") + 1,
        )
    )
    if not taken:
        return None
    rows = RunShard.objects.select_related("recalculation__company")
    return rows.get(pk=shard_id, claim_token=token)


def work(shard: RunShard, *, now: datetime) -> bool:
    """Price it and leave its totals; whether they were taken."""
    try:
        batch = _price(shard, now=now)
        payload = packed(batch.parcel)
    except Exception as error:
        log.exception("%s failed", shard)
        _give_back(shard, error=type(error).__name__)
        return False
    return _deliver(shard, batch, payload=payload, now=now)


def parcels(recalculation: Recalculation) -> Iterator[Parcel]:
    """One after the other: the totals of all shards need not fit into memory."""
    keys = list(recalculation.shards.order_by("number").values_list("pk", flat=True))
    for key in keys:
        payload = RunShard.objects.values_list("payload", flat=True).get(pk=key)
        yield unpacked(bytes(payload or b""))


def members_of(shard: RunShard) -> list[Inputs]:
    """As the shard names them, on the terms of the recalculation's day."""
    recalculation = shard.recalculation
    keys = {key for pair in shard.members for key in pair if key is not None}
    rows = Assumptions.objects.select_related("risk__entity").in_bulk(keys)
    pairs = [
        (rows[stated], None if linked is None else rows[linked])
        for stated, linked in shard.members
    ]
    assert recalculation.valuation_date, "a recalculation that was cut has its day"
    return inputs_from(recalculation.company, pairs, on=recalculation.valuation_date)


def _price(shard: RunShard, *, now: datetime) -> Batch:
    pricer = Pricer(anew=shard.recalculation.kind == Recalculation.Kind.FULL)
    batch = price(members_of(shard), pricer=pricer, store=Store(now=now))
    pricer.trim()
    return batch


def _deliver(shard: RunShard, batch: Batch, *, payload: bytes, now: datetime) -> bool:
    """A worker that lost its lease meanwhile delivers nothing: its figures are the
    same, and are counted once."""
    with transaction.atomic():
        held = RunShard.objects.filter(
            pk=shard.pk, claim_token=shard.claim_token, done_at=None
        )
        taken = held.update(
            done_at=now,
            priced=batch.priced,
            findings=batch.findings,
            payload=payload,
            error="",
        )
        if taken:
            Recalculation.objects.filter(pk=shard.recalculation_id).update(
                done=F("done") + len(shard.members),
                priced=F("priced") + batch.priced,
            )
    return bool(taken)


def _give_back(shard: RunShard, *, error: str) -> None:
    token: UUID | None = shard.claim_token
    held = RunShard.objects.filter(pk=shard.pk, claim_token=token, done_at=None)
    held.update(claim_token=None, leased_until=None, error=error)
