"""Which orders start the time to appeal anew: those on a timely tolling motion."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from risks.cases.models import Case, Event
from risks.engine.time.consequences import also, tolls
from risks.engine.time.courts import court
from risks.engine.time.deadlines import Direction, Period, count

# Fed. R. Civ. P. 50(b), 52(b), 59; a motion under Rule 60 tolls within the same time.
_TIME = Period.parse("28 days")


def decides_timely_motion(case: Case, event: Event) -> bool:
    """Say whether an order decides a tolling motion that was filed in time.

    Where the filing of the motion is not on file, it is taken to be timely: the new
    date is only requested beside the first one.
    """
    if Event.Kind.ORDER_ENTERED.value not in also(event.kind, subject=event.subject):
        return False
    judged = _judged(case, event.date)
    if judged is None:
        return False
    filed = _motions(case, judged, event.date).filter(subject=event.subject)
    days = list(filed.values_list("date", flat=True))
    return not days or min(days) <= _last_day(case, judged)


def late_orders(case: Case, new: Iterable[Event]) -> Iterator[Event]:
    """Yield the orders on file whose judgment comes in after them.

    Entries come in any order, and without the judgment such an order started no time.
    """
    known = {event.pk: event.kind for event in new}
    if Event.Kind.JUDGMENT_ENTERED not in known.values():
        return
    for event in case.events.filter(is_rejected=False).order_by("date", "pk"):
        if (
            event.pk not in known
            and tolls(event.subject)
            and decides_timely_motion(case, event)
        ):
            yield event


def is_last(case: Case, event: Event) -> bool:
    """Say whether no other timely tolling motion waits for its order."""
    judged = _judged(case, event.date)
    if judged is None:
        return True
    last, decided = _last_day(case, judged), _decided(case, judged)
    return not any(
        tolls(motion.subject)
        and motion.date <= last
        and motion.subject not in {event.subject, *decided}
        for motion in _motions(case, judged, event.date)
    )


def _judged(case: Case, until: date) -> date | None:
    """Return the day of the last judgment until a day."""
    judgments = case.events.filter(
        kind=Event.Kind.JUDGMENT_ENTERED, is_rejected=False, date__lte=until
    )
    return judgments.order_by("-date").values_list("date", flat=True).first()


def _motions(case: Case, after: date, until: date) -> QuerySet[Event]:
    return case.events.filter(
        kind=Event.Kind.MOTION_FILED, is_rejected=False, date__range=(after, until)
    )


def _decided(case: Case, after: date) -> set[str]:
    decided = case.events.filter(is_rejected=False, date__gte=after)
    return {
        event.subject
        for event in decided
        if Event.Kind.ORDER_ENTERED.value in also(event.kind, subject=event.subject)
    }


def _last_day(case: Case, judged: date) -> date:
    counted = count(
        trigger=judged,
        period=_TIME,
        direction=Direction.AFTER,
        court=court(case.court_id),
    )
    return counted.latest_arguable_date
