"""Peak memory over import, of one register priced in a process of its own."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.registers import event_register, mixed_register
from risks.engine.exposure.portfolio.register import Register, price_register

REGISTERS: Mapping[str, Callable[[], Register]] = {
    "events": event_register,
    "mixed": mixed_register,
}


def peak_megabytes(register: str) -> float:
    """Over what the imports take."""
    command = [sys.executable, "-m", "benchmarks.memory", register]
    finished = subprocess.run(command, capture_output=True, check=True, text=True)
    return float(finished.stdout)


def _resident() -> float:
    """The high-water mark in megabytes.

    Not ru_maxrss, which a process started by a larger one inherits from it.
    """
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError("this system does not tell its memory's high-water mark")
    return int(found[1]) / 1024


def _measure(register: str) -> None:
    imported = _resident()
    priced = price_register(REGISTERS[register]())
    sys.stdout.write(f"{_resident() - imported:.1f}")
    del priced


if __name__ == "__main__":
    _measure(sys.argv[1])
