"""Parse foreign files in a separate process with limits."""

import json
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from risks.cases.sources.docket import Docket, ReadItem, SourceRefused
from risks.cases.sources.formats.workbook import Rows
from risks.cases.sources.sandbox.child import OUT_OF_MEMORY
from risks.cases.sources.sandbox.wire import rebuilt
from risks.engine.sentences import sources

SECONDS = 30
MEBIBYTES = 512
# Code in Rust or C++ aborts when it gets no memory.
_NO_MEMORY = (OUT_OF_MEMORY, -signal.SIGABRT)
# The longest answer that is read.
MOST_ANSWER = 256 * 2**20
# After this many bytes a child is replaced, because its memory is fragmented.
MOST_READ = 25 * 2**20
ROOT = Path(__file__).resolve().parents[4]

Child = subprocess.Popen[bytes]


@dataclass(kw_only=True)
class Sandbox:
    """A child process that parses many files, because it takes a second to start.

    It starts with the first file and ends with the sandbox. A file that ends it is
    refused, and the next file gets another child.
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
        """Return the dockets of a file; raises SourceRefused."""
        dockets: tuple[Docket, ...] = self._read(
            tuple[Docket, ...], parser, raw, court_id=court_id
        )
        return dockets

    def feed_items(self, raw: bytes, *, court_id: str) -> tuple[ReadItem, ...]:
        """Return the entries of a feed; raises SourceRefused."""
        items: tuple[ReadItem, ...] = self._read(
            tuple[ReadItem, ...], "rss", raw, court_id=court_id
        )
        return items

    def rows(self, raw: bytes) -> Rows:
        """Return the rows of a workbook; raises SourceRefused."""
        rows = self._read(tuple[tuple[str, ...], ...], "xlsx", raw)
        return [list(row) for row in rows]

    def _read(self, kind: Any, parser: str, raw: bytes, *, court_id: str = "") -> Any:
        about = {"parser": parser, "court_id": court_id, "bytes": len(raw)}
        answer = self._ask(json.dumps(about).encode() + b"\n" + raw)
        try:
            reply = json.loads(answer)
            refusal = _refusal(reply) if "refused" in reply else None
            read = None if refusal else rebuilt(kind, reply["read"])
        except (ValueError, TypeError, KeyError, RecursionError):
            self._dismiss()
            raise SourceRefused(sources.READER_NONSENSE()) from None
        if refusal:
            raise refusal
        return read

    def _ask(self, asked: bytes) -> bytes:
        """Return one line; raises SourceRefused if the child ends before that."""
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
            # Its errors may quote a docket, which must stay out of logs.
            stderr=subprocess.DEVNULL,
            # No secret is passed on; NumPy, which is hardly used, starts no threads.
            env={"OPENBLAS_NUM_THREADS": "1"},
        )
        return self._child

    def _why(self, child: Child, *, late: bool) -> str:
        """Return why a child gave no complete answer."""
        # It is ending by itself, was killed, or writes too much.
        with suppress(subprocess.TimeoutExpired):
            child.wait(1)
        ended = child.returncode
        self._dismiss()
        if late or ended == -signal.SIGXCPU:
            return sources.READER_LATE(seconds=f"{self.seconds:g}")
        if ended is None:
            return sources.READER_LOUD()
        if ended in _NO_MEMORY:
            return sources.READER_MEMORY(most=self.mebibytes)
        how = f"signal {-ended}" if ended < 0 else f"exit {ended}"
        return sources.READER_ENDED(how=how)

    def _dismiss(self) -> None:
        child, self._child, self._bytes_read = self._child, None, 0
        if child is None:
            return
        child.kill()
        # Close its pipes, and wait for it.
        with suppress(OSError), child:
            pass


def _exchange(child: Child, asked: bytes) -> bytes:
    """Return the answer, up to the end of the line or of the process."""
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


def _refusal(reply: Any) -> SourceRefused:
    path = tuple(step for step in reply["path"] if isinstance(step, str | int))
    return SourceRefused(rebuilt(str, reply["refused"]), path=path)
