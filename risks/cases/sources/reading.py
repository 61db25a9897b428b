"""Dockets from a file of whichever format it is in."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from risks.cases.sources.decoding import mixed, utf8
from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.json_docket import read_json
from risks.cases.sources.room import ReadingRoom
from risks.cases.sources.sheet import read_csv, read_sheet
from risks.engine.courts import UnknownCourt, court

MOST_BYTES = 25 * 1024 * 1024
AUTO, JSON, PACER = "auto", "json", "pacer"
RSS, NOTICE, CSV, XLSX = "rss", "notice", "csv", "xlsx"
Reader = Callable[[bytes, str, ReadingRoom], tuple[Docket, ...]]
# Each reader takes the file's bytes, the court that it should be of, and the room for
# what is parsed by other people's code. JSON and CSV stay here: the standard library
# reads them in a few seconds and a few times their size, at most 25 MB.
READERS: dict[str, Reader] = {
    JSON: lambda raw, _court, _room: (read_json(utf8(raw)),),
    PACER: lambda raw, court_id, room: room.dockets(PACER, raw, court_id=court_id),
    RSS: lambda raw, court_id, room: room.dockets(RSS, raw, court_id=court_id),
    NOTICE: lambda raw, court_id, room: room.dockets(NOTICE, raw, court_id=court_id),
    CSV: lambda raw, court_id, _room: read_csv(mixed(raw), court_id=court_id),
    XLSX: lambda raw, court_id, room: read_sheet(room.rows(raw), court_id=court_id),
}
FORMATS = (AUTO, *READERS)
# Formats that their first letters do not tell.
_SUFFIXES = {".eml": NOTICE, ".csv": CSV, ".xlsx": XLSX}


def read_dockets(
    path: Path,
    *,
    court_id: str,
    format: str = AUTO,  # noqa: A002 (the option of the same name)
    room: ReadingRoom | None = None,
) -> tuple[Docket, ...]:
    """At least one; raises SourceRefused, one line, for what is none of this court.

    Who reads many files keeps a room open for them all.
    """
    try:
        court(court_id)
    except UnknownCourt as error:
        raise SourceRefused(f"court: {error}") from error
    if format not in FORMATS:
        raise SourceRefused(f"format: {format!r} is not one of {', '.join(FORMATS)}")
    raw = _bytes(path)
    reader = READERS[format if format != AUTO else _format(path, raw)]
    with nullcontext(room) if room else ReadingRoom() as kept:
        dockets = reader(raw, court_id, kept)
    for docket in dockets:
        if docket.court_id != court_id:
            raise SourceRefused(
                f"court: the file is a docket of {docket.court_id}, not of {court_id}"
            )
    return dockets


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise SourceRefused("there is no such file")
        if not path.is_file():
            raise SourceRefused("is not a file")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SourceRefused(
                f"is {size / 2**20:.0f} MB; a docket has at most {MOST_BYTES >> 20} MB"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise SourceRefused(f"cannot be read: {error.strerror}") from error
    if not raw.strip():
        raise SourceRefused("is empty")
    return raw


def _format(path: Path, raw: bytes) -> str:
    if path.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[path.suffix.lower()]
    start = mixed(raw[:2000]).lstrip()
    if start[:1] in "{[":
        return JSON
    if start[:1] == "<":
        return RSS if "<rss" in start.lower() else PACER
    raise SourceRefused(
        "is neither a docket page (HTML) nor a docket in JSON, a court's RSS feed, or "
        "a file named .eml, .csv or .xlsx"
    )
