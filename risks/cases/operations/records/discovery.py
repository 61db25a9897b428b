"""Record discovery requests and notices to insurers with their deadlines."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Deadline, DiscoveryRequest, InsurerNotice
from risks.cases.operations.deadlines.computed_date import ruled, severity_of
from risks.cases.operations.deadlines.cross_border_review import (
    open_cross_border_reviews,
)
from risks.cases.operations.records.due_dates import (
    RegisterRefused,
    close_deadline,
    computed_deadline,
    counted,
    entered_deadline,
)
from risks.cases.queries.entered_rules import rules_for
from risks.engine.sentences import docket as words
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.deadlines import Computed, Service, Whose
from risks.engine.time.rules import Counting, Rule

Kind = DiscoveryRequest.Kind
# By kind of request: the trigger of the rule book.
TRIGGERS = {
    Kind.INTERROGATORIES.value: "interrogatories_served",
    Kind.PRODUCTION.value: "document_request_served",
    Kind.ADMISSION.value: "admission_request_served",
    Kind.SUBPOENA.value: "subpoena_served",
}


def refuse_request(request: DiscoveryRequest) -> None:
    """Raise RegisterRefused where the answer's date cannot be counted."""
    _count(request)


def record_request(request: DiscoveryRequest, *, now: datetime) -> DiscoveryRequest:
    """Store a new request, its deadline and the cross-border reviews.

    Raises RegisterRefused.
    """
    rule, computed = _count(request)
    whose = _whose(request)
    with transaction.atomic():
        request.deadline = computed_deadline(
            request.case,
            computed,
            title=f"{rule.title}: {request.title}"[:200],
            whose=whose.value,
            severity=severity_of(rule, whose),
            created_at=now,
            # The register states how it was served, so the note on mail is left out.
            **ruled(rule) | {"flag": "; ".join(rule.flags)},
        )
        request.save()
        open_cross_border_reviews([request.deadline])
    return request


def answer_request(
    request: DiscoveryRequest, *, on: date, by: Person, now: datetime
) -> DiscoveryRequest:
    """Record the day of the answer and close its deadline. Raises RegisterRefused."""
    with transaction.atomic():
        row = DiscoveryRequest.objects.select_for_update().get(pk=request.pk)
        refuse_answer(row, on=on)
        row.answered_on = on
        row.save()
        reason = words.ANSWERED(day=on)
        status = Deadline.Status.MET
        close_deadline(row.deadline, status, by=by, reason=reason, now=now)
    return row


def refuse_answer(request: DiscoveryRequest, *, on: date) -> None:
    """Raise RegisterRefused if it is answered, or answered before its service."""
    if request.answered_on is not None:
        message = _("It was already answered on %(answered_on)s.") % {
            "answered_on": request.answered_on
        }
        raise RegisterRefused(field="answered_on", message=message)
    if on < request.served_on:
        message = _("%(on)s is before it was served on %(served_on)s.") % {
            "on": on,
            "served_on": request.served_on,
        }
        raise RegisterRefused(field="answered_on", message=message)


def record_notice(notice: InsurerNotice, *, by: Person, now: datetime) -> InsurerNotice:
    """Store a notice to an insurer with its deadline; raises RegisterRefused."""
    with transaction.atomic():
        notice.deadline = entered_deadline(
            notice.case,
            notice.notice_due_on,
            by=by,
            title=f"Notify the insurer: {notice.insurer}"[:200],
            severity=Deadline.Severity.CRITICAL,
            condition=words.POLICY(policy=notice.policy),
            created_at=now,
        )
        notice.save()
    return notice


def give_notice(
    notice: InsurerNotice, *, on: date, by: Person, now: datetime
) -> InsurerNotice:
    """Record the day it was given and close its deadline. Raises RegisterRefused."""
    with transaction.atomic():
        row = InsurerNotice.objects.select_for_update().get(pk=notice.pk)
        if row.given_on is not None:
            message = _("Notice was already given on %(given_on)s.") % {
                "given_on": row.given_on
            }
            raise RegisterRefused(field="given_on", message=message)
        row.given_on = on
        row.save()
        reason = words.NOTICE_GIVEN(day=on)
        status = Deadline.Status.MET
        close_deadline(row.deadline, status, by=by, reason=reason, now=now)
    return row


def _count(request: DiscoveryRequest) -> tuple[Rule, Computed]:
    """Count by the rule of this court and judge; raises RegisterRefused."""
    rule = _rule(request)
    # Rule 6(d) adds three days where the period runs from service under Rule 5.
    by_service = rule.counting is Counting.FROM_SERVICE
    computed = counted(
        request.case,
        trigger=request.served_on,
        period=rule.period,
        direction=rule.direction,
        service=Service(request.service) if by_service else None,
        whose=_whose(request),
        field="served_on",
    )
    return rule, computed


def _rule(request: DiscoveryRequest) -> Rule:
    case, trigger = request.case, TRIGGERS[request.kind]
    try:
        rules = rules_for(
            trigger, court_id=case.court_id, judge=case.judge, on=request.served_on
        )
        if not rules:
            raise RegisterRefused(field="served_on", message=_unknown(request))
    except UnknownCourt as error:
        raise RegisterRefused(field="served_on", message=str(error)) from None
    return rules[0]


def _unknown(request: DiscoveryRequest) -> str:
    name = court(request.case.court_id).name
    return (
        f"no rule of {name} on {request.get_kind_display().lower()} is known here for "
        f"{request.served_on}; enter its dates by hand"
    )


def _whose(request: DiscoveryRequest) -> Whose:
    """Return whose act the answer is: ours if the other side asks."""
    asked = request.direction == DiscoveryRequest.Direction.THEIRS
    return Whose.OURS if asked else Whose.OPPONENT
