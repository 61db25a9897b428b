"""Read a notice by its labels, in whatever form a mail program has forwarded it.

Mail programs rewrite a forwarded notice: its tables, its fonts, its links. Its words
stay: "Case Number:", "Docket Text:" and what follows the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.scraping import court_in
from risks.engine.sentences import sources

# A notice begins with one of these.
_NOTICE = re.compile(r"Notice\s+of\s+(?:Electronic\s+Filing|Docket\s+Activity)\b")
# Stars around a label are what some programs make of bold type in a plain text.
_LABEL = re.compile(
    r"\*?\b(?P<label>Case\s+Name|Case\s+Number|Document\s+Number|Document\(s\)|Document|"
    r"Docket\s+Text|Filer|WARNING|Judge)\s*:\s*\*?"
)
# What follows the docket text, at the beginning of a line.
_END = re.compile(
    r"^\W*(?:[\w:.-]+\s+)?Notice\s+(?:has|will)\s+(?:not\s+)?(?:been|be)\s+"
    r"[\w\s]{4,60}?\bto\s*:|"
    r"^\W*The\s+following\s+document\(s\)\s+(?:are|is)\s+associated|"
    r"^\W*Document\s+[Dd]escription:",
    re.MULTILINE,
)
_FILED = re.compile(r"\bfiled\s+on\s+(\d{1,2})/(\d{1,2})/(\d{4})")
_LINK = re.compile(r"\s*[<\[]\s*(?:URL:)?((?:https?:|mailto:)[^<>\[\]]{1,4000})[>\]]")
_BARE_LINK = re.compile(r"https?://[^\s<>\[\]]+")
_NUMBER = re.compile(
    r"(?:\d{1,2}:)?\d\d-[a-z]{1,5}-\d{1,10}|(?:\d-)?\d\d-\d+|MDL No\.?\s+\d+",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"/docs?1/(\d{3})\d(\d+)")
_SEQUENCE = re.compile(r"de_seq_num=(\d+)")
_DIGITS = re.compile(r"\W*(\d+)\b")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One docket of a notice, as its labels give it."""

    case_name: str
    # Without judges' initials.
    docket_number: str
    # The court of the number's own link; empty: it has none.
    court_id: str
    filed_date: date
    document_number: str
    # As the court's docket pages have them; empty: the document has no link.
    pacer_doc_id: str
    pacer_seq_no: str
    text: str


def is_notice(text: str) -> bool:
    return _NOTICE.search(text) is not None


def labelled(text: str) -> tuple[Labelled, ...]:
    """Return the dockets of the notices in a text; raises SourceRefused if cut."""
    starts = [found.start() for found in _NOTICE.finditer(text)]
    return tuple(
        docket
        for start, end in pairwise([*starts, len(text)])
        for docket in _dockets(text[start:end])
    )


def _dockets(notice: str) -> Iterator[Labelled]:
    names = [m.start() for m in _LABEL.finditer(notice) if _begins_docket(m)]
    if not names:
        return
    filed = _filed_date(notice[: names[0]])
    blocks = [
        notice[start:end]
        for start, end in zip(names, [*names[1:], len(notice)], strict=True)
    ]
    shared = ""
    read: list[Labelled] = []
    # From the last: where several cases share one text, it stands behind all of them.
    for block in reversed(blocks):
        shared = _docket_text(block, is_last=not read) or shared
        if not shared:
            raise SourceRefused(sources.NOTICE_WITHOUT_TEXT())
        read.append(_docket(block, filed=filed, text=shared))
    yield from reversed(read)


def _docket(block: str, *, filed: date, text: str) -> Labelled:
    cell = _value(block, "Case Number")
    number = _NUMBER.search(_words(cell))
    if number is None:
        raise SourceRefused(sources.NOTICE_WITHOUT_NUMBER())
    document = (
        _value(block, "Document Number")
        or _value(block, "Document(s)")
        or _value(block, "Document")
    )
    digits = _DIGITS.match(document)
    link = next(iter(_links(document)), "")
    doc_id, sequence = _DOCUMENT.search(link), _SEQUENCE.search(link)
    return Labelled(
        case_name=_words(_value(block, "Case Name")),
        docket_number=number[0],
        court_id=next(filter(None, map(court_in, _links(cell))), ""),
        filed_date=filed,
        document_number=digits[1] if digits else "",
        # The fourth digit differs between the links to one document.
        pacer_doc_id=f"{doc_id[1]}0{doc_id[2]}" if doc_id else "",
        pacer_seq_no=sequence[1] if sequence else "",
        text=text,
    )


def _docket_text(block: str, *, is_last: bool) -> str:
    """Return the text up to what follows it; raises SourceRefused if nothing does.

    The next case follows, or after the last one the list of recipients.
    """
    label = next((m for m in _LABEL.finditer(block) if _is(m, "Docket Text")), None)
    if label is None:
        return ""
    end = _END.search(block, label.end())
    if end is None and is_last:
        raise SourceRefused(sources.CUT_NOTICE())
    text = _words(block[label.end() : end.start() if end else len(block)])
    if text.startswith("*") and text.endswith("*") and len(text) > 2:
        text = text[1:-1].strip()
    return text or "(no text in the notice)"


def _value(block: str, name: str) -> str:
    """Return what stands between this label and the next."""
    labels = list(_LABEL.finditer(block))
    for at, found in enumerate(labels):
        if _is(found, name):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(block)
            return block[found.end() : end]
    return ""


def _begins_docket(found: re.Match[str]) -> bool:
    """Say whether this is "Case Name:" at the beginning of a line."""
    before = found.string[max(0, found.start() - 20) : found.start()].rstrip(" \t*")
    return _is(found, "Case Name") and before.endswith("\n")


def _is(found: re.Match[str], name: str) -> bool:
    return _SPACE.sub(" ", found["label"]) == name


def _filed_date(head: str) -> date:
    found = _FILED.search(_SPACE.sub(" ", head))
    if found is None:
        raise SourceRefused(sources.NOTICE_WITHOUT_DATE())
    month, day, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise SourceRefused(sources.NO_DATE(day=found[0])) from None


def _links(value: str) -> list[str]:
    packed = [_SPACE.sub("", link) for link in _LINK.findall(value)]
    return packed or _BARE_LINK.findall(value)


def _words(value: str) -> str:
    """Return a text on one line without the addresses behind its links."""
    return " ".join(_LINK.sub("", value).split())
