"""Waiting for real processes."""

import os
import time
from collections.abc import Callable, Iterable

# For a busy machine: how long something takes is no promise of these tests.
PATIENCE_SECONDS = 300


def eventually(holds: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def are_gone(pids: Iterable[int]) -> bool:
    """A killed process takes a moment to end."""
    return eventually(lambda: not any(is_alive(pid) for pid in pids))


def is_alive(pid: int) -> bool:
    """A zombie that nobody has reaped yet is dead."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as status:  # noqa: PTH123
            return status.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False
