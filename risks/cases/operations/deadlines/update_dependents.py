"""Update dependent deadlines when the deadline they depend on moves or closes.

Each dependent stores the date from which it was counted. A parent has moved if its date
differs from that one, so no message is needed, and a second call changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations.deadlines.change_requests import ask_once, difference
from risks.cases.operations.deadlines.computed_date import dated, take_date
from risks.cases.operations.deadlines.plan_dependents import recounted
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import DeadlineError

Direction = Deadline.IntervalDirection


def update_dependents(
    case: Case | None, *, now: datetime, moved: Deadline | None = None, note: str = ""
) -> None:
    """Recount or close the dependents in a case, in the caller's transaction.

    An earlier date takes effect at once. A later one is requested as a change, except
    below `moved`, whose postponement a second person has confirmed; `note` says who. It
    makes one query if the case has no dependents.
    """
    if case is None:
        return
    confirmed = {moved.pk} if moved is not None else set()
    for link, parent in _parents_first(case):
        if parent.status != Deadline.Status.OPEN:
            if is_working_date(link):
                _close(link, parent, now=now)
            continue
        if not link.by_hand and link.counted_from == parent.calendared_date:
            continue
        why = note if parent.pk in confirmed else ""
        if _follow(case, link, parent, note=why, now=now) and why:
            confirmed.add(link.pk)


def is_working_date(link: Deadline) -> bool:
    """Say whether a date only prepares for the deadline that it precedes."""
    return (
        link.basis == Deadline.Basis.FOLLOWING
        and link.severity == Deadline.Severity.NORMAL
        and link.interval_direction == Direction.BEFORE
    )


def take_dependent_date(
    link: Deadline, fresh: Deadline, *, because: str, note: str, now: datetime
) -> None:
    """Give a dependent its new date; keep the old one and the difference."""
    link.by_hand = False
    reason = f"{because} {difference(link, fresh)}. {note}".strip()
    take_date(link, fresh, reason=reason, now=now)


def drafted(link: Deadline, case: Case) -> Deadline:
    """Return the dates that a dependent would have now, without saving.

    Raises DeadlineError or UnknownCourt; both are a ValueError.
    """
    computed = recounted(link, court=court(case.court_id))
    return Deadline(
        rule_version=link.rule_version,
        rule_grade=link.rule_grade,
        rule_checked_on=link.rule_checked_on,
        **dated(computed, local=computed.due_local),
    )


def _parents_first(case: Case) -> Iterator[tuple[Deadline, Deadline]]:
    """Yield each open dependent with its parent, parents before their dependents."""
    rows = case.deadlines.open().following().select_related("follows")
    links = {link.pk: link for link in rows.select_for_update(of=("self",))}
    below: dict[int | None, list[Deadline]] = defaultdict(list)
    for link in sorted(links.values(), key=lambda link: link.pk):
        below[link.follows_id].append(link)
    level = [link for link in links.values() if link.follows_id not in links]
    while level:
        for link in level:
            parent = links.get(link.follows_id or 0, link.follows)
            assert parent is not None
            link.follows = parent
            yield link, parent
        level = [each for link in level for each in below[link.pk]]


def _follow(
    case: Case, link: Deadline, parent: Deadline, *, note: str, now: datetime
) -> bool:
    """Recount one dependent; say whether its date changed."""
    was, link.counted_from = link.counted_from, parent.calendared_date
    try:
        fresh = drafted(link, case)
    except (UnknownCourt, DeadlineError) as error:
        return _stay(link, f"{parent.code} moved; this cannot be counted: {error}")
    if fresh.due_date == link.due_date:
        link.by_hand = False
        link.save()
        return False
    moved = was != parent.calendared_date
    so = f"moved from {was} to" if moved else "is due on"
    because = f"{parent.code} {so} {parent.calendared_date}; {link.span} it is"
    if link.by_hand and not _is_overtaken(link, parent):
        return moved and _tell(link, fresh, because=because, now=now)
    if fresh.due_date > link.due_date and not note:
        return _tell(link, fresh, because=because, now=now)
    take_dependent_date(link, fresh, because=because, note=note, now=now)
    return True


def _is_overtaken(link: Deadline, parent: Deadline) -> bool:
    """Say whether a preparing date now falls after the deadline it prepares for."""
    before = link.interval_direction == Direction.BEFORE
    return before and link.due_date > parent.due_date


def _tell(link: Deadline, fresh: Deadline, *, because: str, now: datetime) -> bool:
    """Keep the date; request a later one, or warn of an earlier one in the flag."""
    if fresh.due_date < link.due_date:
        return _stay(link, f"Set by a person; {because} due on {fresh.due_date}")
    link.save()
    ask_once(
        link,
        DeadlineChange.Kind.POSTPONED,
        due_date=fresh.due_date,
        reason=f"{because} {difference(link, fresh)}.",
        now=now,
    )
    return False


def _stay(link: Deadline, warning: str) -> bool:
    if warning not in link.flag:
        link.flag = "; ".join(filter(None, [link.flag, warning]))
    link.save()
    return False


def _close(link: Deadline, parent: Deadline, *, now: datetime) -> None:
    """Close a dependent as its parent was closed, without another confirmation."""
    link.status, link.closed_at = parent.status, now
    link.closed_by_id = parent.closed_by_id
    link.close_reason = f"{parent.code} is {parent.status}: {parent.close_reason}"
    link.save()
