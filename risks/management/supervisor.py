"""Start programs, restart those that end, and stop all of them at the end."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, Self

from risks.management import warden

TURN_SECONDS = 0.1
GRACE_SECONDS = 10.0
FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
# A program that ran this long is healthy, so the count of restarts begins again.
HEALTHY_SECONDS = 60.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

Handler = Callable[[int, FrameType | None], object] | int | signal.Handlers | None


class Stopped(Exception):
    """A signal requested the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A command to run; `log` receives its output (None: it uses ours)."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    log: Path | None = None


@dataclass(slots=True, kw_only=True)
class Running:
    program: Program
    process: subprocess.Popen[bytes]
    started: float
    deaths: int = 0
    restart_at: float | None = None


class Supervisor:
    """A context manager that stops every program it started when it ends."""

    def __init__(self, *, say: Callable[[str], None]) -> None:
        self._say = say
        self._running: dict[str, Running] = {}
        self._signals = 0
        self._handlers: dict[signal.Signals, Handler] = {}

    def __enter__(self) -> Self:
        self._warden = _start_warden()
        for name in SIGNALS:
            # Signals that nohup ignores stay ignored.
            if signal.getsignal(name) is not signal.SIG_IGN or name is signal.SIGINT:
                self._handlers[name] = signal.signal(name, self._note_signal)
        return self

    def __exit__(self, *_error: object) -> None:
        self._signals = 0
        for running in reversed(self._running.values()):
            self._end(running)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        _close_warden(self._warden)

    def start(self, program: Program) -> None:
        """Start a program now and again whenever it ends."""
        self._running[program.name] = self._spawn(program)

    def run(self, program: Program, *, seconds: float) -> int:
        """Run a program to its end while watching the others; return its exit code.

        Raises `TimeoutError` when it takes longer than `seconds`.
        """
        once = self._spawn(program)
        try:
            for _ in self.turns(seconds=seconds, waiting_for=program.name):
                code = once.process.poll()
                if code is not None:
                    return code
        finally:
            self._end(once)
        raise AssertionError("turns() ends by an exception only")

    def turns(self, *, seconds: float, waiting_for: str) -> Iterator[None]:
        """Watch repeatedly; raises `TimeoutError`, or `Stopped` on a signal."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.turn()
            yield
            time.sleep(TURN_SECONDS)
        raise TimeoutError(f"{waiting_for}: not there after {seconds:g} s")

    def turn(self) -> None:
        """Check every program once and restart what ended."""
        if self._signals:
            raise Stopped
        if self._warden.poll() is not None:
            self._replace_warden()
        for running in list(self._running.values()):
            self._look_at(running)

    def _look_at(self, running: Running) -> None:
        now = time.monotonic()
        if running.restart_at is not None:
            if now >= running.restart_at:
                again = self._spawn(running.program, deaths=running.deaths)
                self._running[running.program.name] = again
            return
        code = running.process.poll()
        if code is None:
            return
        self._sweep(running)
        if now - running.started >= HEALTHY_SECONDS:
            running.deaths = 0
        delay = min(FIRST_DELAY_SECONDS * 2**running.deaths, LONGEST_DELAY_SECONDS)
        running.deaths += 1
        running.restart_at = now + delay
        self._say(f"{running.program.name} ended ({_how(code)}); again in {delay:g} s.")

    def _spawn(self, program: Program, *, deaths: int = 0) -> Running:
        with _output(program.log) as output:
            process = subprocess.Popen(
                program.command,
                cwd=program.folder,
                env=dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                # Its own group, which can be killed whole; and a Ctrl-C of the
                # terminal reaches the supervisor only, which stops in order.
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self._tell_warden(f"+{process.pid}")
        return Running(
            program=program, process=process, started=time.monotonic(), deaths=deaths
        )

    def _end(self, running: Running) -> None:
        """Terminate, wait, then kill; a second signal ends the wait."""
        if running.process.poll() is None:
            running.process.terminate()
        end = time.monotonic() + GRACE_SECONDS
        while running.process.poll() is None and time.monotonic() < end:
            if self._signals:
                break
            time.sleep(TURN_SECONDS / 2)
        self._sweep(running)
        running.process.wait()

    def _sweep(self, running: Running) -> None:
        """Kill what is left of its group, such as children of a killed worker."""
        warden.kill_group(running.process.pid)
        self._tell_warden(f"-{running.process.pid}")

    def _tell_warden(self, line: str) -> None:
        pipe: IO[bytes] | None = self._warden.stdin
        # If it has ended, the next turn starts another one with all groups.
        with suppress(BrokenPipeError):
            if pipe is not None:
                pipe.write(f"{line}\n".encode())
                pipe.flush()

    def _replace_warden(self) -> None:
        _close_warden(self._warden)
        self._warden = _start_warden()
        for running in self._running.values():
            if running.restart_at is None:
                self._tell_warden(f"+{running.process.pid}")

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._signals += 1


def _start_warden() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", warden.__file__],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def _close_warden(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()
    process.wait()


def _die_with_parent() -> None:
    """Ask the kernel, in the child, to kill it when its parent ends."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@contextmanager
def _output(log: Path | None) -> Iterator[IO[bytes] | None]:
    if log is None:
        yield None
        return
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        yield file


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"
