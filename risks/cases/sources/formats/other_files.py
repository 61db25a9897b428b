"""Say what a file is that holds no docket, and what to save instead.

People save what they see: the list of claims, the page of a document, a PDF. A refusal
that names the file ends the search for what is wrong with it.
"""

import re
from collections.abc import Sequence

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.pages.markup import entries_start, headings
from risks.engine.sentences import other_files, sources
from risks.engine.wording import Template

# The first bytes of a file, what it is, and what to do instead.
_BYTES: Sequence[tuple[bytes, Template, Template]] = (
    (b"%PDF", other_files.PDF, other_files.SAVE_AS_HTML),
    (b"\x1f\x8b", other_files.GZIP, other_files.UNPACK),
    (b"7z\xbc\xaf", other_files.SEVEN_ZIP, other_files.UNPACK),
    (b"Rar!", other_files.RAR, other_files.UNPACK),
    (b"\x89PNG", other_files.PNG, other_files.SAVE_AS_HTML),
    (b"\xff\xd8\xff", other_files.JPEG, other_files.SAVE_AS_HTML),
    (b"GIF8", other_files.GIF, other_files.SAVE_AS_HTML),
    (b"II*\0", other_files.TIFF, other_files.SAVE_AS_HTML),
    (b"MM\0*", other_files.TIFF, other_files.SAVE_AS_HTML),
    (
        b"\xd0\xcf\x11\xe0",
        other_files.MSG,
        other_files.SAVE_OTHERWISE,
    ),
    (b"{\\rtf", other_files.RTF, other_files.SAVE_AS_HTML),
    (b"bplist", other_files.SAFARI, other_files.SAVE_AS_HTML),
)
_ZIP = b"PK\x03\x04"
# The name of a part that only this kind of Office file has.
_OFFICE: Sequence[tuple[bytes, Template, Template]] = (
    (b"word/", other_files.DOCX, other_files.SAVE_AS_HTML),
    (b"ppt/", other_files.PPTX, other_files.SAVE_AS_HTML),
)
# What a page says anywhere, what it is, and what to do instead.
_SAYS: Sequence[tuple[str, Template, Template]] = (
    (
        r"loginForm|login\.jsf|//pacer\.login\.uscourts\.gov|session\s+(has\s+)?expired",
        other_files.SIGN_IN,
        other_files.SIGN_IN_AGAIN,
    ),
    (
        (
            r"Document\s+Selection\s+Menu|Select\s+the\s+document\s+you\s+wish|"
            r"Documents\s+are\s+attached\s+to\s+this\s+filing"
        ),
        other_files.ATTACHMENTS,
        other_files.SAVE_REPORT,
    ),
    (
        r"To\s+accept\s+charges\s+shown\s+below|Accept\s+Charges\s+and\s+Retrieve",
        other_files.CHARGE,
        other_files.CONFIRM,
    ),
    (
        r"The\s+report\s+may\s+take\s+a\s+long\s+time",
        other_files.LONG_REPORT,
        other_files.RUN,
    ),
    (
        r"Case\s+not\s+found\.|Case\s+Number\s+Not\s+Found",
        other_files.PACER_ERROR,
        other_files.SAVE_REPORT,
    ),
)
# What the title or a heading of a page says, what it is, and what to do instead.
_IS_HEADED: Sequence[tuple[str, Template, Template]] = (
    (r"\b(PACER|CM/ECF):?\s+(Case\s+)?Login\b", *_SAYS[0][1:]),
    (r"Claims\s+Register", other_files.CLAIMS, other_files.SAVE_REPORT),
    (r"Claims\s+Activity", other_files.CLAIMS_ACTIVITY, other_files.SAVE_REPORT),
    (r"Creditors?|Mailing\s+Matrix", other_files.CREDITORS, other_files.SAVE_REPORT),
    (r"Opinions?\b", other_files.OPINIONS, other_files.SAVE_REPORT),
    (
        r"Case\s+Locator|Search\s+Results|Select\s+a\s+Case|Case\s+Search",
        other_files.SEARCH_RESULTS,
        other_files.SAVE_REPORT,
    ),
    (
        r"Docket\s+Activity|Cases?\s+(Filed\s+)?Report|Calendar",
        other_files.MANY_CASES,
        other_files.SAVE_REPORT,
    ),
    (
        r"Query|(Associated|Related)\s+Cases|Deadlines/Hearings|Case\s+Summary",
        other_files.QUERY,
        other_files.SAVE_REPORT,
    ),
    (r"CourtListener|RECAP", other_files.COURTLISTENER_PAGE, other_files.WEBHOOK),
)


def refuse_other_bytes(raw: bytes) -> None:
    """Raise SourceRefused, with what it is, for a file that is no text."""
    for start, what, instead in _BYTES:
        if raw.startswith(start):
            raise SourceRefused(other_files.IS(what=what(), instead=instead()))
    if raw.startswith(_ZIP) and not is_workbook(raw):
        for part, what, instead in _OFFICE:
            if part in raw:
                raise SourceRefused(other_files.IS(what=what(), instead=instead()))
        raise SourceRefused(
            other_files.IS(what=other_files.ZIP(), instead=other_files.UNPACK())
        )


def refuse_other_json(document: object) -> None:
    """Raise SourceRefused, with what it is, for CourtListener's own JSON."""
    keys = document.keys() if isinstance(document, dict) else set()
    if {"webhook", "payload"} <= keys:
        raise SourceRefused(sources.OTHER_ALERT())
    if "results" in keys:
        raise SourceRefused(sources.OTHER_PAGE())


def is_workbook(raw: bytes) -> bool:
    return raw.startswith(_ZIP) and b"xl/" in raw


def refuse_other_page(page: str) -> None:
    """Raise SourceRefused, with what it is, for a page without a list of entries."""
    if entries_start(page) >= 0:
        return
    for words, what, instead in _SAYS:
        if re.search(words, page, re.IGNORECASE):
            raise SourceRefused(other_files.IS(what=what(), instead=instead()))
    headed = headings(page)
    for words, what, instead in _IS_HEADED:
        if re.search(words, headed, re.IGNORECASE):
            raise SourceRefused(other_files.IS(what=what(), instead=instead()))
