"""One list says what the end of a case makes moot, and one confirmation closes it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from risks.cases.models import Case, Closure, ClosureRow, Deadline
from risks.cases.operations import (
    ClosureRefused,
    ask_to_close,
    confirm_closure,
    refuse_closure,
    reopen,
)
from risks.cases.operations.closing.moot import Ending
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DISMISSED = Ending(kind="dismissed")
CRITICAL = Deadline.Severity.CRITICAL


def ask(case: Case, ending: Ending = DISMISSED, **fields: Any) -> Closure:
    fields.setdefault("by", make_person())
    fields.setdefault("reason", "Order 57.")
    fields.setdefault("now", NOW)
    return ask_to_close(case, ending, **fields)


def statuses(case: Case) -> dict[str, str]:
    return dict(case.deadlines.values_list("title", "status"))


def test_closing_withdraws_what_is_moot_and_keeps_what_is_owed_because_of_it() -> None:
    case = make_case()
    make_deadline(case, title="Reply")
    make_deadline(case, title="Hearing", whose="court")
    make_deadline(case, title="Bill of costs")
    judgment = make_event(make_entry(case), kind="judgment_entered")
    appeal = {"event": judgment, "rule_id": "frap-4a1", "basis": "computed"}
    make_deadline(case, title="Notice of the case", **appeal)

    closure = ask(case)

    case.refresh_from_db()
    assert (closure.state, case.status) == ("confirmed", "closed")
    assert statuses(case) == {
        "Reply": "withdrawn",
        "Hearing": "withdrawn",
        "Bill of costs": "open",
        "Notice of the case": "open",
    }


def test_each_deadline_of_the_list_has_its_reason() -> None:
    case = make_case()
    make_deadline(case, title="Their answer", whose="opponent")

    closure = ask(case)

    assert closure.rows.get().reason == "The other side no longer owes it."
    assert "Dismissed with prejudice: Order 57." in case.deadlines.get().close_reason


def test_a_list_with_a_critical_deadline_waits_for_a_second_person() -> None:
    case, first = make_case(), make_person()
    make_deadline(case, severity=CRITICAL)
    closure = ask(case, by=first)
    with pytest.raises(ClosureRefused, match="another person must confirm"):
        confirm_closure(closure, by=first, reason="Sure.", now=NOW)
    waiting = case.deadlines.get().status

    confirmed = confirm_closure(closure, by=make_person(), reason="Seen.", now=NOW)

    assert (waiting, case.deadlines.get().status) == ("open", "withdrawn")
    assert (confirmed.state, confirmed.is_critical) == ("confirmed", True)


def test_the_database_refuses_one_person_for_a_critical_list() -> None:
    case, first = make_case(), make_person()
    make_deadline(case, severity=CRITICAL)
    ask(case, by=first)
    alone = {"decided_by": first, "decided_at": NOW, "decision_reason": "x"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.update(state="confirmed", is_critical=True, **alone)

    assert Closure.objects.get().state == "asked"


def test_what_a_person_takes_off_the_list_stays_open() -> None:
    case = make_case()
    kept = make_deadline(case, title="Protective order", severity=CRITICAL)
    make_deadline(case, title="Reply")

    closure = ask(case, kept=[kept.pk])

    assert closure.state == "confirmed"
    assert statuses(case) == {"Protective order": "open", "Reply": "withdrawn"}
    assert kept.closure_rows.get().kept_by == closure.asked_by


def test_a_working_date_taken_off_outlives_its_deadline() -> None:
    case = make_case()
    parent = make_deadline(case, title="Reply")
    draft = make_deadline(
        case,
        title="Draft",
        basis="following",
        depends_on=parent,
        interval_number=2,
        interval_unit="days",
        interval_direction="before",
        counted_from=parent.calendared_date,
    )

    ask(case, kept=[draft.pk])

    assert statuses(case) == {"Reply": "withdrawn", "Draft": "open"}


def test_a_refused_list_changes_nothing() -> None:
    case = make_case()
    make_deadline(case, severity=CRITICAL)
    closure = ask(case)

    refuse_closure(closure, by=make_person(), reason="Only in part.", now=NOW)

    case.refresh_from_db()
    assert (case.status, case.deadlines.get().status) == ("open", "open")
    with pytest.raises(ClosureRefused, match="this list is refused"):
        confirm_closure(closure, by=make_person(), reason="Yes.", now=NOW)


def test_a_stay_suspends_and_lifting_it_brings_everything_back() -> None:
    case = make_case()
    make_deadline(case, title="Reply")
    make_deadline(case, title="Notice of appeal")

    closure = ask(case, Ending(kind="stayed"))
    case.refresh_from_db()
    stayed = (case.status, statuses(case))
    reopen(closure, by=make_person(), reason="Entry 80.", now=NOW)

    case.refresh_from_db()
    assert stayed == ("stayed", {"Reply": "suspended", "Notice of appeal": "open"})
    assert case.status == "open"
    assert statuses(case) == {"Reply": "open", "Notice of appeal": "open"}


def test_reopening_leaves_closed_what_was_closed_before() -> None:
    case, person = make_case(), make_person()
    closed = {"status": "met", "closed_at": NOW, "close_reason": "Filed."}
    make_deadline(case, title="Answer", **closed)
    make_deadline(case, title="Reply")
    closure = ask(case)

    reopen(closure, by=person, reason="Vacated on appeal.", now=NOW)

    case.refresh_from_db()
    assert (case.status, statuses(case)) == ("open", {"Answer": "met", "Reply": "open"})


def test_reopening_opens_ours_that_passed_and_not_theirs() -> None:
    case = make_case()
    make_deadline(case, title="Ours")
    make_deadline(case, title="Theirs", whose="opponent")
    closure = ask(case)

    reopen(closure, by=make_person(), reason="Error.", now=NOW + timedelta(days=60))

    assert statuses(case) == {"Ours": "open", "Theirs": "withdrawn"}
    assert closure.rows.get(deadline__title="Theirs").state == ClosureRow.State.PASSED


def test_a_stay_is_not_lifted_before_a_later_dismissal_is_reversed() -> None:
    case = make_case()
    make_deadline(case)
    stay = ask(case, Ending(kind="stayed"))
    case.refresh_from_db()
    dismissal = ask(case, now=NOW + timedelta(days=1))

    with pytest.raises(ClosureRefused, match="reverse the later list first"):
        reopen(stay, by=make_person(), reason="Lifted.", now=NOW)
    reopen(dismissal, by=make_person(), reason="Vacated.", now=NOW)

    case.refresh_from_db()
    assert case.status == "stayed"


def test_a_case_is_closed_once() -> None:
    case = make_case()
    ask(case)

    with pytest.raises(ClosureRefused, match="is already closed"):
        ask(case)

    assert case.closures.count() == 1


def test_a_party_that_leaves_takes_only_its_own_deadlines() -> None:
    case = make_case()
    roe = case.parties.create(name="Roe", role="Defendant")
    case.parties.create(name="Poe", role="Defendant")
    make_deadline(case, title="Answer of Roe", whose="opponent")
    make_deadline(case, title="Joint answer of Roe and Poe", whose="opponent")

    ask(case, Ending(kind="party_out", party=roe))

    case.refresh_from_db()
    assert case.status == "open"
    assert set(statuses(case).values()) == {"withdrawn", "open"}
    assert statuses(case)["Answer of Roe"] == "withdrawn"


def test_a_withdrawn_motion_takes_its_hearing_and_papers() -> None:
    case = make_case()
    fields = {"kind": "hearing_set", "date": date(2026, 6, 26)}
    dismiss = make_event(make_entry(case), subject="motion_to_dismiss", **fields)
    compel = make_event(make_entry(case), subject="motion_to_compel", **fields)
    make_deadline(case, title="Hearing", whose="court", event=dismiss)
    make_deadline(case, title="Opposition", event=dismiss, rule_id="cacd-7-9")
    make_deadline(case, title="Other hearing", whose="court", event=compel)

    ask(case, Ending(kind="motion_withdrawn", motion="motion_to_dismiss"))

    assert statuses(case) == {
        "Hearing": "withdrawn",
        "Opposition": "withdrawn",
        "Other hearing": "open",
    }
