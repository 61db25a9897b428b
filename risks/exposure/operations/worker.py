"""The process that holds a lease, and whether it has ended.

Only a process of the same machine can be looked at; of any other a lease tells how long
it may be waited for.
"""

import re
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROC = Path("/proc")
STATE, STARTED = 0, 19  # places of these after the name in brackets, proc(5)
ENDED = frozenset({"Z", "X"})
WRITTEN = re.compile(
    r"^(?P<machine>\S+) process (?P<pid>\d+) started (?P<started>\d+) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process, told from a later one with the same number by when it started."""

    machine: str  # its name, start and namespace of processes
    pid: int
    started: str  # ticks since the machine started; "0" where that is unknown

    @classmethod
    def of(cls, pid: int) -> "Worker":
        """Return a process of this machine."""
        fields = _fields(pid)
        started = fields[STARTED] if fields else "0"
        return cls(machine=_machine(), pid=pid, started=started)

    @classmethod
    def written(cls, holder: str) -> "Worker | None":
        """Return the process that wrote its name at the start of a text."""
        found = WRITTEN.match(holder)
        if found is None:
            return None
        return cls(
            machine=found["machine"], pid=int(found["pid"]), started=found["started"]
        )

    def __str__(self) -> str:
        return f"{self.machine} process {self.pid} started {self.started}"

    @property
    def is_gone(self) -> bool:
        """Say whether it was a process of this machine that has ended."""
        if self.machine != _machine() or self.started == "0":
            return False
        fields = _fields(self.pid)
        return not fields or fields[STATE] in ENDED or fields[STARTED] != self.started


@cache
def _machine() -> str:
    """Return what tells this machine's processes from those of any other."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()[:8]
        namespace = str((PROC / "self/ns/pid").readlink())
    except OSError:
        boot, namespace = "unknown", "0"
    return f"{socket.gethostname()[:60]}/{boot}/{namespace}"


def _fields(pid: int) -> list[str]:
    """Return what the kernel says of a process; nothing where it is gone."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()
