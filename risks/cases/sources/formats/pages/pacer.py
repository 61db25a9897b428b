"""Read a docket report or a docket history of a district or bankruptcy court.

The Judicial Panel on Multidistrict Litigation prints its dockets in the same form.
"""

import re
from collections.abc import Mapping
from typing import Any

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.formats.other_files import refuse_other_page
from risks.cases.sources.formats.pages.markup import (
    entries_start,
    has_receipt,
    headings,
    is_history,
    lists_nothing,
    refuse_cut,
)
from risks.cases.sources.formats.pages.records import docket_of
from risks.cases.sources.formats.scraping import scraping
from risks.engine.sentences import sources

# How a docket report is headed: one heading for each docket.
_DOCKET_FOR = re.compile(
    r"(?:DOCKET FOR CASE|Petition|Adversary Proceeding)\s*#:\s*([\w:.-]*\d)",
    re.IGNORECASE,
)
_HISTORY_FOR = re.compile(r"<h2\b[^>]*>\s*History\s*</h2>", re.IGNORECASE)
# What a report says whose dates or numbers match no entry of the case.
_MATCHED_NOTHING = re.compile(
    r"none\s+satisfy\s+the\s+selection\s+criteria|"
    r"proceedings\s+for\s+case\s.{1,50}\sare\s+not\s+available|"
    r"There\s+are\s+no\s+(?:documents|proceedings|docket\s+entries)\b",
    re.IGNORECASE,
)


def read_pacer(page: str, *, court_id: str) -> Docket:
    """Read a docket report; raises SourceRefused unless it is one whole docket."""
    if is_history(page):
        return _read_history(page, court_id=court_id)
    _refuse_other_page_or_several(page)
    found = _parse(page, court_id=court_id)
    if not found or not found.get("docket_number"):
        raise SourceRefused(sources.NOT_A_PAGE())
    refuse_cut(page)
    if not found["docket_entries"] and not _may_be_without_entries(page):
        raise SourceRefused(sources.PAGE_WITHOUT_ENTRIES())
    return docket_of(found, court_id=court_id)


def matched_nothing(page: str) -> bool:
    """Say whether a report found nothing and so does not even head a docket."""
    return (
        _MATCHED_NOTHING.search(page) is not None
        and entries_start(page) < 0
        and not _DOCKET_FOR.search(headings(page))
    )


def _may_be_without_entries(page: str) -> bool:
    """Say whether the page shows that it is whole although it has no entry."""
    if entries_start(page) >= 0:
        return lists_nothing(page)
    return has_receipt(page) or bool(_MATCHED_NOTHING.search(page))


def _parse(page: str, *, court_id: str) -> Mapping[str, Any]:
    with scraping(sources.NOT_A_PAGE()):
        # Imported here because it is slow to load.
        from juriscraper.pacer import DocketReport  # noqa: PLC0415

        report = DocketReport(court_id)
        # It gives up a page that says one of these anywhere, even in an entry.
        report.ERROR_STRINGS = []
        report._parse_text(page)
        return dict(report.data)


def _refuse_other_page_or_several(page: str) -> None:
    numbers = _DOCKET_FOR.findall(headings(page))
    if not numbers:
        refuse_other_page(page)
    if len(numbers) > 1:
        named = " and ".join(dict.fromkeys(numbers))
        raise SourceRefused(
            sources.SEVERAL_REPORTS(number=len(numbers), named=named[:200])
        )


def _read_history(page: str, *, court_id: str) -> Docket:
    """Read a history report, which has short texts unless it was run with all."""
    if len(_HISTORY_FOR.findall(page)) > 1:
        raise SourceRefused(sources.SEVERAL_HISTORIES())
    with scraping(sources.NOT_A_HISTORY()):
        from juriscraper.pacer import DocketHistoryReport  # noqa: PLC0415

        report = DocketHistoryReport(court_id)
        report.ERROR_STRINGS = []
        report._parse_text(_with_body_of_table(page))
        found = dict(report.data)
    if not found.get("docket_number"):
        raise SourceRefused(sources.HISTORY_WITHOUT_DOCKET())
    refuse_cut(page)
    return docket_of(found, court_id=court_id, source_detail="Docket history")


def _with_body_of_table(page: str) -> str:
    """Return the page with the <tbody> that only a browser writes."""
    if "<tbody" in page.lower():
        return page
    opened = re.sub(r"(<table\b[^>]*>)", r"\1<tbody>", page, flags=re.IGNORECASE)
    return re.sub(r"(</table\b)", r"</tbody>\1", opened, flags=re.IGNORECASE)
