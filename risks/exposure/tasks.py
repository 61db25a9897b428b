from celery import shared_task

from risks.clock import now
from risks.exposure import operations


@shared_task(name="exposure.recalculate_stale")
def recalculate_stale() -> None:
    operations.recalculate_stale(now=now(), send=price_shard.delay)


@shared_task(name="exposure.price_shard", expires=110)
def price_shard(shard_id: int) -> None:
    operations.price_shard(shard_id, now=now())
