"""A docket asks for a closing list, and never closes anything."""

from datetime import date, timedelta
from typing import Any

import pytest

from risks.access.models import Role
from risks.cases.models import Case, Closure
from risks.cases.operations import (
    ClosureRefused,
    confirm_closure,
    file_entry,
    import_docket,
    reject_event,
)
from risks.cases.sources.docket import Docket, Source, StatedEvent
from tests.factories import (
    NOW,
    make_case,
    make_deadline,
    make_entry,
    make_event,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILED = date(2026, 5, 26)


def file(case: Case, kind: str, text: str, **fields: Any) -> None:
    """An entry whose event was recognised in its words."""
    event = StatedEvent(kind=kind, date=FILED, words=text, confidence=0.9, **fields)
    file_entry(case, filed_date=FILED, text=text, number="57", events=[event], now=NOW)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ORDER dismissing case with prejudice.", "dismissed"),
        ("NOTICE of Voluntary Dismissal filed by plaintiff.", "without_prejudice"),
        ("ORDER dismissing counts II and III.", "in_part"),
        ("ORDER administratively closing the case.", "administrative"),
        (
            "ORDER of dismissal with prejudice, without prejudice to costs.",
            "dismissed",
        ),
        ("NOTICE of dismissal of defendant Roe.", "party_out"),
        ("ORDER: the complaint is DISMISSED with leave to amend.", "in_part"),
        ("ORDER: the claims for fraud are DISMISSED.", "in_part"),
        (
            "ORDER: all claims and the case are DISMISSED.",
            "without_prejudice",
        ),
    ],
)
def test_the_list_says_which_kind_of_end_it_is(text: str, kind: str) -> None:
    case = make_case()
    case.parties.create(name="Roe", role="Defendant")
    case.parties.create(name="Poe", role="Defendant")
    make_deadline(case, title="Answer of Roe")
    roe = case.parties.get(name="Roe")

    file(case, "dismissed", text)

    closure = case.closures.get()
    party = roe if kind == "party_out" else None
    assert (closure.kind, closure.state, closure.party) == (kind, "asked", party)
    assert closure.asked_by is None
    assert case.deadlines.get().status == "open"


def test_two_people_confirm_a_critical_list_of_the_docket() -> None:
    case, ann, bo = make_case(), make_person(), make_person()
    make_deadline(case, severity="critical")
    file(case, "dismissed", "ORDER dismissing case with prejudice.")
    closure = case.closures.get()

    first = confirm_closure(closure, by=ann, reason="Read it.", now=NOW)
    after_one = (first.state, case.deadlines.get().status)
    with pytest.raises(ClosureRefused, match="another person"):
        confirm_closure(closure, by=ann, reason="Again.", now=NOW)
    second = confirm_closure(closure, by=bo, reason="So did I.", now=NOW)

    assert after_one == ("asked", "open")
    assert (second.state, case.deadlines.get().status) == ("confirmed", "withdrawn")
    assert (second.asked_by, second.decided_by) == (ann, bo)


def test_whoever_typed_the_entry_is_not_the_second_person() -> None:
    case, ann, bo = make_case(), make_person(), make_person()
    make_deadline(case, severity="critical")
    event = StatedEvent(kind="dismissed", date=FILED)
    text = "ORDER dismissing case with prejudice."
    file_entry(case, filed_date=FILED, text=text, events=[event], by=ann, now=NOW)
    closure = case.closures.get()

    with pytest.raises(ClosureRefused, match="another person must confirm"):
        confirm_closure(closure, by=ann, reason="I typed it.", now=NOW)
    second = confirm_closure(closure, by=bo, reason="Read the order.", now=NOW)

    assert (second.state, second.asked_by, second.decided_by) == ("confirmed", ann, bo)
    assert case.deadlines.get().status == "withdrawn"


def test_whoever_typed_the_entry_confirms_a_list_without_a_critical_deadline() -> None:
    case, ann = make_case(), make_person()
    make_deadline(case)
    event = StatedEvent(kind="dismissed", date=FILED)
    text = "ORDER dismissing case with prejudice."
    file_entry(case, filed_date=FILED, text=text, events=[event], by=ann, now=NOW)

    done = confirm_closure(case.closures.get(), by=ann, reason="Read it.", now=NOW)

    assert done.state == "confirmed"


def test_what_the_order_itself_sets_is_not_moot() -> None:
    case = make_case()
    entry = make_entry(case, filed_date=FILED, text="ORDER dismissing.", number="57")
    order = make_event(entry, kind="court_set_date", date=FILED + timedelta(days=20))
    make_deadline(case, title="Amended complaint", event=order, whose="opponent")
    make_deadline(case, title="Reply")

    file_entry(
        case,
        filed_date=FILED,
        text="ORDER dismissing.",
        number="57",
        events=[StatedEvent(kind="dismissed", date=FILED)],
        now=NOW,
    )

    rows = case.closures.get().rows.all()
    assert [row.deadline.title for row in rows] == ["Reply"]


def test_a_recognised_answer_of_the_other_side_asks_to_close_their_deadline() -> None:
    case = make_case(our_role=Case.Role.PLAINTIFF)
    served = make_event(make_entry(case, filed_date=date(2026, 5, 5)), kind="served")
    rule = {"rule_id": "frcp-12a-served", "basis": "computed", "event": served}
    theirs = make_deadline(case, title="Answer", whose="opponent", **rule)

    file(case, "answer_filed", "ANSWER to Complaint filed by Acme.")
    closure = case.closures.get()
    confirm_closure(closure, by=make_person(), reason="Seen.", now=NOW)

    theirs.refresh_from_db()
    assert (closure.kind, theirs.status) == ("answered", "met")


def test_a_deadline_is_on_the_list_of_the_first_paper_that_answers_it_alone() -> None:
    case = make_case(our_role=Case.Role.PLAINTIFF)
    triggers = (("frcp-12a-served", 5), ("frcp-15a3", 25))
    first, second = (
        make_deadline(
            case,
            title=rule,
            whose="opponent",
            rule_id=rule,
            basis="computed",
            event=make_event(
                make_entry(case, filed_date=date(2026, 5, day)),
                kind="served",
                date=date(2026, 5, day),
            ),
        )
        for rule, day in triggers
    )

    for day, number in (date(2026, 5, 20), "56"), (date(2026, 5, 30), "57"):
        text = f"ANSWER {number} to Complaint filed by Acme."
        event = StatedEvent(kind="answer_filed", date=day, words=text, confidence=0.9)
        file_entry(
            case, filed_date=day, text=text, number=number, events=[event], now=NOW
        )

    lists = [
        [row.deadline for row in one.rows.all()] for one in case.closures.order_by("pk")
    ]
    assert lists == [[first], [second]]


def test_a_stay_of_discovery_suspends_discovery_alone() -> None:
    case = make_case()
    make_deadline(case, title="Expert disclosures")
    make_deadline(case, title="Reply")

    file(case, "stayed", "discovery is STAYED")

    closure = case.closures.get()
    assert closure.kind == "discovery_stayed"
    assert closure.rows.get().deadline.title == "Expert disclosures"


def test_the_end_of_a_stay_opens_what_it_suspended_at_once() -> None:
    case = make_case()
    deadline = make_deadline(case, title="Reply")
    file(case, "stayed", "ORDER staying the case.")
    stay = case.closures.get()
    confirm_closure(stay, by=make_person(), reason="Seen.", now=NOW)

    file(case, "stay_lifted", "ORDER lifting the stay.")

    deadline.refresh_from_db()
    stay.refresh_from_db()
    case.refresh_from_db()
    assert (deadline.status, stay.state, case.status) == ("open", "reversed", "open")
    assert "lifting the stay" in stay.reversal_reason


def test_a_rejected_reading_confirms_nothing() -> None:
    case, person = make_case(), make_person()
    make_deadline(case)
    file(case, "dismissed", "ORDER dismissing case with prejudice.")
    closure = Closure.objects.get()
    reject_event(case.events.get(), by=person, reason="Another case.", now=NOW)

    with pytest.raises(ClosureRefused, match="asked for this list was rejected"):
        confirm_closure(closure, by=person, reason="Yes.", now=NOW)

    assert case.deadlines.get().status == "open"


def test_an_old_dismissal_without_open_deadlines_asks_nothing() -> None:
    case = make_case()
    old = date(2020, 1, 6)
    event = StatedEvent(kind="dismissed", date=old)

    file_entry(case, filed_date=old, text="ORDER dismissing.", events=[event], now=NOW)

    assert not case.closures.exists()


def test_a_terminated_docket_page_asks_and_closes_nothing() -> None:
    case = make_case(owner=make_person(roles=[Role.IN_HOUSE_LAWYER]))
    make_deadline(case, title="Reply")
    docket = Docket(
        source=Source.PACER,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        terminated_date=FILED,
        entries=(),
    )

    import_docket(docket, now=NOW)
    import_docket(docket, now=NOW)

    case.refresh_from_db()
    closure = case.closures.get()
    assert (closure.kind, closure.state, case.status) == ("closed", "asked", "open")
    assert closure.rows.get().deadline.title == "Reply"
