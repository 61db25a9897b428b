"""Say what a file is that holds no docket, and what to save instead.

People save what they see: the list of claims, the page of a document, a PDF. A refusal
that names the file ends the search for what is wrong with it.
"""

import re
from collections.abc import Sequence

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.pages.markup import entries_start, headings

_REPORT = 'save the docket report instead ("Docket Sheet", as HTML)'
_AS_HTML = "save the docket page itself, as HTML"
_UNPACK = "unpack it first"
# The first bytes of a file, what it is, and what to do instead.
_BYTES: Sequence[tuple[bytes, str, str]] = (
    (b"%PDF", "a PDF", _AS_HTML),
    (b"\x1f\x8b", "compressed (gzip)", _UNPACK),
    (b"7z\xbc\xaf", "an archive (7z)", _UNPACK),
    (b"Rar!", "an archive (RAR)", _UNPACK),
    (b"\x89PNG", "an image (PNG)", _AS_HTML),
    (b"\xff\xd8\xff", "an image (JPEG)", _AS_HTML),
    (b"GIF8", "an image (GIF)", _AS_HTML),
    (b"II*\0", "an image (TIFF)", _AS_HTML),
    (b"MM\0*", "an image (TIFF)", _AS_HTML),
    (
        b"\xd0\xcf\x11\xe0",
        "an Outlook message (.msg) or an old Office file",
        "save a mail as .eml, a sheet as .xlsx",
    ),
    (b"{\\rtf", "a text document (RTF)", _AS_HTML),
    (b"bplist", "a web archive of Safari", _AS_HTML),
)
_ZIP = b"PK\x03\x04"
# The name of a part that only this kind of Office file has.
_OFFICE: Sequence[tuple[bytes, str, str]] = (
    (b"word/", "a text document (DOCX)", _AS_HTML),
    (b"ppt/", "a presentation (PPTX)", _AS_HTML),
)
# What a page says anywhere, what it is, and what to do instead.
_SAYS: Sequence[tuple[str, str, str]] = (
    (
        r"loginForm|login\.jsf|//pacer\.login\.uscourts\.gov|session\s+(has\s+)?expired",
        "PACER's sign-in page",
        "sign in, and save the docket report again",
    ),
    (
        (
            r"Document\s+Selection\s+Menu|Select\s+the\s+document\s+you\s+wish|"
            r"Documents\s+are\s+attached\s+to\s+this\s+filing"
        ),
        "a list of attachments",
        _REPORT,
    ),
    (
        r"To\s+accept\s+charges\s+shown\s+below|Accept\s+Charges\s+and\s+Retrieve",
        "the page that confirms a charge",
        f"confirm it, then {_REPORT}",
    ),
    (
        r"The\s+report\s+may\s+take\s+a\s+long\s+time",
        "a warning before a long report",
        f"run the report, then {_REPORT}",
    ),
    (r"Case\s+not\s+found\.|Case\s+Number\s+Not\s+Found", "an error of PACER", _REPORT),
)
# What the title or a heading of a page says, what it is, and what to do instead.
_IS_HEADED: Sequence[tuple[str, str, str]] = (
    (r"\b(PACER|CM/ECF):?\s+(Case\s+)?Login\b", *_SAYS[0][1:]),
    (r"Claims\s+Register", "a claims register", _REPORT),
    (r"Claims\s+Activity", "a report of claims activity", _REPORT),
    (r"Creditors?|Mailing\s+Matrix", "a list of creditors", _REPORT),
    (r"Opinions?\b", "a report of opinions", _REPORT),
    (
        r"Case\s+Locator|Search\s+Results|Select\s+a\s+Case|Case\s+Search",
        "a list of search results",
        _REPORT,
    ),
    (
        r"Docket\s+Activity|Cases?\s+(Filed\s+)?Report|Calendar",
        "a report on many cases",
        _REPORT,
    ),
    (
        r"Query|(Associated|Related)\s+Cases|Deadlines/Hearings|Case\s+Summary",
        "a case query",
        _REPORT,
    ),
    (r"CourtListener|RECAP", "a page of CourtListener", "set up its webhook instead"),
)


def refuse_other_bytes(raw: bytes) -> None:
    """Raise SourceRefused, with what it is, for a file that is no text."""
    for start, what, instead in _BYTES:
        if raw.startswith(start):
            raise SourceRefused(f"is {what}; {instead}")
    if raw.startswith(_ZIP) and not is_workbook(raw):
        for part, what, instead in _OFFICE:
            if part in raw:
                raise SourceRefused(f"is {what}; {instead}")
        raise SourceRefused(f"is an archive (ZIP); {_UNPACK}")


def refuse_other_json(document: object) -> None:
    """Raise SourceRefused, with what it is, for CourtListener's own JSON."""
    keys = document.keys() if isinstance(document, dict) else set()
    if {"webhook", "payload"} <= keys:
        raise SourceRefused(
            "is an alert of CourtListener; have it posted (manage.py webhook)"
        )
    if "results" in keys:
        raise SourceRefused(
            "is a page of CourtListener's API; set its docket at the case to sweep it"
        )


def is_workbook(raw: bytes) -> bool:
    return raw.startswith(_ZIP) and b"xl/" in raw


def refuse_other_page(page: str) -> None:
    """Raise SourceRefused, with what it is, for a page without a list of entries."""
    if entries_start(page) >= 0:
        return
    for words, what, instead in _SAYS:
        if re.search(words, page, re.IGNORECASE):
            raise SourceRefused(f"is {what}; {instead}")
    headed = headings(page)
    for words, what, instead in _IS_HEADED:
        if re.search(words, headed, re.IGNORECASE):
            raise SourceRefused(f"is {what}; {instead}")
