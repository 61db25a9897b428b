"""A process with Django loaded that forks the programs: a restart costs nothing.

`python -m tests.chaos.processes.fork_server` reads one JSON line for each program and
answers with its process id. When it ends, so do they.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

from tests.chaos.processes.installation import Part, part_of
from tests.place import ROOT

PR_SET_PDEATHSIG = 1


class Nursery:
    """The conductor's side."""

    def __init__(self, *, database_url: str, folder: Path) -> None:
        self._lock = threading.Lock()
        self._log = (folder / "nursery.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.chaos.processes.fork_server"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": database_url,
                "WATCHBRIEF_VAR": str(folder),
                "DJANGO_SETTINGS_MODULE": "tracker.settings",
                "MAIL_FOLDER": "",
                "SMTP_HOST": "127.0.0.1",
                "WATCHBRIEF_PRODUCTION": "",
                "DEMO_CLOCK_OFFSET": "0",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    def start(self, part: Part) -> int:
        line = json.dumps(part.message()).encode() + b"\n"
        with self._lock:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(line)
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._log.close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    django.setup()
    # They import models, which are there only now.
    programs = import_module("tests.chaos.processes.programs")
    programs.load()
    # Nobody waits for the children: the kernel buries them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.buffer.readline, b""):
        pid = os.fork()
        if pid == 0:
            part = part_of(json.loads(line))
            _leave_home(part.world.path(f"{part.name}.log"))
            _live(part, programs.run)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _leave_home(log: Path) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for target, source in ((0, nothing), (1, output), (2, output)):
        os.dup2(source, target)


def _live(part: Part, run: Callable[[Part], None]) -> None:
    try:
        run(part)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
