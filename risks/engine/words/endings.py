"""Say from an entry's words how much of a case a dismissal or a stay ends."""

import re

_WITHOUT = re.compile(r"without\s+prejudice", re.IGNORECASE)
_WITH = re.compile(r"with\s+prejudice", re.IGNORECASE)
_IN_PART = re.compile(
    r"\bin[\s-]+part\b|\bpartial(?:ly)?\b|\b(?:some|certain)\s+claims?\b"
    r"|\bas\s+to\s+(?:the\s+)?(?:counts?|claims?|causes?)\b"
    r"|\b(?:counts?|claims?)\s+(?:[ivx]+|\d+)\b",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"\bleave\s+to\s+(?:file\s+an\s+)?amend|\bmay\s+(?:file\s+an\s+)?amend",
    re.IGNORECASE,
)
# What is dismissed is a part, and no sentence says that the whole is.
_PARTS = re.compile(
    r"\b(?<!all )(?:claims?|counts?|causes?\s+of\s+action|defendants?)\b[^.;]{0,80}"
    r"\b(?:is|are|be)\b[^.;]{0,20}\bdismissed",
    re.IGNORECASE,
)
# One of several defendants, by a name that may not be the one of the docket.
_OF_ONE = re.compile(
    r"\b(?:as\s+to|against|of|dismiss\w*|terminat\w*)\s+(?:the\s+)?(?:only\s+)?"
    r"(?:[Dd]efendants?|DEFENDANTS?|[Pp]arty)\s+(?!(?:[Aa]ll|ALL)\b)[A-Z]\w*"
)
_ALL = re.compile(
    r"\ball\s+(?:\w+\s+)?defendants\b|\bin\s+(?:its|their)\s+entirety\b"
    r"|\b(?:entire|whole)\s+(?:case|action|suit|matter)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all\s+(?:\w+\s+)?claims|case|action|lawsuit|matter|suit)\b[^.;]{0,60}"
    r"\bdismissed",
    re.IGNORECASE,
)
_DISCOVERY = re.compile(r"\bdiscovery\b", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:case|action|matter|proceedings?|litigation|deadlines)\b", re.IGNORECASE
)
_ADMINISTRATIVE = re.compile(
    r"\badministrative(?:ly)?\s+(?:clos|terminat)|\bstatistical(?:ly)?\s+clos"
    r"|\bclos\w+\s+(?:\w+\s+){0,3}administratively",
    re.IGNORECASE,
)


def ending(text: str, *, parties: tuple[str, ...] = ()) -> str:
    """Return how a dismissal ends a case, as a value of `Closure.Kind`.

    "administrative", "party_out" where it names some but not all of the `parties`
    (those sued), or one of several in other words, "in_part", "without_prejudice" or
    "dismissed". The prejudice of the dismissal counts where the text names both: "with
    prejudice ... without prejudice as to costs".
    """
    plain = " ".join(text.split())
    if _ADMINISTRATIVE.search(plain):
        return "administrative"
    if _LEAVE.search(plain) or _IN_PART.search(plain):
        return "in_part"
    named = named_in(plain, parties)
    of_one = len(parties) > 1 and not named and _OF_ONE.search(plain)
    if (named and len(named) < len(parties)) or (of_one and not _ALL.search(plain)):
        return "party_out"
    if _PARTS.search(plain) and not _WHOLE.search(plain):
        return "in_part"
    without, outright = _WITHOUT.search(plain), _WITH.search(plain)
    if without and not (outright and outright.start() < without.start()):
        return "without_prejudice"
    # Rule 41(a)(1)(B): a notice or stipulation that is silent is without prejudice.
    return "dismissed" if outright else "without_prejudice"


def stay(words: str) -> str:
    """Return what the words of a stay pause, as a value of `Closure.Kind`."""
    if _ADMINISTRATIVE.search(words):
        return "administrative"
    only_discovery = _DISCOVERY.search(words) and not _CASE.search(words)
    return "discovery_stayed" if only_discovery else "stayed"


def named_in(text: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties whose name stands in a text, in any case and spacing."""
    plain = " ".join(text.casefold().split())
    return tuple(
        name
        for name in parties
        if re.search(rf"(?<!\w){re.escape(' '.join(name.casefold().split()))}", plain)
    )
