"""Which open dates somebody has asked to withdraw or to postpone."""

from django.db.models import Exists, OuterRef

from risks.cases.models import (
    Closure,
    ClosureRow,
    Deadline,
    DeadlineChange,
    DeadlineQuerySet,
)

_DISPUTES = (DeadlineChange.Kind.WITHDRAWN, DeadlineChange.Kind.POSTPONED)


def disputed_deadlines() -> DeadlineQuerySet:
    """Return the open deadlines with such a request, or on a list that waits.

    A vacated hearing is one until a person confirms: it still sends reminders, but it
    is not the next date of its case.
    """
    asked = DeadlineChange.objects.filter(
        deadline=OuterRef("pk"), state=DeadlineChange.State.ASKED, kind__in=_DISPUTES
    )
    listed = ClosureRow.objects.filter(
        deadline=OuterRef("pk"),
        state=ClosureRow.State.PROPOSED,
        closure__state=Closure.State.ASKED,
    )
    return Deadline.objects.open().filter(Exists(asked) | Exists(listed))
