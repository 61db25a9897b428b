"""Find the court of a notice."""

import re
from collections.abc import Iterable

from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.notices.labels import Labelled
from risks.engine.sentences import sources
from risks.engine.time.courts import Court, Kind, UnknownCourt, all_courts, court

_WORD = re.compile(r"\w+")
# Words that a heading may leave out.
_PLAIN = frozenset(
    ("of", "the", "for", "u", "s", "us", "united", "states", "bankruptcy", "court")
)


def court_of(found: Iterable[Labelled], *, head: str, expected: str = "") -> Court:
    """Return the court to whose system the docket numbers link, or that `head` names.

    A link in a docket text may lead to any court. Raises SourceRefused for several
    courts, for none, and for another than `expected`.
    """
    linked = {one.court_id for one in found} - {""}
    named = sorted(linked or _named_in(head))
    if not named:
        raise SourceRefused(sources.NOTICE_OF_NO_COURT())
    if len(named) > 1 or (expected and named != [expected]):
        raise SourceRefused(
            sources.NOTICE_OF_COURT(courts=" and ".join(named), expected=expected)
            if expected
            else sources.NOTICE_OF_COURTS(courts=" and ".join(named))
        )
    try:
        return court(named[0])
    except UnknownCourt as error:
        raise SourceRefused(sources.COURT(problem=error)) from error


def _named_in(head: str) -> set[str]:
    """Return the courts of a heading such as "California Central District"."""
    lines = {_words(line) for line in head.split("\n")}
    is_bankruptcy = "bankruptcy court" in head.casefold()
    return {
        other.id
        for other in all_courts()
        if (other.kind is Kind.BANKRUPTCY) is is_bankruptcy
        and _words(other.name) in lines
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _PLAIN
