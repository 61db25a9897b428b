"""Where foreign bytes are parsed: in a process of their own, with limits."""

import json
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.formats.workbook import Rows
from risks.cases.sources.sandbox.child import OUT_OF_MEMORY
from risks.cases.sources.sandbox.wire import rebuilt

SECONDS = 30
MEBIBYTES = 512
# What is written in Rust or C++ aborts when it gets no memory.
_NO_MEMORY = (OUT_OF_MEMORY, -signal.SIGABRT)
# More than this is no answer.
MOST_ANSWER = 256 * 2**20
# A child that has read this much is relieved, for its memory is in pieces.
MOST_READ = 25 * 2**20
ROOT = Path(__file__).resolve().parents[4]

Child = subprocess.Popen[bytes]


@dataclass(kw_only=True)
class Sandbox:
    """One child for many files, for it takes a second to learn to read.

    It starts with the first file and ends with the room. A file that costs it its life
    is refused, and the next file gets another child.
    """

    seconds: float = SECONDS
    mebibytes: int = MEBIBYTES
    program: str = "risks.cases.sources.sandbox.child"
    _child: Child | None = field(default=None, init=False)
    _bytes_read: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._dismiss()

    def dockets(
        self, parser: str, raw: bytes, *, court_id: str = ""
    ) -> tuple[Docket, ...]:
        """Raises SourceRefused."""
        dockets: tuple[Docket, ...] = self._read(
            tuple[Docket, ...], parser, raw, court_id=court_id
        )
        return dockets

    def rows(self, raw: bytes) -> Rows:
        """Of a workbook; raises SourceRefused."""
        rows = self._read(tuple[tuple[str, ...], ...], "xlsx", raw)
        return [list(row) for row in rows]

    def _read(self, kind: Any, parser: str, raw: bytes, *, court_id: str = "") -> Any:
        about = {"parser": parser, "court_id": court_id, "bytes": len(raw)}
        answer = self._ask(json.dumps(about).encode() + b"\n" + raw)
        try:
            told = json.loads(answer)
            refusal = _refusal(told) if "refused" in told else None
            read = None if refusal else rebuilt(kind, told["read"])
        except (ValueError, TypeError, KeyError, RecursionError):
            self._dismiss()
            raise SourceRefused(
                "could not be read: its reader answered nonsense"
            ) from None
        if refusal:
            raise refusal
        return read

    def _ask(self, asked: bytes) -> bytes:
        """One line; raises SourceRefused when the child ends before it is whole."""
        child = self._kept() or self._start()
        late = threading.Event()
        timer = threading.Timer(self.seconds, _kill, (child, late))
        timer.start()
        answer = _exchange(child, asked)
        timer.cancel()
        timer.join()
        if not answer.endswith(b"\n"):
            raise SourceRefused(self._why(child, late=late.is_set()))
        self._bytes_read += len(asked)
        if late.is_set() or self._bytes_read > MOST_READ:
            self._dismiss()
        return answer

    def _kept(self) -> Child | None:
        if self._child and self._child.poll() is not None:
            self._dismiss()
        return self._child

    def _start(self) -> Child:
        limits = [str(self.seconds), str(self.mebibytes)]
        self._child = subprocess.Popen(
            [sys.executable, "-s", "-m", self.program, *limits],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What it says there may quote a docket, and dockets stay out of logs.
            stderr=subprocess.DEVNULL,
            # No secret of ours; and NumPy, which it hardly uses, starts no threads.
            env={"OPENBLAS_NUM_THREADS": "1"},
        )
        return self._child

    def _why(self, child: Child, *, late: bool) -> str:
        """Of a child that gave no whole answer."""
        # It is ending by itself, or has been killed, or says too much.
        with suppress(subprocess.TimeoutExpired):
            child.wait(1)
        ended = child.returncode
        self._dismiss()
        if late or ended == -signal.SIGXCPU:
            return f"could not be read in {self.seconds:g} s"
        if ended is None:
            return "could not be read: its reader says too much"
        if ended in _NO_MEMORY:
            return f"needs more than {self.mebibytes} MiB to be read"
        how = f"signal {-ended}" if ended < 0 else f"exit {ended}"
        return f"could not be read: its reader ended ({how})"

    def _dismiss(self) -> None:
        child, self._child, self._bytes_read = self._child, None, 0
        if child is None:
            return
        child.kill()
        # Closes its pipes, and waits.
        with suppress(OSError), child:
            pass


def _exchange(child: Child, asked: bytes) -> bytes:
    """What it answers, up to the end of the line or of its life."""
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(asked)
        child.stdin.flush()
        return child.stdout.readline(MOST_ANSWER)
    except OSError:
        return b""


def _kill(child: Child, late: threading.Event) -> None:
    late.set()
    child.kill()


def _refusal(told: Any) -> SourceRefused:
    path = tuple(step for step in told["path"] if isinstance(step, str | int))
    return SourceRefused(rebuilt(str, told["refused"]), path=path)
