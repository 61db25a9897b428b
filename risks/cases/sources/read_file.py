"""Read dockets from a file in any supported format."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from risks.cases.sources.docket import Docket, ReadItem, SourceRefused
from risks.cases.sources.formats.decoding import mixed, utf8
from risks.cases.sources.formats.feed import cut_feed
from risks.cases.sources.formats.json_docket import read_json
from risks.cases.sources.formats.other_files import is_workbook, refuse_other_bytes
from risks.cases.sources.formats.sheet import read_csv, read_sheet
from risks.cases.sources.sandbox.sandbox import Sandbox
from risks.engine.sentences import sources
from risks.engine.time.courts import UnknownCourt, court

MOST_BYTES = 25 * 1024 * 1024
AUTO, JSON, PACER, ACMS = "auto", "json", "pacer", "acms"
RSS, NOTICE, CSV, XLSX = "rss", "notice", "csv", "xlsx"
Reader = Callable[[bytes, str, Sandbox], tuple[Docket, ...]]
# Each reader takes the file's bytes, the expected court and the sandbox, in which
# libraries parse. JSON and CSV need none: the standard library reads them in a few
# seconds and with a few times their size in memory, at most 25 MB.
READERS: dict[str, Reader] = {
    JSON: lambda raw, _court, _sandbox: (read_json(utf8(raw)),),
    PACER: lambda raw, court_id, sandbox: sandbox.dockets(
        PACER, raw, court_id=court_id
    ),
    ACMS: lambda raw, court_id, sandbox: sandbox.dockets(ACMS, raw, court_id=court_id),
    NOTICE: lambda raw, court_id, sandbox: sandbox.dockets(
        NOTICE, raw, court_id=court_id
    ),
    CSV: lambda raw, court_id, _sandbox: read_csv(mixed(raw), court_id=court_id),
    XLSX: lambda raw, court_id, sandbox: read_sheet(
        sandbox.rows(raw), court_id=court_id
    ),
}
FORMATS = (AUTO, *READERS, RSS)
_JSON = re.compile(r"\{|\[\s*([\[{\"\]\d-]|$)")
_MAIL_HEADER = re.compile(r"[A-Z][A-Za-z-]{1,40}: ?\S.*\r?\n[A-Z\s]")
_WEB_ARCHIVE = re.compile(r"^(Snapshot-)?Content-Location:", re.MULTILINE)
# Formats that are recognised by the file's name.
_SUFFIXES = {".eml": NOTICE, ".csv": CSV, ".xlsx": XLSX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file holds: dockets, or for a feed the items that may be followed here."""

    dockets: tuple[Docket, ...] = ()
    # None: the file is no feed.
    feed: tuple[ReadItem, ...] | None = None
    # Items of a feed that were left out because their docket is not followed.
    others: int = 0


def read_dockets(
    path: Path,
    *,
    court_id: str,
    sandbox: Sandbox,
    format: str = AUTO,  # noqa: A002 (the option of the same name)
    followed: Collection[str] | None = None,
) -> Reading:
    """Read a file; raises SourceRefused, in one line, if it is not the court's.

    With `followed`, only the entries of a feed that may belong to these docket numbers,
    or that name none, are read.
    """
    try:
        court(court_id)
    except UnknownCourt as error:
        raise SourceRefused(sources.COURT(problem=error)) from error
    if format not in FORMATS:
        raise SourceRefused(
            sources.NO_SUCH_FORMAT(format=repr(format), formats=", ".join(FORMATS))
        )
    raw = _bytes(path)
    refuse_other_bytes(raw)
    chosen = format if format != AUTO else _format(path, raw)
    if chosen == RSS:
        return _feed(raw, court_id=court_id, followed=followed, sandbox=sandbox)
    dockets = READERS[chosen](raw, court_id, sandbox)
    for docket in dockets:
        if docket.court_id != court_id:
            raise SourceRefused(
                sources.OF_COURT(court=docket.court_id, expected=court_id)
            )
    return Reading(dockets=dockets)


def _feed(
    raw: bytes, *, court_id: str, followed: Collection[str] | None, sandbox: Sandbox
) -> Reading:
    """Read a feed, after dropping the entries of other dockets."""
    feed = cut_feed(mixed(raw), court_id=court_id)
    kept = feed if followed is None else feed.of(followed)
    read = sandbox.feed_items(kept.written().encode(), court_id=court_id)
    return Reading(feed=read, others=feed.items() - kept.items())


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise SourceRefused(sources.NO_FILE())
        if not path.is_file():
            raise SourceRefused(sources.NOT_A_FILE())
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SourceRefused(
                sources.TOO_LARGE(size=f"{size / 2**20:.0f}", most=MOST_BYTES >> 20)
            )
        raw = path.read_bytes()
    except OSError as error:
        raise SourceRefused(sources.NOT_READABLE(why=error.strerror)) from error
    if not raw.strip():
        raise SourceRefused(sources.EMPTY())
    return raw


def _format(path: Path, raw: bytes) -> str:
    if path.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[path.suffix.lower()]
    if is_workbook(raw):
        return XLSX
    start = mixed(raw[:2000]).lstrip()
    if _JSON.match(start):
        return ACMS if b'"caseDetails"' in raw else JSON
    # A mail program's banner may stand before a page that came by mail.
    if start[:1] == "<" or "<html" in start.lower():
        return RSS if "<rss" in start.lower() else PACER
    if _MAIL_HEADER.match(start):
        return PACER if _WEB_ARCHIVE.search(start) else NOTICE
    raise SourceRefused(sources.NO_DOCKET_FILE())
