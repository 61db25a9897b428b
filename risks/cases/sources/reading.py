"""Dockets from a file of whichever format it is in."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from pathlib import Path

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.json_docket import read_json
from risks.cases.sources.notice import read_notice
from risks.cases.sources.pacer import read_pacer
from risks.cases.sources.rss import read_rss
from risks.cases.sources.sheet import read_csv, read_xlsx
from risks.engine.courts import UnknownCourt, court

MOST_BYTES = 25 * 1024 * 1024
AUTO, JSON, PACER = "auto", "json", "pacer"
RSS, NOTICE, CSV, XLSX = "rss", "notice", "csv", "xlsx"
# Each reader takes the file's bytes and the court that it should be of.
READERS: dict[str, Callable[[bytes, str], tuple[Docket, ...]]] = {
    JSON: lambda raw, _court: (read_json(_utf8(raw)),),
    PACER: lambda raw, court_id: (read_pacer(mixed(raw), court_id=court_id),),
    RSS: lambda raw, court_id: read_rss(mixed(raw), court_id=court_id),
    NOTICE: lambda raw, court_id: read_notice(mixed(raw), court_id=court_id),
    CSV: lambda raw, court_id: read_csv(mixed(raw), court_id=court_id),
    XLSX: lambda raw, court_id: read_xlsx(raw, court_id=court_id),
}
FORMATS = (AUTO, *READERS)
# Formats that their first letters do not tell.
_SUFFIXES = {".eml": NOTICE, ".csv": CSV, ".xlsx": XLSX}


def read_dockets(
    path: Path,
    *,
    court_id: str,
    format: str = AUTO,  # noqa: A002 (the option of the same name)
) -> tuple[Docket, ...]:
    """At least one; raises SourceRefused, one line, for what is none of this court."""
    try:
        court(court_id)
    except UnknownCourt as error:
        raise SourceRefused(f"court: {error}") from error
    if format not in FORMATS:
        raise SourceRefused(f"format: {format!r} is not one of {', '.join(FORMATS)}")
    raw = _bytes(path)
    dockets = READERS[format if format != AUTO else _format(path, raw)](raw, court_id)
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


def _utf8(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceRefused(f"line {line}: JSON is UTF-8, and this is not") from error


def mixed(raw: bytes) -> str:
    """A saved page: UTF-8 line by line, else as Windows wrote it."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "".join(map(_line, raw.splitlines(keepends=True)))
    if "\0" in text:
        raise SourceRefused("is not a docket: it holds binary data")
    return text


def _line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
