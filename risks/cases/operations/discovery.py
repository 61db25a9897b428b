"""Discovery: requests with their deadlines, gates of export, notices to insurers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from risks.access.models import Person
from risks.cases.models import Deadline, DiscoveryRequest, ExportGate, InsurerNotice
from risks.cases.operations.due import (
    RegisterRefused,
    close_deadline,
    computed_deadline,
    counted,
    entered_deadline,
)
from risks.engine.courts import court
from risks.engine.deadlines import Computed, Period, Service, Whose
from risks.engine.rulebook import PACK_VERSION

Kind = DiscoveryRequest.Kind
OPEN_GATES = (ExportGate.State.CLEARED.value, ExportGate.State.NOT_NEEDED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The period that a kind of request leaves for its answer."""

    title: str
    rule_id: str
    citation: str
    period: str
    condition: str
    # Whether Rule 6(d) adds three days: it does where the request is served by Rule 5.
    added_days: bool = True
    critical: bool = False


_UNLESS = (
    "Unless stipulated under Rule 29 or ordered otherwise; a request delivered early "
    "counts as served at the first Rule 26(f) conference."
)
ANSWERS = {
    Kind.INTERROGATORIES.value: Answer(
        title="Answer interrogatories",
        rule_id="frcp-33b2",
        citation="Fed. R. Civ. P. 33(b)(2)",
        period="30 days",
        condition="Unless stipulated under Rule 29 or ordered otherwise.",
    ),
    Kind.PRODUCTION.value: Answer(
        title="Respond to the request for production",
        rule_id="frcp-34b2",
        citation="Fed. R. Civ. P. 34(b)(2)(A)",
        period="30 days",
        condition=_UNLESS,
    ),
    Kind.ADMISSION.value: Answer(
        title="Answer the request for admission",
        rule_id="frcp-36a3",
        citation="Fed. R. Civ. P. 36(a)(3)",
        period="30 days",
        condition="Unless stipulated under Rule 29 or ordered otherwise; what is not "
        "answered in time is admitted.",
        critical=True,
    ),
    Kind.SUBPOENA.value: Answer(
        title="Object to the subpoena",
        rule_id="frcp-45d2",
        citation="Fed. R. Civ. P. 45(d)(2)(B)",
        period="14 days",
        condition="Or by the time it names for compliance, where that is earlier.",
        added_days=False,
    ),
}


def refuse_request(request: DiscoveryRequest) -> None:
    """Raise RegisterRefused where the answer's date cannot be counted."""
    _count(request)


def record_request(request: DiscoveryRequest, *, now: datetime) -> DiscoveryRequest:
    """Store a new request, its deadline, and what China asks before we answer.

    The gate stands before answers of ours in a court of the United States. Raises
    RegisterRefused.
    """
    computed = _count(request)
    answer, whose = ANSWERS[request.kind], _whose(request)
    critical = answer.critical and whose is Whose.OURS
    with transaction.atomic():
        request.deadline = computed_deadline(
            request.case,
            computed,
            title=f"{answer.title}: {request.title}"[:200],
            whose=whose.value,
            severity=Deadline.Severity.CRITICAL
            if critical
            else Deadline.Severity.NORMAL,
            rule_id=answer.rule_id,
            citation=answer.citation,
            rule_version=PACK_VERSION,
            rule_checked="unchecked",
            condition=answer.condition,
            created_at=now,
        )
        request.save()
        if whose is Whose.OURS and court(request.case.court_id).country == "US":
            for rule in ExportGate.Rule:
                ExportGate.objects.create(request=request, rule=rule)
            _show_gates(request)
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
        reason = f"Answered on {on}."
        status = Deadline.Status.MET
        close_deadline(row.deadline, status, by=by, reason=reason, now=now)
    return row


def refuse_answer(request: DiscoveryRequest, *, on: date) -> None:
    """Raise RegisterRefused where it is answered, or would be before its service."""
    if request.answered_on is not None:
        message = f"answered_on: it was answered on {request.answered_on}."
        raise RegisterRefused(field="answered_on", message=message)
    if on < request.served_on:
        message = f"answered_on: {on} is before its service on {request.served_on}."
        raise RegisterRefused(field="answered_on", message=message)


def save_gate(gate: ExportGate) -> None:
    """Store a gate's new state, and show it on the deadline that it stands before."""
    with transaction.atomic():
        gate.save()
        _show_gates(gate.request)


def record_notice(notice: InsurerNotice, *, by: Person, now: datetime) -> InsurerNotice:
    """Store a notice to give, with its deadline. Raises RegisterRefused."""
    with transaction.atomic():
        notice.deadline = entered_deadline(
            notice.case,
            notice.notice_due_on,
            by=by,
            title=f"Notify the insurer: {notice.insurer}"[:200],
            severity=Deadline.Severity.CRITICAL,
            condition=f"Policy {notice.policy}.",
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
            message = f"given_on: it was given on {row.given_on}."
            raise RegisterRefused(field="given_on", message=message)
        row.given_on = on
        row.save()
        reason = f"Notice given on {on}."
        status = Deadline.Status.MET
        close_deadline(row.deadline, status, by=by, reason=reason, now=now)
    return row


def _show_gates(request: DiscoveryRequest) -> None:
    shut = [gate for gate in request.gates.all() if gate.state not in OPEN_GATES]
    deadline = Deadline.objects.select_for_update().get(pk=request.deadline_id)
    deadline.flag = ""
    if shut:
        names = "; ".join(str(gate) for gate in shut)
        deadline.flag = f"PRC export not cleared: {names}."
    deadline.save()


def _count(request: DiscoveryRequest) -> Computed:
    answer = ANSWERS[request.kind]
    return counted(
        request.case,
        trigger=request.served_on,
        period=Period.parse(answer.period),
        service=Service(request.service) if answer.added_days else None,
        whose=_whose(request),
        field="served_on",
    )


def _whose(request: DiscoveryRequest) -> Whose:
    """The act is the answer: ours where they ask."""
    asked = request.direction == DiscoveryRequest.Direction.THEIRS
    return Whose.OURS if asked else Whose.OPPONENT
