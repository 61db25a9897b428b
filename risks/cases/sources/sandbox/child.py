"""Parse foreign files in a separate process: `-m …sandbox.child SECONDS MIB`.

`sandbox` runs it. For each file, stdin has a line of JSON with the parser and the size,
then the file; stdout gets one line of JSON with the result or the refusal. The process
has no Django, no database and no secret.
"""

import errno
import json
import math
import os
import resource
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.decoding import mixed, utf8
from risks.cases.sources.formats.notices.notice import read_notice
from risks.cases.sources.formats.pages.appellate import read_acms
from risks.cases.sources.formats.pages.court_page import read_report
from risks.cases.sources.formats.rss import read_rss
from risks.cases.sources.formats.workbook import read_rows
from risks.cases.sources.sandbox.wire import plain

MEBIBYTE = 2**20
OUT_OF_MEMORY = errno.ENOMEM
# The formats that libraries parse; JSON and CSV are read outside, see `read_file`.
PARSERS: dict[str, Callable[[bytes, str], Any]] = {
    "pacer": lambda raw, court_id: read_report(raw, court_id=court_id),
    "acms": lambda raw, court_id: (read_acms(utf8(raw), court_id=court_id),),
    "rss": lambda raw, court_id: read_rss(mixed(raw), court_id=court_id),
    "notice": lambda raw, court_id: read_notice(raw, court_id=court_id),
    "xlsx": lambda raw, _court: read_rows(raw),
}
_BARRED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.sys")


def main(seconds: str, mebibytes: str) -> None:
    """Answer until stdin ends; exit with code 12 if a file needs too much memory."""
    asked, answers = sys.stdin.buffer, _only_answers()
    _limit(int(mebibytes) * MEBIBYTE)
    while line := asked.readline():
        _limit_time(math.ceil(float(seconds)))
        try:
            answer = _answer(json.loads(line), asked)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        answers.write(answer + b"\n")
        answers.flush()


def _answer(about: dict[str, Any], asked: BinaryIO) -> bytes:
    raw = asked.read(about["bytes"])
    try:
        read = PARSERS[about["parser"]](raw, about["court_id"])
        answer = {"read": plain(read)}
    except SourceRefused as refused:
        answer = {"refused": refused.message, "path": refused.path}
    return json.dumps(answer).encode()


def _only_answers() -> BinaryIO:
    """Return stdout for answers, and send what libraries print nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return answers


def _limit(most_bytes: int) -> None:
    _lower(resource.RLIMIT_AS, most_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    # No file can be written.
    _lower(resource.RLIMIT_FSIZE, 0)
    sys.addaudithook(_bar)


def _limit_time(seconds: int) -> None:
    """Limit the time for the next file, in case the parent no longer does."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def _lower(limit: int, most: int) -> None:
    _, hard = resource.getrlimit(limit)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (soft, hard))


def _bar(event: str, _arguments: object) -> None:
    """Refuse network access and new processes that Python code asks for."""
    if event.startswith(_BARRED):
        raise PermissionError(f"{event}: whoever parses foreign bytes does not")


if __name__ == "__main__":
    main(*sys.argv[1:])
