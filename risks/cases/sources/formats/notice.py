"""Read a court's notice of electronic filing, which may name several dockets.

Its link opens a document once, free of charge, for those who were served. It is never
requested and never stored.
"""

from collections.abc import Mapping
from datetime import date
from email import message_from_string, policy
from typing import Any

from risks.cases.sources.docket import Docket, Entry, Source, SourceRefused
from risks.cases.sources.formats.scraping import HOST, cut, scraping
from risks.engine.time.courts import UnknownCourt, court

_MARK = "Notice of Electronic Filing"


def read_notice(message: str, *, court_id: str = "") -> tuple[Docket, ...]:
    """Read the dockets of a notice; raises SourceRefused if it is no such mail.

    Without `court_id` the court is the one in the mail's own links.
    """
    seen = sorted({host.lower() for host in HOST.findall(_body(message))})
    if not seen:
        raise SourceRefused("is not a notice of electronic filing: it names no court")
    if len(seen) > 1 or (court_id and seen != [court_id]):
        raise SourceRefused(
            f"court: the notice is of {' and '.join(seen)}"
            + (f", not of {court_id}" if court_id else "; a notice is of one court")
        )
    try:
        tribunal = court(seen[0])
    except UnknownCourt as error:
        raise SourceRefused(f"court: {error}") from error
    found = _parse(message, court_id=tribunal.id)
    dockets = tuple(_docket(one, tribunal.id) for one in found.get("dockets") or ())
    if not dockets:
        raise SourceRefused("is not a notice of electronic filing: it names no docket")
    return dockets


def _body(message: str) -> str:
    """Return the decoded text of the mail."""
    parsed = message_from_string(message, policy=policy.default)
    part = parsed.get_body(preferencelist=("html", "plain"))
    return str(part.get_content()) if part else ""


def _parse(message: str, *, court_id: str) -> Mapping[str, Any]:
    with scraping("is not a notice of electronic filing"):
        # Imported here because it is slow to load.
        from juriscraper.pacer.email import S3NotificationEmail  # noqa: PLC0415

        notice = S3NotificationEmail(court_id)
        notice._parse_text(message)
        return dict(notice.data)


def _docket(found: Mapping[str, Any], court_id: str) -> Docket:
    number = cut(found["docket_number"], 60)
    if not number:
        raise SourceRefused("docket_number: the notice names none")
    return Docket(
        source=Source.NOTICE,
        court_id=court_id,
        docket_number=number,
        caption=cut(found["case_name"], 300) or number,
        entries=tuple(_entry(row) for row in found["docket_entries"]),
    )


def _entry(row: Mapping[str, Any]) -> Entry:
    filed = row["date_filed"]
    if not isinstance(filed, date):
        raise SourceRefused("filed on: the notice gives no date")
    return Entry(
        filed_date=filed,
        number=cut(row["document_number"], 20),
        text=cut(row["description"] or row["short_description"], 200_000)
        or "(no text in the notice)",
        source_detail=_MARK,
        pacer_doc_id=cut(row["pacer_doc_id"], 40),
        pacer_seq_no=cut(row["pacer_seq_no"], 40),
    )
