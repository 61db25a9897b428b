"""Let changes on notice take effect: only once those who may object were told."""

import logging
from datetime import datetime

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.cases.models import DeadlineChange
from risks.cases.operations.notices.notice import (
    NOTICE,
    lapse_if_changed,
    take_effect,
)
from risks.cases.queries import changes_on_notice

log = logging.getLogger(__name__)

TOLD = (Notification.State.SENT, Notification.State.ACKNOWLEDGED)


def apply_changes(*, now: datetime) -> int:
    """End each change whose deadline changed, and carry out each that is due and told.

    Return how many took effect. A change that fails is logged and tried again.
    """
    effected = 0
    for change in list(changes_on_notice()):
        try:
            if lapse_if_changed(change, now=now) or not _was_told(change, now=now):
                continue
            effected += take_effect(change, now=now)
        except Exception:
            log.exception("change %s cannot take effect", change.pk)
    return effected


def _was_told(change: DeadlineChange, *, now: datetime) -> bool:
    """Say whether every active person who may object has had the mail for 24 hours."""
    people = set(
        Person.objects.filter(pk__in=change.told, is_active=True).values_list(
            "pk", flat=True
        )
    )
    notices = Notification.objects.filter(
        kind=Notification.Kind.CHANGE,
        object_id=change.pk,
        state__in=TOLD,
        sent_at__lte=now - NOTICE,
    )
    told = set(notices.values_list("recipient", flat=True))
    return bool(people) and people <= told
