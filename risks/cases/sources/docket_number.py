"""Compare docket numbers regardless of how they are written.

`compare` is the one place that says whether two numbers are the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

# Kinds of dockets that courts abbreviate in several ways.
_SHORT = {"c": "cv", "civ": "cv", "civil": "cv", "crim": "cr", "misc": "mc"}
# Those that name one kind of docket in different courts.
_KINDS = {**_SHORT, "ml": "md", "mdl": "md", "adv": "ap", "bkr": "bk"}
_NAMED_NUMBER = r"(?:no|number)\b\.?"
_CALLED = re.compile(
    r"(?:(?:(?:civil |criminal |bankruptcy )?(?:action|case)|docket|dkt\.|cause|"
    r"bankruptcy petition|adversary (?:proceeding|case)|adv\. (?:proc|pro)\.|"
    r"ch(?:apter|\.) (?:7|9|11|12|13|15)\b) *"
    rf"(?:{_NAMED_NUMBER}|#)? *:? *|"
    # Without "No." these are kinds of dockets: Civ. 26-109.
    rf"(?:civil|civ\.?|criminal|crim\.?|c\.a\.|misc\.?) *{_NAMED_NUMBER} *:? *|"
    r"no\. *|# *)+"
)
# The Central District of California writes its offices so: SACV 26-109 is 8:26-cv-109.
_DIVISIONS = {"la": "2", "ed": "5", "sa": "8"}
_DIVISION = re.compile(r"(la|ed|sa) ?(?=c[vr][ -]?\d)")
# Initials of judges, numbers of defendants and "(L)" of a lead case say nothing.
_REST = r"(?:(?:[ -]+\(?|\(|/)(?:[a-z][a-z0-9]{0,5}|consolidated)\)?)*(?:-\d{1,3})?"
_OFFICE = r"(?:(?P<office>\d{1,2})[:-] *)?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_WRITTEN = tuple(
    re.compile(pattern + r"(?!\d)" + _REST)
    for pattern in (
        # 2:26-cv-00109-ABC-DEF, 2:2026cv00109, 26 civ. 109 (abc)
        rf"{_OFFICE}{_YEAR}[ -]?(?P<kind>[a-z]{{1,5}})\.?[ -]?(?P<serial>\d{{1,6}})",
        # cv 26-109, 2:cv-26-00109
        rf"{_OFFICE}(?P<kind>[a-z]{{1,5}})\.?[ -]?{_YEAR}-(?P<serial>\d{{1,6}})",
        # 10-12345-abc, 1-26-00001, 26-1234
        rf"{_OFFICE}{_YEAR}-(?P<serial>\d{{2,6}})",
        # mdl no. 2741
        r"(?:(?P<kind>mdl)(?: docket)?[ -]*(?:no\.?)?[ -]*)?(?P<serial>\d{1,6})",
    )
)
# In a text: of any court of these, with the office that it may name.
_IN_TEXT = re.compile(
    r"(?<![\w-])(?:(?:\d{1,2}[:-])?\d\d(?:\d\d)?-(?:[a-z]{1,5}-)?\d+|"
    r"(?:\d{1,2}:)?\d{4}[a-z]{2}\d+|mdl (?:no\. )?\d+)",
    re.IGNORECASE,
)


# As the courts of a kind write them. Of the others a spelling is not known here.
_EXAMPLES = {"district": "2:26-cv-00109", "bankruptcy": "1-26-12345"}


class NumberRefused(ValueError):
    """No court of this kind writes its docket numbers so; `example` is one."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


class Likeness(Enum):
    """How far two docket numbers name one docket."""

    SAME = "same"
    # One leaves out the office, the year or the kind that the other states.
    NEARLY = "nearly"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketNumber:
    """A docket number in its parts; a part that it leaves out is empty or 0."""

    # The division of the court: 2 and 5 may both have a case 26-cv-00109.
    office: int = 0
    # Of the century: 26.
    year: int = 0
    # The court's abbreviation: cv, cr, bk, ap, md.
    kind: str = ""
    serial: int = 0
    # The whole number of a court that writes in another way; the rest is empty.
    other: str = ""


@lru_cache(maxsize=4096)
def parsed(docket_number: str) -> DocketNumber:
    """Return the parts of a docket number in any spelling.

    >>> parsed("2:2026cv00109") == parsed("2:26-CV-00109-SJO-JWJ")
    True
    """
    text = _plain(docket_number)
    parts = _parts(text)
    if parts is None:
        return DocketNumber(other=re.sub(r"(?<!\d)0+(?=\d)|\s", "", text))
    kind = parts.get("kind") or ""
    return DocketNumber(
        office=int(parts.get("office") or 0),
        year=int(parts.get("year") or 0) % 100,
        kind=_KINDS.get(kind, kind),
        serial=int(parts["serial"] or 0),
    )


def _parts(plain: str) -> dict[str, str | None] | None:
    found = (pattern.fullmatch(plain) for pattern in _WRITTEN)
    return next((match.groupdict() for match in found if match), None)


def normalised(docket_number: str) -> str:
    """Return the number as a court writes it, without the initials of its judges.

    Where it is written in no way that is known here, only its spaces are put in order.

    >>> normalised("Case No. 2:2026cv109"), normalised("  HCA  100/2026 ")
    ('2:26-cv-00109', 'HCA 100/2026')
    """
    parts = _parts(_plain(docket_number))
    if parts is None:
        return " ".join(unicodedata.normalize("NFKC", docket_number).split())
    office, year, kind = (parts.get(name) or "" for name in ("office", "year", "kind"))
    serial = parts["serial"] or ""
    if not year:
        return f"MDL No. {int(serial)}" if kind else serial
    office = office.lstrip("0")
    if not kind:
        return "-".join(filter(None, (office, year[-2:], serial)))
    kind = _SHORT.get(kind, kind)
    return f"{office}{':' if office else ''}{year[-2:]}-{kind}-{int(serial):05}"


def written_at(docket_number: str, *, kind: str) -> str:
    """Return a number as a court of this kind writes it; may raise NumberRefused.

    Of a court whose ways are not known here, only the spaces are put in order.
    """
    one = parsed(docket_number)
    if example := _EXAMPLES.get(kind):
        if one.other or not one.year:
            raise NumberRefused(example)
        return normalised(docket_number)
    text = unicodedata.normalize("NFKC", docket_number)
    return " ".join(text.split())


def _plain(docket_number: str) -> str:
    """Return it in small half-width letters, without what it is called."""
    text = unicodedata.normalize("NFKC", docket_number).casefold()
    text = " ".join(re.sub(r"[‐-―−]", "-", text).split())
    if _CALLED.match(text):
        text = _CALLED.sub("", text, count=1)
    text = text.strip(" .,;")
    if office := _DIVISION.match(text):
        return f"{_DIVISIONS[office[1]]}:{text[office.end() :]}"
    return text


def compare(one: str, other: str) -> Likeness:
    """Say whether two docket numbers of one court name one docket.

    Initials of judges, leading zeros and ways of writing do not matter. What both state
    must be equal; where one leaves a part out, they are nearly the same.

    >>> compare("2:26-cv-00109-ABC-DEF", "2:2026cv00109").value
    'same'
    >>> compare("26-cv-00109", "2:26-cv-00109").value
    'nearly'
    >>> compare("5:26-cv-00109", "2:26-cv-00109").value
    'different'
    """
    here, there = parsed(one), parsed(other)
    if here == there:
        return Likeness.SAME
    if here.other or there.other:
        return _in_one_text(one, other)
    pairs = _pairs(here, there)
    differ = any(mine and yours and mine != yours for mine, yours in pairs)
    if here.serial != there.serial or differ:
        return Likeness.DIFFERENT
    return Likeness.NEARLY


def _in_one_text(one: str, other: str) -> Likeness:
    """Return NEARLY where a text names several numbers and one may be the other."""
    named = [numbers_in(_plain(text)) or (text,) for text in (one, other)]
    if max(map(len, named)) == 1:
        return Likeness.DIFFERENT
    alike = any(
        compare(mine, yours) is not Likeness.DIFFERENT
        for mine in named[0]
        for yours in named[1]
        if not (parsed(mine).other or parsed(yours).other)
    )
    return Likeness.NEARLY if alike else Likeness.DIFFERENT


def is_fuller(told: str, *, than: str) -> bool:
    """Say whether a nearly equal number states all parts of the other and more."""
    here, there = parsed(told), parsed(than)
    if here.other or there.other:
        return False
    return all(mine or not yours for mine, yours in _pairs(here, there))


def _pairs(
    here: DocketNumber, there: DocketNumber
) -> tuple[tuple[int | str, int | str], ...]:
    """Return the parts that a number may leave out, side by side."""
    return (
        (here.office, there.office),
        (here.year, there.year),
        (here.kind, there.kind),
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """Return everything in a text that may be a docket number, in its order.

    >>> numbers_in("2:06-CV-00350-SJO Doe v. 24 Hour Co. (1-18-00079)")
    ('2:06-cv-00350', '1-18-00079')
    """
    return tuple(found[0].lower() for found in _IN_TEXT.finditer(text))


def serials(docket_numbers: Iterable[str]) -> frozenset[str]:
    """Return what numbers that are the same, or nearly, have in common.

    >>> sorted(serials(["2:06-CV-00350-SJO", "06-cv-350", "HCA 100/2026"]))
    ['350', 'hca100/2026']
    """
    return frozenset(serial for one in docket_numbers for serial in _serials(one))


def _serials(docket_number: str) -> list[str]:
    one = parsed(docket_number)
    if not one.other:
        return [str(one.serial)]
    named = map(parsed, numbers_in(_plain(docket_number)))
    return [str(each.serial) for each in named if not each.other] or [one.other]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Docket numbers to look for, so that each of many others is compared with few."""

    by_serial: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, docket_numbers: Iterable[str]) -> "Wanted":
        found: dict[str, list[str]] = {}
        for number in docket_numbers:
            for serial in serials([number]):
                found.setdefault(serial, []).append(number)
        return cls(found)

    def alike(self, docket_number: str) -> list[tuple[str, Likeness]]:
        """Return the wanted numbers that are the same as this one, or nearly."""
        few = [
            number
            for serial in serials([docket_number])
            for number in self.by_serial.get(serial, ())
        ]
        found = [(number, compare(docket_number, number)) for number in few]
        return [pair for pair in found if pair[1] is not Likeness.DIFFERENT]
