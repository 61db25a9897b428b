"""CPU seconds: what the machine did, whoever else was on it."""

import time
from collections.abc import Callable
from statistics import median


def cpu_seconds(work: Callable[[], object], *, times: int) -> float:
    """The median of some runs, after one that is not counted."""
    work()
    return median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
