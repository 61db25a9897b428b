"""A change with a paper of the court on file takes effect after 24 hours' notice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from risks.access.models import Person, Role
from risks.cases.models import Case, Deadline, DeadlineChange, DocketEntry
from risks.cases.operations import (
    DeadlineRefused,
    assign,
    confirm,
    give_notice,
    move,
    object_to,
    refuse,
)
from risks.cases.operations.notices.notice import (
    NOTICE,
    is_order,
    lapse_if_changed,
    take_effect,
)
from tests.factories import NOW, make_case, make_deadline, make_entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE, LATER = date(2026, 6, 9), date(2026, 6, 23)
AFTER = NOW + NOTICE
ORDER = "ORDER granting stipulation to extend time to answer to June 23, 2026."
POSTPONED, WITHDRAWN = DeadlineChange.Kind.POSTPONED, DeadlineChange.Kind.WITHDRAWN


def lawyer(name: str) -> Person:
    return make_person(name, roles=[Role.IN_HOUSE_LAWYER])


@pytest.fixture
def answer() -> Deadline:
    """Critical and ours, owned by Ann with Bo behind her."""
    case = make_case(owner=lawyer("ann"), backup=lawyer("bo"))
    return make_deadline(
        case, severity="critical", owner=case.owner, backup=case.backup
    )


def paper(deadline: Deadline, text: str = ORDER, **fields: Any) -> DocketEntry:
    assert deadline.case
    return make_entry(deadline.case, text=text, number="45", **fields)


def notice(deadline: Deadline, **fields: Any) -> DeadlineChange:
    fields = {
        "kind": POSTPONED,
        "document": fields.pop("document", None) or paper(deadline),
        "due_date": LATER,
        "by": deadline.owner,
        "reason": "Stipulated.",
        "now": NOW,
    } | fields
    return give_notice(deadline, fields.pop("kind"), **fields)


def due(deadline: Deadline) -> date:
    deadline.refresh_from_db()
    return deadline.due_date


def test_until_the_notice_has_passed_the_old_date_stands(answer: Deadline) -> None:
    change = notice(answer)

    early = take_effect(change, now=AFTER - timedelta(seconds=1))

    assert not early
    assert (due(answer), answer.status) == (DUE, "open")
    assert change.effective_at == AFTER


def test_after_24_hours_it_takes_effect_once_and_says_why(answer: Deadline) -> None:
    change = notice(answer)

    effects = [take_effect(change, now=AFTER), take_effect(change, now=AFTER)]

    change.refresh_from_db()
    assert effects == [True, False]
    assert (due(answer), answer.due_rev) == (LATER, 2)
    assert (change.state, change.decided_by) == ("effected", None)
    assert "Took effect: 24 hours after the notice" in answer.earlier_due[0]["reason"]


def test_a_withdrawal_takes_effect_by_who_gave_the_notice(answer: Deadline) -> None:
    change = notice(answer, kind=WITHDRAWN, due_date=None)

    take_effect(change, now=AFTER)

    answer.refresh_from_db()
    assert (answer.status, answer.closed_by) == ("withdrawn", answer.owner)


def test_one_who_was_told_may_object_and_a_second_person_decides(
    answer: Deadline,
) -> None:
    change = notice(answer)
    assert answer.backup

    object_to(change, by=answer.backup, reason="Not stipulated.", now=NOW)
    took_effect = take_effect(change, now=AFTER)
    before = due(answer)
    confirm(change, by=lawyer("cy"), reason="It is, see entry 45.", now=AFTER)

    assert (took_effect, before, due(answer)) == (False, DUE, LATER)


def test_who_asked_and_who_was_not_told_cannot_object(answer: Deadline) -> None:
    change = notice(answer)

    for person in (answer.owner, lawyer("cy")):
        with pytest.raises(DeadlineRefused, match="only the owner and the backup"):
            object_to(change, by=person, reason="No.", now=NOW)


def test_after_it_took_effect_nobody_objects(answer: Deadline) -> None:
    change = notice(answer)
    take_effect(change, now=AFTER)
    assert answer.backup

    with pytest.raises(DeadlineRefused, match="no longer on notice"):
        object_to(change, by=answer.backup, reason="Late.", now=AFTER)


def test_a_second_person_confirms_at_once(answer: Deadline) -> None:
    change = notice(answer)
    assert answer.backup

    confirm(change, by=answer.backup, reason="Read the order.", now=NOW)

    assert due(answer) == LATER
    assert not take_effect(change, now=AFTER)


def test_who_gave_notice_takes_it_back(answer: Deadline) -> None:
    change = notice(answer)

    refuse(change, by=answer.owner, reason="A mistake.", now=NOW)

    assert not take_effect(change, now=AFTER)
    assert due(answer) == DUE


def close(row: Deadline) -> None:
    closed = {"status": "met", "closed_at": NOW, "close_reason": "Filed."}
    Deadline.objects.filter(pk=row.pk).update(**closed)


def advance(row: Deadline) -> None:
    move(row, due_date=date(2026, 6, 5), reason="Ordered.", by=row.owner, now=NOW)


def reassign(row: Deadline) -> None:
    owner = lawyer("cy")
    assign(row, owner=owner, backup=row.backup, reason="Leave.", by=owner)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (close, "The deadline was closed"),
        (advance, "The date of the deadline changed"),
        (reassign, "The owner or the backup"),
    ],
)
def test_it_lapses_with_a_line_if_the_deadline_changed(
    answer: Deadline, act: Callable[[Deadline], None], why: str
) -> None:
    change = notice(answer)
    act(answer)
    before = due(answer)

    took_effect = take_effect(change, now=AFTER)

    change.refresh_from_db()
    assert (took_effect, change.state, due(answer)) == (False, "lapsed", before)
    assert change.decision_reason.startswith(why)


def test_it_lapses_before_its_time_and_not_without_a_cause(answer: Deadline) -> None:
    change = notice(answer)
    unchanged = lapse_if_changed(change, now=NOW)
    advance(answer)

    changed = lapse_if_changed(change, now=NOW)

    assert (unchanged, changed) == (False, True)
    assert notice(answer).state == "asked"


def test_where_nobody_else_would_be_told_there_is_no_notice(answer: Deadline) -> None:
    assert answer.backup
    answer.backup.is_active = False
    answer.backup.save()

    with pytest.raises(DeadlineRefused, match="nobody else would be told"):
        notice(answer)


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        ("MOTION to extend time.", {}, "needs an order or a stipulation"),
        ("PROPOSED ORDER to extend time.", {}, "needs an order or a stipulation"),
        (ORDER, {"tier": "article"}, "a report of an entry is not the entry"),
    ],
)
def test_a_later_day_needs_an_order_or_a_stipulation_on_file(
    answer: Deadline, text: str, fields: dict[str, str], message: str
) -> None:
    with pytest.raises(DeadlineRefused, match=message):
        notice(answer, document=paper(answer, text, **fields))


def test_the_paper_is_of_the_docket_of_its_case(answer: Deadline) -> None:
    other = make_entry(make_case(), text=ORDER)

    with pytest.raises(DeadlineRefused, match="of the docket of its case"):
        notice(answer, document=other)


def test_an_earlier_day_needs_no_notice(answer: Deadline) -> None:
    with pytest.raises(DeadlineRefused, match="enter a day after 2026-06-09"):
        notice(answer, due_date=date(2026, 6, 1))


def test_one_change_waits_at_a_time(answer: Deadline) -> None:
    notice(answer)

    with pytest.raises(DeadlineRefused, match="already waiting"):
        notice(answer)


def test_the_database_keeps_a_notice_and_its_end_complete(answer: Deadline) -> None:
    change = notice(answer)
    rows = DeadlineChange.objects.filter(pk=change.pk)
    wrong: tuple[dict[str, Any], ...] = (
        {"document": None},
        {"state": "effected", "decided_at": None, "decision_reason": "So."},
        {"objected_by": answer.backup},
    )

    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ORDER, True),
        ("MINUTES (IN CHAMBERS): the hearing is continued.", True),
        ("JOINT STIPULATION extending time to answer", True),
        ("[PROPOSED] ORDER re stipulation", False),
        ("NOTICE OF LODGING order", False),
        ("ANSWER to the complaint", False),
    ],
)
def test_an_order_is_known_by_its_head(text: str, *, says: bool) -> None:
    assert is_order(make_entry(make_case(), text=text)) is says


def test_a_case_of_two_people_needs_no_third() -> None:
    case: Case = make_case(owner=lawyer("ann"), backup=lawyer("bo"))
    row = make_deadline(case, severity="critical", backup=case.backup)

    change = notice(row, by=case.owner)
    take_effect(change, now=AFTER)

    assert due(row) == LATER
