"""Read a docket page, whatever court and system printed it."""

import re

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.formats.decoding import mixed
from risks.cases.sources.formats.notices.letters import letters_of
from risks.cases.sources.formats.pages.appellate import is_appellate, read_appellate
from risks.cases.sources.formats.pages.archive import is_archive, read_archive
from risks.cases.sources.formats.pages.markup import (
    headings,
    refuse_deep_nesting,
    text_of,
)
from risks.cases.sources.formats.pages.pacer import matched_nothing, read_pacer
from risks.cases.sources.formats.scraping import HOST, scraping
from risks.engine.sentences import sources
from risks.engine.time.courts import Kind, all_courts, court

# Quoted-printable writes the sign "=" of an attribute so.
_ENCODED = re.compile(r"<(?:h3|table|td|font|a)\s+\w+=3D", re.IGNORECASE)
# A court of appeals is named in the first characters of its page.
_LONGEST_HEAD = 20_000


def page_of(raw: bytes) -> str:
    """Return the page in a file, also in one with its images ("single file", MHTML)."""
    if b"multipart/related" not in raw[:2000] or raw.lstrip().startswith(b"<"):
        return mixed(raw)
    with scraping(sources.NOT_MHTML()):
        pages = [letter.html for letter in letters_of(raw) if letter.html]
    if not pages:
        raise SourceRefused(sources.MHTML_WITHOUT_PAGE())
    return pages[0]


def read_report(raw: bytes, *, court_id: str) -> tuple[Docket, ...]:
    """Read the docket of a file, or none of a report that matched nothing.

    Raises SourceRefused as `read_page` does.
    """
    page = page_of(raw)
    if matched_nothing(page):
        _refuse_other_court(page, court_id=court_id)
        return ()
    return (read_page(page, court_id=court_id),)


def read_page(page: str, *, court_id: str) -> Docket:
    """Read a docket; raises SourceRefused unless it is a whole one of the court."""
    refuse_deep_nesting(page)
    if _ENCODED.search(page):
        raise SourceRefused(sources.IN_MAIL_ENCODING())
    if is_archive(page):
        return read_archive(page, court_id=court_id)
    _refuse_other_court(page, court_id=court_id)
    if is_appellate(page):
        return read_appellate(page, court_id=court_id)
    return read_pacer(page, court_id=court_id)


def _refuse_other_court(page: str, *, court_id: str) -> None:
    """Raise SourceRefused if the headings, or else the links, name another court.

    Links in entries lead to any court, so a heading counts for more.
    """
    linked = frozenset(host.lower() for host in HOST.findall(page))
    if is_appellate(page):
        seen = _circuits(page, linked)
    else:
        seen = _named(headings(page), linked) or linked
    if seen and court_id not in seen:
        raise SourceRefused(
            sources.PAGE_OF_COURT(
                courts=" and ".join(sorted(seen)),
                expected=court_id,
                name=court(court_id).name,
            )
        )


def _circuits(page: str, linked: frozenset[str]) -> frozenset[str]:
    """Return the courts of appeals of a page, which links to the court below too."""
    circuits = [other for other in all_courts() if other.kind is Kind.APPELLATE]
    start = text_of(page[:_LONGEST_HEAD]).casefold()
    named = {other.id for other in circuits if other.name.casefold() in start}
    return frozenset(named or {one.id for one in circuits if one.id in linked})


def _named(heading: str, linked: frozenset[str]) -> frozenset[str]:
    """Return the courts that a heading names; a bankruptcy court by its district."""
    heading = heading.casefold()
    named = set()
    for other in all_courts():
        name = other.name
        if other.kind is Kind.BANKRUPTCY:
            if "bankruptcy" not in heading and other.id not in linked:
                continue
            name = name.partition(", ")[2]
        elif other.kind is Kind.DISTRICT and "bankruptcy" in heading:
            continue
        if re.search(rf"\b{re.escape(name.casefold())}\b", heading):
            named.add(other.id)
    return frozenset(named)
