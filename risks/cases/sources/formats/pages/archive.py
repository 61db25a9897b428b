"""Read the XML of a docket in the RECAP collection of the Internet Archive."""

import re

from risks.cases.sources.docket import Docket, Source, SourceRefused
from risks.cases.sources.formats.pages.records import docket_of
from risks.cases.sources.formats.scraping import scraping
from risks.engine.sentences import sources

_ROOT = re.compile(r"<([a-z_][\w.-]*)", re.IGNORECASE)


def is_archive(text: str) -> bool:
    return "<case_details" in text[:4000]


def read_archive(xml: str, *, court_id: str) -> Docket:
    """Read the XML; raises SourceRefused unless it is a whole docket of the court."""
    if "<!ENTITY" in xml.upper():
        raise SourceRefused(sources.ARCHIVE_ENTITIES())
    if xml.count("<case_details") > 1:
        raise SourceRefused(sources.SEVERAL_DOCKETS())
    root = _ROOT.search(xml)
    if root is None or not xml.rstrip().endswith(f"</{root[1]}>"):
        raise SourceRefused(sources.CUT_DOCKET())
    with scraping(sources.NOT_ARCHIVED()):
        # Imported here because it is slow to load.
        from juriscraper.pacer import InternetArchive  # noqa: PLC0415

        report = InternetArchive(court_id)
        report._parse_text(xml)
        told = report._get_str_from_tree("//case_details/court")
        found = dict(report.data)
    if told and told != court_id:
        raise SourceRefused(sources.DOCKET_OF_COURT(court=told[:20], expected=court_id))
    if not found.get("docket_number"):
        raise SourceRefused(sources.NOT_ARCHIVED())
    # A copy that is not refreshed: it must not overwrite what a court's page says.
    return docket_of(
        found,
        court_id=court_id,
        source=Source.COURTLISTENER,
        source_detail="Internet Archive",
    )
