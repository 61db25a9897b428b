"""Say which open deadlines of a case become moot, and why the others do not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from risks.cases.models import Case, Closure, Deadline, Event, Party
from risks.engine.sentences import closing as words
from risks.engine.time.consequences import (
    COURT_SET,
    is_discovery,
    meets,
    survives,
)
from risks.engine.time.rule_book import UnknownRule, rule
from risks.engine.words.endings import named_in

Kind, Whose = Closure.Kind, Deadline.Whose
# Why a deadline is moot or stays, and whether it is moot; None: a person must decide.
Found = tuple[str, bool | None]
_OF_A_MOTION = (
    Event.Kind.MOTION_FILED.value,
    Event.Kind.HEARING_SET.value,
    Event.Kind.OPPOSITION_FILED.value,
    Event.Kind.REPLY_FILED.value,
    Event.Kind.MOTION_PLANNED.value,
    Event.Kind.NEW_TRIAL_MOTION.value,
    Event.Kind.COURT_SET_DATE.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What happened: the kind, and the event, party or motion that it is about."""

    kind: str
    event: Event | None = None
    party: Party | None = None
    # The names of the parties that are out, where the entry names several.
    named: tuple[str, ...] = ()
    # The subject of a withdrawn motion, such as motion_to_dismiss.
    motion: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parties that it is about; none if unknown."""
        return (self.party.name,) if self.party else self.named


@dataclass(slots=True, kw_only=True)
class Sorted:
    """Every open deadline of a case once, with the reason, in the order due."""

    moot: list[tuple[Deadline, str]] = field(default_factory=list)
    kept: list[tuple[Deadline, str]] = field(default_factory=list)
    to_decide: list[tuple[Deadline, str]] = field(default_factory=list)


def open_rows(case: Case) -> list[Deadline]:
    """Return the open deadlines of a case with what the sorting reads."""
    rows = case.deadlines.open().select_related(
        "event__entry", "depends_on__event__entry", "insurer_notice", "owner"
    )
    return list(rows.order_by("due_at", "pk"))


def sort_deadlines(
    case: Case, ending: Ending, *, rows: Sequence[Deadline] | None = None
) -> Sorted:
    """Sort the open deadlines of a case: moot, staying, and for a person to decide."""
    rows = open_rows(case) if rows is None else rows
    found = Sorted()
    is_moot: dict[int | None, bool | None] = {}
    for row in _parents_first(rows):
        has_parent = row.depends_on_id in is_moot
        above = is_moot.get(row.depends_on_id)
        if not has_parent or (above and _is_owed_anyway(row)):
            reason, gone = _reason(case, row, ending)
        else:
            # What depends on an undecided one stays open, and closes with it.
            reason, gone = _as_its_parent(row, is_moot=above), bool(above)
        is_moot[row.pk] = gone
        listed = {True: found.moot, False: found.kept, None: found.to_decide}[gone]
        listed.append((row, reason))
    for listed in (found.moot, found.kept, found.to_decide):
        listed.sort(key=lambda pair: (pair[0].due_at, pair[0].pk))
    return found


def _parents_first(rows: Sequence[Deadline]) -> Iterator[Deadline]:
    keys = {row.pk for row in rows}
    level = [row for row in rows if row.depends_on_id not in keys]
    while level:
        yield from level
        above = {row.pk for row in level}
        level = [row for row in rows if row.depends_on_id in above]


def _reason(case: Case, row: Deadline, ending: Ending) -> Found:
    if ending.kind in _NARROW:
        return _NARROW[ending.kind](case, row, ending)
    if _is_later(row, ending):
        return words.SET_LATER(), False
    if _is_owed_anyway(row):
        return words.OWED_ANYWAY(), False
    return _PARTIAL.get(ending.kind, _ended)(case, row, ending)


def _answered(case: Case, row: Deadline, ending: Ending) -> Found:
    act, cause = ending.event, row.cause
    if act is None or cause is None or row.whose != Whose.OPPONENT:
        return words.NOT_THEIRS(), False
    filed = meets(
        act.kind,
        subject=act.subject,
        rule_id=row.rule_id or COURT_SET,
        asked=cause.subject,
    )
    if filed and act.entry.filed_date >= cause.entry.filed_date:
        return words.THEY_FILED(), True
    return words.OTHER_FILING(), False


def _of_motion(case: Case, row: Deadline, ending: Ending) -> Found:
    cause = row.cause
    named = cause is not None and bool(ending.motion) and cause.subject == ending.motion
    if (
        cause is not None
        and named
        and cause.kind in _OF_A_MOTION
        and not _is_later(row, ending)
    ):
        if row.whose == Whose.COURT:
            return words.MOTION_HEARING(), True
        return words.MOTION_PAPER(), True
    return words.OTHER_MOTION(), False


def _of_party(case: Case, row: Deadline, ending: Ending) -> Found:
    """Say whose it is by its title and its entry; an entry that names nobody asks."""
    out, cause = set(ending.names), row.cause
    text = f"{row.title} {cause.entry.text if cause else ''}"
    named = set(named_in(text, _same_side(case, ending)))
    party = ", ".join(ending.names)
    if named - out and out:
        return words.NOT_PARTY_ALONE(), False
    if _is_of_the_whole_case(row):
        return words.NOT_PARTY_ALONE(), False
    if ending.kind == Kind.IN_PART:
        return words.PART_UNKNOWN(), None
    if not out:
        return words.PARTY_UNKNOWN(), None
    if not named:
        return words.PARTY_UNSURE(party=party), None
    return words.PARTY_ALONE(party=party), True


def _same_side(case: Case, ending: Ending) -> tuple[str, ...]:
    """Return the names of the parties on the side of those that are out."""
    parties = list(case.parties.order_by("pk"))
    roles = {party.role for party in parties if party.name in ending.names}
    return tuple(party.name for party in parties if party.role in roles)


def _is_of_the_whole_case(row: Deadline) -> bool:
    """Say whether it is a day of the court that is about no motion."""
    cause = row.cause
    is_hearing = cause is not None and cause.kind == Event.Kind.HEARING_SET
    return row.whose == Whose.COURT and not is_hearing


def _of_discovery(case: Case, row: Deadline, ending: Ending) -> Found:
    if is_discovery(row.rule_id, title=row.title):
        return _ended(case, row, ending)
    return words.NOT_DISCOVERY(), False


def _transferred(case: Case, row: Deadline, ending: Ending) -> Found:
    if row.whose == Whose.COURT or row.basis == Deadline.Basis.COURT_SET:
        return words.OTHER_COURT(), True
    return words.GOES_ON(), False


def _ended(case: Case, row: Deadline, ending: Ending) -> Found:
    if ending.kind in Closure.SUSPENDING:
        return words.SUSPENDED(), True
    if row.whose == Whose.COURT:
        return words.COURT_DAY(), True
    if row.whose == Whose.OPPONENT:
        return words.THEIRS_GONE(), True
    return words.NOT_OWED(), True


def _as_its_parent(row: Deadline, *, is_moot: bool | None) -> str:
    assert row.depends_on is not None
    known = {"code": row.depends_on.code, "title": row.depends_on.title}
    if is_moot is None:
        return words.PARENT_UNDECIDED(**known)
    if is_moot:
        return words.PARENT_LISTED(**known)
    return words.PARENT_STAYS(**known)


def _is_later(row: Deadline, ending: Ending) -> bool:
    """Say whether the entry that set it is the ending's own or a later one."""
    if ending.event is None or row.cause is None:
        return False
    entry, other = row.cause.entry, ending.event.entry
    return entry.pk == other.pk or entry.filed_date > other.filed_date


def _is_owed_anyway(row: Deadline) -> bool:
    if hasattr(row, "insurer_notice"):
        return True
    return survives(row.rule_id, trigger=_trigger(row.rule_id), title=row.title)


def _trigger(rule_id: str) -> str:
    try:
        return str(rule(rule_id).trigger) if rule_id else ""
    except UnknownRule:
        return ""


_Sorting = Callable[[Case, Deadline, Ending], Found]
# Kinds that are about single acts: nothing else is asked about a deadline.
_NARROW: dict[str, _Sorting] = {
    Kind.ANSWERED.value: _answered,
    Kind.MOTION_WITHDRAWN.value: _of_motion,
}
# Kinds that end a part of the case; what survives its end survives them too.
_PARTIAL: dict[str, _Sorting] = {
    Kind.DISCOVERY_STAYED.value: _of_discovery,
    Kind.TRANSFERRED.value: _transferred,
    Kind.IN_PART.value: _of_party,
    Kind.PARTY_OUT.value: _of_party,
}
