"""A critical reminder that nobody answers goes on to the next people."""

from datetime import datetime

from django.db import transaction

from risks.alerts.operations.escalation.escalate import next_step
from risks.alerts.operations.monitoring.alarms import raise_alarm
from risks.alerts.queries.sending.subject import subject_of
from risks.alerts.queries.sending.unanswered import unanswered
from risks.engine.sentences import operating as words

# In one turn: the rest is met by the next one, a minute later.
AT_ONCE = 500


def escalate_unanswered(*, now: datetime) -> int:
    """Plan the next step of each; at the end of the chain an alarm. How many."""
    keys = unanswered(now=now).order_by("ack_by", "pk").values_list("pk", flat=True)
    return sum(_escalate(key, now=now) for key in list(keys[:AT_ONCE]))


def _escalate(key: int, *, now: datetime) -> bool:
    with transaction.atomic():
        rows = unanswered(now=now).filter(pk=key).select_for_update(of=("self",))
        row = rows.select_related(
            "recipient",
            "deadline__owner__supervisor",
            "deadline__backup__supervisor",
            "deadline__case",
        ).first()
        if row is None:
            return False  # Answered, moved or escalated by another a moment ago.
        row.escalated_to = next_step(row, now=now, again=True)
        if row.escalated_to is None:
            row.alarm = raise_alarm(
                f"unanswered {row.key}",
                text=words.UNANSWERED(
                    subject=subject_of(row), lead=row.offset, person=row.recipient
                ),
                now=now,
            )
        row.save(update_fields=["escalated_to", "alarm"])
    return True
