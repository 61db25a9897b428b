"""Ask whose docket a number is that nearly matches, and file by the answer."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from risks.access.models import Person
from risks.cases.models import Case, Delivery, DocketQuestion
from risks.cases.operations.intake.known_cases import nearly_matched
from risks.cases.sources.docket import Docket
from risks.cases.sources.docket_number import (
    Likeness,
    compare,
    is_fuller,
    normalised,
)

State = DocketQuestion.State


class DocketQuestionRefused(ValueError):
    """The question cannot be answered; the message is one line."""


def ask_which_case(
    delivery: Delivery, dockets: Iterable[Docket], *, now: datetime
) -> list[Case]:
    """Ask of each case that a docket of the delivery nearly names; return the cases."""
    asked = []
    for docket, cases in nearly_matched(dockets):
        for case in cases:
            question, _made = DocketQuestion.objects.get_or_create(
                case=case,
                docket_number=normalised(docket.docket_number)[:60],
                defaults={"caption": docket.caption, "asked_at": now},
            )
            question.deliveries.add(delivery)
            asked.append(case)
    return asked


def answer_question(
    question: DocketQuestion, *, is_this_case: bool, by: Person, now: datetime
) -> DocketQuestion:
    """Record whether the docket is the case's; what was delivered is filed by it.

    A case that leaves out a part of its number takes the fuller one. Raises
    DocketQuestionRefused if the question is answered already.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=question.case_id)
        row = DocketQuestion.objects.select_for_update().get(pk=question.pk)
        if row.state != State.ASKED:
            raise DocketQuestionRefused(
                _("%(number)s: %(person)s has already answered this question.")
                % {"number": row.docket_number, "person": row.decided_by}
            )
        state = State.THIS if is_this_case else State.OTHER
        _decide(row, state, by=by, now=now)
        if is_this_case:
            _complete(case, row.docket_number)
            answer_by_number(case, by=by, now=now)
    return row


def answer_by_number(case: Case, *, by: Person, now: datetime) -> None:
    """Answer the questions about a case that its present number decides."""
    answers = {Likeness.SAME: State.THIS, Likeness.DIFFERENT: State.OTHER}
    for row in case.docket_questions.filter(state=State.ASKED).order_by("pk"):
        likeness = compare(row.docket_number, case.docket_number)
        if likeness in answers:
            _decide(row, answers[likeness], by=by, now=now)


def _decide(row: DocketQuestion, state: State, *, by: Person, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by, now
    row.save()
    waits = row.deliveries.filter(state=Delivery.State.ASKED)
    waits.update(state=Delivery.State.WAITING, processed_at=None)


def _complete(case: Case, told: str) -> None:
    """Give the case the fuller number, unless another case has it."""
    if not is_fuller(told, than=case.docket_number):
        return
    others = Case.objects.filter(court_id=case.court_id, docket_number=told)
    if not others.exclude(pk=case.pk).exists():
        case.docket_number, case.number_place = told, 0
        case.save()
