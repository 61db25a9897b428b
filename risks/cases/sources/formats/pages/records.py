"""Convert what juriscraper read of a docket to the values of `docket`."""

from collections.abc import Mapping
from datetime import date, datetime
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
from risks.cases.sources.formats.scraping import cut
from risks.engine.sentences import sources

NO_TEXT = "(no text on the docket)"


def docket_of(
    found: Mapping[str, Any],
    *,
    court_id: str,
    source: Source = Source.PACER,
    source_detail: str = "",
) -> Docket:
    """Return the docket; raises SourceRefused for an entry without a possible date."""
    number = cut(found["docket_number"], 60)
    return Docket(
        source=source,
        court_id=court_id,
        docket_number=number,
        caption=cut(found["case_name"], 300) or number,
        judge=cut(found.get("assigned_to_str"), 200),
        cause=cut(found.get("cause"), 200),
        nature_of_suit=cut(found.get("nature_of_suit"), 200),
        filed_date=_day(found.get("date_filed")),
        terminated_date=_day(found.get("date_terminated")),
        parties=tuple(_party(row) for row in found.get("parties") or ()),
        entries=tuple(
            _entry(row, index, source_detail=source_detail)
            for index, row in enumerate(found["docket_entries"])
        ),
    )


def _entry(row: Mapping[str, Any], index: int, *, source_detail: str) -> Entry:
    filed = _day(row.get("date_filed")) or _day(row.get("date_entered"))
    if filed is None or not FIRST_DATE <= filed <= LAST_DATE:
        raise SourceRefused(sources.ENTRY_WITHOUT_DATE(number=index + 1))
    text = row.get("description") or row.get("short_description")
    return Entry(
        filed_date=filed,
        entered_date=_day(row.get("date_entered")),
        number=cut(row.get("document_number"), 20),
        text=cut(text, 200_000) or NO_TEXT,
        source_detail=source_detail,
        pacer_doc_id=cut(row.get("pacer_doc_id"), 40),
        pacer_seq_no=cut(row.get("pacer_seq_no"), 40),
    )


def _day(value: object) -> date | None:
    """Return the day of what some reports give as a moment, in the court's time."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


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
