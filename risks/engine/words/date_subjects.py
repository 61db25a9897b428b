"""Find what a date or a period is for, by the words around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from risks.engine.words.date_rows import Cue, What, whats
from risks.engine.words.date_surroundings import Around

_ARTICLES = ("the ", "this ", "that ")
# What may stand behind a date: "the 6/5/2026 status conference".
_NOUN = re.compile(r"(?: [\w-]+){1,4}")
# "shall have until 6/5/2026 to retain new counsel"
_ACT = re.compile(r" to (?P<act>[a-z][^@.;,]{2,59})(?![\w-])")
_ORDERED = re.compile(
    r",? [^@.;]{0,60}?\b(?:shall|must) (?P<act>[a-z][^@.;,]{2,59})(?![\w-])"
)
_REACH = 80
# A bracket ends a clause, but not that of "Schedule(s)" or "521(i)".
_CLAUSE = re.compile(
    r"(?:[@;\]|]|:(?!\d)) *|(?<!\b[A-Z])\. +|(?<!\(\w)(?<!\(\w\w)\)[.,]? *"
)
# The words that bind a thing to its date, which are no part of its name.
_BINDING = re.compile(
    r"(?:[ ,]*\b(?:is|are|was|shall|will|must|be|now|re-?set|set|due|dates?|by|on|for|"
    r"to|at|of|from|until|through|before|or|no|not|later|than|extended|continued|moved|up|"
    r"remains?|and|including|ha[sd]|have|filed?|taken|served|held|scheduled))+[ ,:-]*$",
    re.IGNORECASE,
)
_LONGEST = 60
# "The parties shall file a joint letter by": the letter is what the date is for.
_TOLD = re.compile(
    r"[^;]{0,80}?\b(?:shall|must|may|(?:is|are) (?:ordered|directed) to)"
    r"(?: (?:also|each|jointly))? "
    r"(?:(?:file|submit|serve|lodge|provide) (?:an? |the |their |its )?)?"
    r"(?P<act>(?!be |have |not )[a-z].*)",
    re.IGNORECASE,
)
_ONLY_ACTORS = re.compile(
    r"(?:(?:the|all|each|both|any|it|is|hereby|further|ordered|that|part(?:y|ies)|"
    r"plaintiffs?|defendants?|counsel|petitioners?|respondents?|government|debtors?|"
    r"trustee|and|or|also|jointly)[ ,]*)+",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r",? (?:(?:file|submit|serve|lodge) )?(?:(?:either|an?|the|their|its) )*"
    r"(?P<act>[a-z][^@.;,]{2,59})(?![\w-])",
    re.IGNORECASE,
)
# Names that say nothing without the head of the entry.
_BARE = re.compile(r"(?:(?:the|this|that|said) )?(?:deadline|date)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a date is for."""

    what: What | None
    # Where its words begin in those before the date.
    place: int
    # The table's name for it, or else the entry's own words.
    name: str
    is_appearance: bool


def subject_of(
    around: Around, cue: Cue | None, *, head: str, has_clock: bool
) -> Subject:
    """Return what a date is for; `head` is the beginning of its entry."""
    act = cue.act if cue else ""
    what, place = _before(around, cue)
    if what is None and cue:
        # The thing may follow: "On or before 6/5/2026, they shall file a report".
        what = last_named(_CLAUSE.split(around.after)[0][:_REACH], act=act)[0]
    if what is None and cue is None:
        # "Reset from 6/5/2026: Motion Hearing set for".
        what = last_named(around.after[:_REACH], act="")[0]
    name = what.subject if what else _said(around)
    if what is None and name and _BARE.fullmatch(name):
        what = last_named(head, act=act)[0]
    if what is None and not act and has_clock:
        # At an hour somebody appears: "Hearing held. Continued to 6/5 at 9 AM."
        what, act = last_named(head, act="appearance")[0], "appearance"
    return Subject(
        what=what,
        place=place,
        name=what.subject if what else name,
        is_appearance=(what.act if what else act) == "appearance",
    )


def last_named(said: str, *, act: str) -> tuple[What | None, int]:
    """Return the last thing named that such an act can be, and its place."""
    best, place, end = None, 0, -1
    for what, start, stop in _named(said):
        # Of two with the same end the longer one is taken: "motion hearing".
        if act in ("", what.act) and (stop, -start) > (end, -place):
            best, place, end = what, start, stop
    return best, place


def behind_things(before: str) -> Iterator[str]:
    """Yield what stands between this date and each thing named since the last one."""
    said = before[before.rfind("@") + 1 :]
    for stop in {stop for _, _, stop in _named(said)}:
        yield said[stop:]


@lru_cache(maxsize=512)
def _named(said: str) -> tuple[tuple[What, int, int], ...]:
    """Return the things named, with where their names begin and end."""
    return tuple(
        (what, found.start(), found.end())
        for what in whats()
        for found in what.pattern.finditer(said)
    )


def _before(around: Around, cue: Cue | None) -> tuple[What | None, int]:
    """Return what is named before the date, after the previous one where possible."""
    act, before = cue.act if cue else "", around.before
    if before.lower().endswith(_ARTICLES) and (words := _NOUN.match(around.after)):
        behind = last_named(words[0], act="appearance")[0]
        if behind:
            return behind, len(before)
    since = before.rfind("@") + 1
    named, place = last_named(before[since:], act=act)
    if named or (act == "due" and cue and not cue.moves):
        return named, since + place
    return last_named(before, act=act)


def _said(around: Around) -> str:
    """Return the entry's own words for what the table does not name."""
    said = _BINDING.sub("", _CLAUSE.split(around.before.rstrip(" ,:-("))[-1])
    act = (_ACT if said else _ORDERED).match(around.after)
    if act:
        return _capital(act["act"].strip())
    only_actors = _ONLY_ACTORS.fullmatch(said.strip())
    follows = _FOLLOWING.match(around.after) if only_actors else None
    if told := follows or _TOLD.fullmatch(said):
        said = told["act"]
    if len(said) > _LONGEST:
        said = said[-_LONGEST:].partition(" ")[2]
    return _capital(said.strip(" ,-("))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
