"""Change a deadline alone after 24 hours' notice, with a paper of the court on file.

The request is a row. Nothing changes when notice is given: the old date reminds until
the request takes effect. Anyone who was told may object; it then waits for a second
person, who may also confirm it at once. It lapses if the deadline changes meanwhile.
"""

import re
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange, DocketEntry, Event
from risks.cases.operations.deadlines.change_requests import (
    DeadlineRefused,
    refuse_second_request,
)
from risks.cases.operations.deadlines.decide_changes import (
    carry_out,
    open_deadline,
    request_of,
)
from risks.cases.operations.deadlines.locks import lock_case_of
from risks.engine.sentences import docket as words
from risks.register.models import Tier

State, Kind = DeadlineChange.State, DeadlineChange.Kind
NOTICE = timedelta(hours=24)
# An entry with such an event, or such a head, is an order or a stipulation.
_ORDERS = (
    Event.Kind.ORDER_ENTERED,
    Event.Kind.SCHEDULING_ORDER,
    Event.Kind.STIPULATION_EXTENDING,
    Event.Kind.TIME_EXTENDED,
)
# Not a proposed one, and not a motion or a notice about one.
_HEAD = re.compile(
    r"\W*(?:(?!(?:proposed|lodged|motion|application|request|notice|opposition|response"
    r"|objections?|letter|for|to|re)\b)[\w'’()-]+\W+){0,5}?"
    r"(?:order(?:ed)?|minutes?|stipulat(?:ion|ed|ing)|judgment)\b",
    re.IGNORECASE,
)


def give_notice(
    deadline: Deadline,
    kind: DeadlineChange.Kind,
    *,
    document: DocketEntry,
    reason: str,
    by: Person,
    now: datetime,
    due_date: date | None = None,
) -> DeadlineChange:
    """Request to postpone or withdraw a deadline 24 hours after notice of it.

    Raises DeadlineRefused unless the deadline is open, the document is on the docket of
    its case (for a later day an order or a stipulation), a reason is given, and the
    owner or the backup is somebody other than `by`.
    """
    with transaction.atomic():
        row = open_deadline(deadline, reason=reason)
        _refuse_document(row, kind, document)
        _refuse_day(row, kind, due_date)
        _refuse_untold(row, by=by)
        refuse_second_request(row)
        return DeadlineChange.objects.create(
            deadline=row,
            kind=kind,
            due_date=due_date,
            reason=reason.strip(),
            asked_by=by,
            asked_at=now,
            document=document,
            effective_at=now + NOTICE,
            noticed_rev=row.due_rev,
            noticed_owner_id=row.owner_id,
            noticed_backup_id=row.backup_id,
        )


def object_to(
    change: DeadlineChange, *, by: Person, reason: str, now: datetime
) -> DeadlineChange:
    """Let a second person decide a change on notice; for those who were told.

    Raises DeadlineRefused for anybody else, without a reason, or if the change took
    effect, lapsed or was decided.
    """
    with transaction.atomic():
        row = _locked(change)
        if not row.is_on_notice:
            raise DeadlineRefused(
                _("%(code)s: this change is no longer on notice.")
                % {"code": row.deadline.code}
            )
        if by.pk not in row.told:
            raise DeadlineRefused(
                _("%(code)s: only the owner and the backup who were told can object.")
                % {"code": row.deadline.code}
            )
        if not reason.strip():
            raise DeadlineRefused(_("Enter a reason."))
        row.objected_by, row.objected_at = by, now
        row.objection = reason.strip()
        row.save()
        return row


def lapse_if_changed(change: DeadlineChange, *, now: datetime) -> bool:
    """End a change on notice if its deadline is no longer as it was; say if it did."""
    with transaction.atomic():
        row = _locked(change)
        deadline = Deadline.objects.select_for_update().get(pk=row.deadline_id)
        if not row.is_on_notice or not (why := _difference(row, deadline)):
            return False
        _end(row, State.LAPSED, why=why, now=now)
        return True


def take_effect(change: DeadlineChange, *, now: datetime) -> bool:
    """Carry out a change on notice whose time has come; say if it did.

    A second call changes nothing, nor does one after an objection or a decision. A
    change whose deadline is no longer as it was lapses instead.
    """
    with transaction.atomic():
        if lapse_if_changed(change, now=now):
            return False
        row = _locked(change)
        if not row.is_on_notice or row.effective_at is None or row.effective_at > now:
            return False
        deadline = Deadline.objects.select_for_update().get(pk=row.deadline_id)
        assert row.asked_by is not None
        assert row.document is not None
        agreed = words.AFTER_NOTICE(asked=deadline.today(row.asked_at))
        why = words.EFFECTED(request=request_of(row), agreed=agreed)
        carry_out(row, deadline, by=row.asked_by, why=why, agreed=agreed, now=now)
        _end(row, State.EFFECTED, why=agreed, now=now)
        return True


def _locked(change: DeadlineChange) -> DeadlineChange:
    """Return the change, locked after its case, as a decision of it is."""
    lock_case_of(change.deadline)
    rows = DeadlineChange.objects.select_related("deadline", "asked_by", "document")
    return rows.select_for_update(of=("self",)).get(pk=change.pk)


def _refuse_document(
    row: Deadline, kind: DeadlineChange.Kind, document: DocketEntry
) -> None:
    if row.case_id is None or document.case_id != row.case_id:
        raise DeadlineRefused(
            _("%(code)s: choose an entry of the docket of its case.")
            % {"code": row.code}
        )
    if document.tier != Tier.DOCKET:
        raise DeadlineRefused(
            _("%(code)s: a report of an entry is not the entry. Choose a docket entry.")
            % {"code": row.code}
        )
    if kind == Kind.POSTPONED and not is_order(document):
        raise DeadlineRefused(
            _("%(code)s: a later day needs an order or a stipulation on file.")
            % {"code": row.code}
        )


def is_order(document: DocketEntry) -> bool:
    """Say whether a docket entry is an order or a stipulation."""
    if _HEAD.match(document.text):
        return True
    return document.events.filter(kind__in=_ORDERS, is_rejected=False).exists()


def _refuse_day(
    row: Deadline, kind: DeadlineChange.Kind, due_date: date | None
) -> None:
    if kind not in (Kind.POSTPONED, Kind.WITHDRAWN):
        raise DeadlineRefused(
            _("%(code)s: only a later day or a withdrawal can be on notice.")
            % {"code": row.code}
        )
    is_later = due_date is not None and due_date > row.due_date
    if is_later != (kind == Kind.POSTPONED):
        raise DeadlineRefused(
            _("%(code)s: enter a day after %(due_date)s.")
            % {"code": row.code, "due_date": row.due_date}
        )


def _refuse_untold(row: Deadline, *, by: Person) -> None:
    others = [person for person in (row.owner, row.backup) if person and person != by]
    if not any(person.is_active for person in others):
        raise DeadlineRefused(
            _(
                "%(code)s: nobody else would be told. Name a backup, or ask a second "
                "person to confirm."
            )
            % {"code": row.code}
        )


def _difference(row: DeadlineChange, deadline: Deadline) -> str:
    """Return what has changed since the notice, in a sentence; empty if nothing."""
    if deadline.status != Deadline.Status.OPEN:
        return words.LAPSED_CLOSED()
    if deadline.due_rev != row.noticed_rev:
        return words.LAPSED_MOVED()
    people = (deadline.owner_id, deadline.backup_id)
    if people != (row.noticed_owner_id, row.noticed_backup_id):
        return words.LAPSED_PEOPLE()
    return ""


def _end(
    row: DeadlineChange, state: DeadlineChange.State, *, why: str, now: datetime
) -> None:
    row.state, row.decided_at, row.decision_reason = state, now, why
    row.save()
