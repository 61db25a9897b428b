"""Many risks over several processes, which hand back the totals of their shards."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from benchmarks.registers import TERMS, event
from risks.engine.exposure.portfolio.metrics import measure
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.portfolio.valuation import value_risk
from risks.engine.exposure.sampling.losses import Losses

SHARD = 250  # risks

Total = NDArray[np.int64]
"""Cents by trial: whole, so that shards may come in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    risks: int
    workers: int
    wall: float  # seconds
    cpu: float  # seconds of all workers and of their sum
    hash: str
    p95: float  # currency units


def runs(sizes: tuple[int, ...], *, workers: int) -> Iterator[Run]:
    """Of each size in turn; the processes are there and warm before the first."""
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        list(pool.map(shard, [0] * workers, [1] * workers))
        for risks in sizes:
            yield _run(pool, risks=risks, workers=workers)


def shard(first: int, risks: int) -> tuple[Total, float]:
    """Each risk priced, measured and forgotten: the total, and its CPU seconds."""
    start = time.process_time()
    total = np.zeros(TERMS.trials)
    for number in range(first, first + risks):
        value_risk(event(number), terms=TERMS).losses.add_to(total)
    return total.astype(np.int64), time.process_time() - start


def _run(pool: ProcessPoolExecutor, *, risks: int, workers: int) -> Run:
    wall, cpu = time.perf_counter(), time.process_time()
    firsts = range(0, risks, SHARD)
    sizes = [min(SHARD, risks - first) for first in firsts]
    total, spent = np.zeros(TERMS.trials, dtype=np.int64), 0.0
    for cents, seconds in pool.map(shard, firsts, sizes):
        total += cents
        spent += seconds
    losses = Losses.of(total.astype(np.float64))
    metrics = measure(losses, capacity=TERMS.capacity)
    return Run(
        risks=risks,
        workers=workers,
        wall=time.perf_counter() - wall,
        cpu=spent + time.process_time() - cpu,
        hash=loss_hash(losses),
        p95=metrics.p95,
    )
