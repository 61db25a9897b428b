"""Many risks in one process: each priced, measured, added to the sum and forgotten."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.registers import TERMS, event
from risks.engine.exposure.portfolio.metrics import measure
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.engine.exposure.portfolio.valuation import value_risk
from risks.engine.exposure.sampling.losses import Losses


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    risks: int
    wall: float  # seconds
    cpu: float  # seconds
    hash: str


def runs(sizes: tuple[int, ...]) -> Iterator[Run]:
    """Of each size in turn, warm before the first."""
    _run(risks=1)
    for risks in sizes:
        yield _run(risks=risks)


def _run(*, risks: int) -> Run:
    wall, cpu = time.perf_counter(), time.process_time()
    total = np.zeros(TERMS.trials)
    for number in range(risks):
        value_risk(event(number), terms=TERMS).losses.add_to(total)
    losses = Losses.of(total)
    measure(losses, capacity=TERMS.capacity)
    return Run(
        risks=risks,
        wall=time.perf_counter() - wall,
        cpu=time.process_time() - cpu,
        hash=loss_hash(losses),
    )
