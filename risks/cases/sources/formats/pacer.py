"""Read a PACER docket page with juriscraper."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any

from risks.cases.sources.docket import (
    FIRST_DATE,
    LAST_DATE,
    Counsel,
    Docket,
    Entry,
    Party,
    Source,
    SourceRefused,
)
from risks.cases.sources.formats.scraping import HOST, cut, scraping
from risks.engine.time.courts import all_courts, court

NO_TEXT = "(no text on the docket)"
_HEADING = re.compile(r"<h3\b[^>]*>(.*?)</h3>", re.IGNORECASE | re.DOTALL)
# Tags that stay open until they are closed. Parsing time grows with the square of
# how many are open at once.
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|param|tbody|"
    r"td|tfoot|th|thead|tr|wbr)\b)[a-z]",
    re.IGNORECASE,
)
MOST_NESTED = 10_000
_TAG = re.compile(r"<[^>]*>")
_ENTRIES_HEADER = re.compile(r"Docket\s+Text", re.IGNORECASE)


def read_pacer(page: str, *, court_id: str) -> Docket:
    """Read a docket page; raises SourceRefused unless it is complete."""
    _refuse_deep_nesting(page)
    _refuse_other_court(page, court_id=court_id)
    found = _parse(page, court_id=court_id)
    if not found or not found.get("docket_number"):
        raise SourceRefused("is not a docket page")
    if "</html>" not in page[-2000:].lower():
        raise SourceRefused("is a truncated page: it does not end; save it again")
    if not found["docket_entries"] and not _ENTRIES_HEADER.search(page):
        raise SourceRefused("is a docket page without its entries; save all of it")
    return Docket(
        source=Source.PACER,
        court_id=court_id,
        docket_number=found["docket_number"],
        caption=cut(found["case_name"], 300) or found["docket_number"],
        judge=cut(found["assigned_to_str"], 200),
        cause=cut(found["cause"], 200),
        nature_of_suit=cut(found["nature_of_suit"], 200),
        filed_date=found["date_filed"],
        terminated_date=found["date_terminated"],
        parties=tuple(_party(row) for row in found["parties"]),
        entries=tuple(
            _entry(row, index) for index, row in enumerate(found["docket_entries"])
        ),
    )


def _parse(page: str, *, court_id: str) -> Mapping[str, Any]:
    with scraping("is not a docket page"):
        # Imported here because it is slow to load.
        from juriscraper.pacer import DocketReport  # noqa: PLC0415

        report = DocketReport(court_id)
        report._parse_text(page)
        return dict(report.data)


def _refuse_deep_nesting(page: str) -> None:
    depth = 0
    for tag in _NESTING.finditer(page):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MOST_NESTED:
            raise SourceRefused("is nested too deeply to be a docket page")


def _refuse_other_court(page: str, *, court_id: str) -> None:
    """Raise SourceRefused if the heading or the links name another court."""
    ours = court(court_id)
    heading = " ".join(_text(found) for found in _HEADING.findall(page)).casefold()
    named = {
        other.id
        for other in all_courts()
        if re.search(rf"\b{re.escape(other.name.casefold())}\b", heading)
    }
    linked = {host.lower() for host in HOST.findall(page)}
    seen = named or linked
    if seen and court_id not in seen:
        raise SourceRefused(
            f"court: the page is of {' and '.join(sorted(seen))}, not of "
            f"{court_id} ({ours.name})"
        )


def _entry(row: Mapping[str, Any], index: int) -> Entry:
    filed = row.get("date_filed") or row.get("date_entered")
    if not isinstance(filed, date) or not FIRST_DATE <= filed <= LAST_DATE:
        raise SourceRefused(f"entry {index + 1} of the page has no possible date")
    return Entry(
        filed_date=filed,
        entered_date=row.get("date_entered"),
        number=cut(row.get("document_number"), 20),
        text=cut(row.get("description"), 200_000) or NO_TEXT,
        pacer_doc_id=cut(row.get("pacer_doc_id"), 40),
        pacer_seq_no=cut(row.get("pacer_seq_no"), 40),
    )


def _party(row: Mapping[str, Any]) -> Party:
    return Party(
        name=cut(row.get("name"), 300) or "(no name on the docket)",
        role=cut(row.get("type"), 80) or "Party",
        extra=cut(row.get("extra_info"), 10_000),
        counsel=tuple(
            Counsel(
                name=cut(lawyer.get("name"), 200),
                roles=cut(", ".join(map(str, lawyer.get("roles", []))), 300),
                contact=cut(lawyer.get("contact"), 10_000),
            )
            for lawyer in row.get("attorneys") or []
            if lawyer.get("name")
        ),
    )


def _text(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())
