"""What hangs on a deadline goes with it: recounted when it moves, closed with it.

Each link keeps the date from which it was counted, so nobody has to be told that a
deadline moved: whoever looks sees that the two differ. Looking twice changes nothing.
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


def settle(
    case: Case | None, *, now: datetime, moved: Deadline | None = None, said: str = ""
) -> None:
    """Inside the caller's transaction. One query where nothing hangs.

    An earlier date is taken at once. A later one is asked for, except below `moved`,
    whose own postponement a second person has confirmed, as is `said`.
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
        why = said if parent.pk in confirmed else ""
        if _follow(case, link, parent, said=why, now=now) and why:
            confirmed.add(link.pk)


def is_working_date(link: Deadline) -> bool:
    """A date before another, that is there for its sake and asks for nothing else."""
    return (
        link.basis == Deadline.Basis.FOLLOWING
        and link.severity == Deadline.Severity.NORMAL
        and link.interval_direction == Direction.BEFORE
    )


def take_link_date(
    link: Deadline, fresh: Deadline, *, because: str, said: str, now: datetime
) -> None:
    """The old date is kept, with the difference in days."""
    link.by_hand = False
    reason = f"{because} {difference(link, fresh)}. {said}".strip()
    take_date(link, fresh, reason=reason, now=now)


def drafted(link: Deadline, case: Case) -> Deadline:
    """The dates that it would have now, not stored. Raises DeadlineError, UnknownCourt.

    Both are a ValueError.
    """
    computed = recounted(link, court=court(case.court_id))
    return Deadline(
        rule_version=link.rule_version,
        rule_checked=link.rule_checked,
        **dated(computed, local=computed.due_local),
    )


def _parents_first(case: Case) -> Iterator[tuple[Deadline, Deadline]]:
    """Each open link with the row that it hangs on, as it is by then."""
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
    case: Case, link: Deadline, parent: Deadline, *, said: str, now: datetime
) -> bool:
    """Whether it went to another day."""
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
    if fresh.due_date > link.due_date and not said:
        return _tell(link, fresh, because=because, now=now)
    take_link_date(link, fresh, because=because, said=said, now=now)
    return True


def _is_overtaken(link: Deadline, parent: Deadline) -> bool:
    """What is for the sake of another is never due after it, whoever set its date."""
    before = link.interval_direction == Direction.BEFORE
    return before and link.due_date > parent.due_date


def _tell(link: Deadline, fresh: Deadline, *, because: str, now: datetime) -> bool:
    """Its date stays. A later one is asked for; an earlier one stands in its flag."""
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


def _stay(link: Deadline, told: str) -> bool:
    if told not in link.flag:
        link.flag = "; ".join(filter(None, [link.flag, told]))
    link.save()
    return False


def _close(link: Deadline, parent: Deadline, *, now: datetime) -> None:
    """As its parent was: what guards a critical one has been passed already."""
    link.status, link.closed_at = parent.status, now
    link.closed_by_id = parent.closed_by_id
    link.close_reason = f"{parent.code} is {parent.status}: {parent.close_reason}"
    link.save()
