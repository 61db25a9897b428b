"""Read a docket of a court of appeals: a CM/ECF page, or the data of an ACMS docket."""

import json
import re
from collections.abc import Mapping
from typing import Any

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.formats.pages.markup import has_receipt
from risks.cases.sources.formats.pages.records import docket_of
from risks.cases.sources.formats.scraping import scraping
from risks.engine.sentences import sources
from risks.engine.time.courts import Kind, court

# Comments that CM/ECF writes into an appellate page before its sections.
_CASE_STUB = re.compile(r"<!--[^>]{0,80}NEW SECTION - Case Stub", re.IGNORECASE)
_ENTRIES = re.compile(r"<!--[^>]{0,80}DOCKET ENTRIES", re.IGNORECASE)
_TABLE_OR_FORM = re.compile(r"<(/?)(table|form)\b", re.IGNORECASE)
# Keys of the answers that an ACMS page is made from.
ACMS_KEYS = ("caseDetails", "docketInfo")


def is_appellate(page: str) -> bool:
    return _CASE_STUB.search(page) is not None


def read_appellate(page: str, *, court_id: str) -> Docket:
    """Read an appellate docket page; raises SourceRefused unless it is whole."""
    _refuse_other_kind(court_id)
    if len(_CASE_STUB.findall(page)) > 1:
        raise SourceRefused(sources.SEVERAL_DOCKETS())
    with scraping(sources.NOT_APPELLATE()):
        # Imported here because it is slow to load.
        from juriscraper.pacer import AppellateDocketReport  # noqa: PLC0415

        report = AppellateDocketReport(court_id)
        report.ERROR_STRINGS = []
        report._parse_text(page)
        found = dict(report.data)
    if not found.get("docket_number"):
        raise SourceRefused(sources.APPELLATE_WITHOUT_DOCKET())
    _refuse_cut(page)
    return docket_of(_with_judges(found), court_id=court_id)


def read_acms(text: str, *, court_id: str) -> Docket:
    """Read the JSON of an ACMS docket; raises SourceRefused unless it is one."""
    _refuse_other_kind(court_id)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceRefused(sources.NOT_WHOLE_JSON()) from error
    if not isinstance(told, dict) or any(key not in told for key in ACMS_KEYS):
        raise SourceRefused(sources.ACMS_WITHOUT_KEYS())
    with scraping(sources.NOT_ACMS()):
        from juriscraper.pacer import ACMSDocketReport  # noqa: PLC0415

        report = ACMSDocketReport(court_id)
        report._parse_text(text)
        found = dict(report.data)
    if not found.get("docket_number"):
        raise SourceRefused(sources.ACMS_WITHOUT_DOCKET())
    return docket_of(found, court_id=court_id)


def _refuse_other_kind(court_id: str) -> None:
    if court(court_id).kind is not Kind.APPELLATE:
        raise SourceRefused(sources.OF_APPEALS(expected=court_id))


def _with_judges(found: Mapping[str, Any]) -> dict[str, Any]:
    return {**found, "assigned_to_str": ", ".join(found.get("panel") or ())}


def _refuse_cut(page: str) -> None:
    """Raise SourceRefused unless the list of entries is there and closed."""
    if has_receipt(page) or "</html>" in page[-2000:].lower():
        return
    start = _ENTRIES.search(page)
    if start is None or not _closed_after(page, start.end()):
        raise SourceRefused(sources.CUT_PAGE())


def _closed_after(page: str, start: int) -> bool:
    """Say whether the first table or form after `start` is closed."""
    outer, depth = "", 0
    for tag in _TABLE_OR_FORM.finditer(page, start):
        outer = outer or tag[2].lower()
        if tag[2].lower() == outer:
            depth += -1 if tag[1] else 1
            if depth == 0:
                return True
    return False
