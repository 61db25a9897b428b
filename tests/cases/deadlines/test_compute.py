"""From an event to its deadlines, and what later events do to them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from risks.cases.models import Case, Deadline, DocketEntry, Event
from risks.cases.operations import (
    EventStatement,
    confirm,
    correct_event,
    file_entry,
    refuse,
)
from risks.cases.sources.docket import StatedEvent
from tests.factories import NOW, make_case, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ANSWER = "frcp-12a-motion-denied"
DENIED = StatedEvent(
    kind="motion_denied", date=date(2026, 5, 26), subject="motion_to_dismiss"
)


def filed(
    case: Case, *events: StatedEvent, on: date = date(2026, 5, 26), **fields: Any
) -> DocketEntry:
    fields.setdefault("text", f"Entry of {on} about {len(events)} events.")
    return file_entry(case, filed_date=on, events=events, now=NOW, **fields)


def test_a_motion_denied_starts_fourteen_days() -> None:
    case = make_case(backup=make_person())

    filed(case, DENIED)

    answer = case.deadlines.get(depends_on=None)
    assert (answer.due_date, answer.tz) == (date(2026, 6, 9), "America/Los_Angeles")
    assert answer.due_at == datetime(2026, 6, 10, 6, 59, 59, tzinfo=UTC)
    assert (answer.rule_id, answer.whose) == ("frcp-12a-motion-denied", "ours")
    assert (answer.owner, answer.backup) == (case.owner, case.backup)


def test_a_computed_deadline_says_why() -> None:
    case = make_case()

    filed(case, DENIED)

    answer = case.deadlines.get(depends_on=None)
    assert answer.citation == "Fed. R. Civ. P. 12(a)(4)(A)"
    assert (answer.basis, answer.severity) == ("computed", "critical")
    assert answer.rule_version
    assert answer.rule_grade == "republished copy"
    assert answer.rule_checked_on is None
    assert "Count 14 days after it" in " ".join(answer.steps)


def test_a_motion_to_amend_denied_asks_for_no_answer() -> None:
    case = make_case()

    filed(case, replace(DENIED, subject="leave_to_amend"))

    assert not case.deadlines.exists()


def test_serving_us_is_the_plaintiff_s_act_and_flagged_for_foreign_countries() -> None:
    case = make_case(our_role=Case.Role.DEFENDANT)

    filed(case, StatedEvent(kind="complaint_filed", date=date(2025, 9, 16)))

    service = case.deadlines.get(depends_on=None)
    assert (service.due_date, service.whose) == (date(2025, 12, 15), "opponent")
    assert "foreign country" in service.flag
    assert service.severity == Deadline.Severity.NORMAL


def test_the_same_act_is_ours_and_critical_when_we_sue() -> None:
    case = make_case(our_role=Case.Role.PLAINTIFF)

    filed(case, StatedEvent(kind="complaint_filed", date=date(2025, 9, 16)))

    service = case.deadlines.get(depends_on=None)
    assert (service.whose, service.severity) == ("ours", "critical")


def test_a_hearing_counts_backward_and_knows_who_moved() -> None:
    case = make_case()
    hearing = replace(DENIED, kind="hearing_set", date=date(2026, 5, 29))

    filed(case, hearing, on=date(2026, 4, 10))

    rows = {row.rule_id: (row.due_date, row.whose) for row in case.deadlines.all()}
    assert rows["cacd-7-9"] == (date(2026, 5, 8), "opponent")
    assert rows["cacd-7-10"] == (date(2026, 5, 15), "ours")
    assert rows[""] == (date(2026, 5, 29), "court")


def test_a_date_of_ours_on_a_sunday_is_worked_to_on_friday() -> None:
    case = make_case()
    sunday = StatedEvent(
        kind="court_set_date", date=date(2026, 6, 14), subject="Report", whose="ours"
    )

    filed(case, sunday, replace(sunday, subject="Theirs", whose="opponent"))

    due = {row.title: row.due_date for row in case.deadlines.filter(depends_on=None)}
    assert due == {"Report": date(2026, 6, 12), "Theirs": date(2026, 6, 14)}
    ours = case.deadlines.get(title="Report")
    assert (ours.latest_arguable_date, ours.severity) == (date(2026, 6, 14), "critical")
    assert "not a court day" in ours.reason


def test_a_date_in_the_clerk_s_words_reminds_beside_the_rule_s() -> None:
    case = make_case()
    text = "PROOF OF SERVICE Executed, Acme served on 5/4/2026, answer due 5/22/2026."

    file_entry(case, filed_date=date(2026, 5, 5), text=text, now=NOW)

    rows = case.deadlines.filter(title__startswith="Answer")
    due = {row.basis: row.due_date for row in rows}
    assert due == {"computed": date(2026, 5, 26), "court_set": date(2026, 5, 22)}
    assert case.events.get(kind="court_set_date").words == "answer due 5/22/2026"


def test_the_clerk_s_date_for_the_answer_is_theirs_when_we_sue() -> None:
    case = make_case(our_role=Case.Role.PLAINTIFF)
    text = "PROOF OF SERVICE Executed, Acme served on 5/4/2026, answer due 5/22/2026."

    file_entry(case, filed_date=date(2026, 5, 5), text=text, now=NOW)

    answers = case.deadlines.filter(title__startswith="Answer")
    assert set(answers.values_list("whose", flat=True)) == {"opponent"}
    assert answers.count() == 2


def test_an_answer_that_is_stated_asks_a_person_to_close_the_deadline() -> None:
    case = make_case()
    filed(case, DENIED)

    answer = StatedEvent(kind="answer_filed", date=date(2026, 6, 8))
    filed(case, answer, on=date(2026, 6, 8), number="44")

    deadline = case.deadlines.get(rule_id=ANSWER)
    change = deadline.changes.get()
    assert deadline.status == Deadline.Status.OPEN
    assert (change.kind, change.asked_by) == ("met", None)
    assert "Answer filed on 2026-06-08, stated by entry 44" in change.reason


def test_a_stated_act_closes_at_once_what_is_not_critical() -> None:
    case = make_case(our_role="plaintiff")
    filed(case, DENIED)

    answer = StatedEvent(kind="answer_filed", date=date(2026, 6, 8))
    filed(case, answer, on=date(2026, 6, 8), number="44")

    deadline = case.deadlines.get(rule_id=ANSWER)
    assert (deadline.severity, deadline.status) == ("normal", "met")
    assert "stated by entry 44" in deadline.close_reason


def test_an_answer_that_is_only_recognised_closes_nothing() -> None:
    case = make_case()
    filed(case, DENIED)
    text = "ANSWER to Complaint filed by Acme."

    file_entry(case, filed_date=date(2026, 6, 8), text=text, now=NOW)

    assert case.events.filter(kind="answer_filed").exists()
    assert case.deadlines.get(rule_id=ANSWER).status == Deadline.Status.OPEN


def test_an_answer_from_before_the_order_meets_nothing() -> None:
    case = make_case()
    filed(case, DENIED)

    answer = StatedEvent(kind="answer_filed", date=date(2026, 5, 1))
    filed(case, answer, on=date(2026, 5, 1))

    assert case.deadlines.get(rule_id=ANSWER).status == Deadline.Status.OPEN


def test_an_opposition_meets_the_date_of_its_own_motion() -> None:
    case = make_case()
    hearing = StatedEvent(kind="hearing_set", date=date(2026, 6, 29))
    filed(
        case,
        replace(hearing, subject="motion_to_dismiss"),
        replace(hearing, subject="summary_judgment"),
    )

    act = replace(hearing, kind="opposition_filed", subject="summary_judgment")
    filed(case, act, on=date(2026, 6, 5))

    met = case.deadlines.get(changes__kind="met")
    assert met.event is not None
    assert (met.rule_id, met.event.subject) == ("cacd-7-9", "summary_judgment")


def test_what_a_person_refused_to_close_is_not_asked_again() -> None:
    case = make_case()
    filed(case, DENIED)
    answer = StatedEvent(kind="answer_filed", date=date(2026, 6, 8))
    entry = filed(case, answer, on=date(2026, 6, 8))
    row = case.deadlines.get(rule_id=ANSWER)
    refuse(row.changes.get(), by=make_person(), reason="A draft.", now=NOW)

    filed(case, answer, on=date(2026, 6, 8), text=entry.text)

    assert row.changes.get().state == "refused"


def test_an_event_that_moves_forward_advances_its_deadline() -> None:
    case = make_case()
    filed(case, DENIED)

    filed(case, replace(DENIED, date=date(2026, 5, 22)))

    answer = case.deadlines.get(rule_id=ANSWER)
    assert (answer.due_date, answer.due_rev) == (date(2026, 6, 5), 2)
    assert answer.earlier_due[0]["due_date"] == "2026-06-09"
    assert "2026-05-22" in answer.earlier_due[0]["reason"]


def test_an_event_that_moves_back_leaves_both_dates_reminding() -> None:
    case = make_case()
    filed(case, DENIED)

    filed(case, replace(DENIED, date=date(2026, 5, 28)))

    rows = case.deadlines.open().filter(depends_on=None).order_by("due_date")
    assert [row.due_date for row in rows] == [date(2026, 6, 9), date(2026, 6, 11)]
    assert {row.due_rev for row in rows} == {1}


def test_a_closed_deadline_stays_as_it_was_when_its_event_moves() -> None:
    case = make_case()
    filed(case, DENIED)
    filed(
        case,
        StatedEvent(kind="answer_filed", date=date(2026, 6, 8)),
        on=date(2026, 6, 8),
    )
    change = case.deadlines.get(rule_id=ANSWER).changes.get()
    confirm(change, by=make_person(), reason="Seen.", now=NOW)

    filed(case, replace(DENIED, date=date(2026, 5, 22)))

    assert case.deadlines.get(rule_id=ANSWER).due_date == date(2026, 6, 9)


def test_a_person_s_correction_is_kept_when_the_entry_comes_again() -> None:
    case = make_case()
    text = "ANSWER to Complaint filed by Acme."
    entry = file_entry(case, filed_date=date(2026, 5, 4), text=text, now=NOW)
    said = EventStatement(Event.Kind.RESPONSE_FILED, date(2026, 5, 4))
    why = "It answers an order."
    correct_event(entry.events.get(), said, by=case.owner, reason=why, now=NOW)

    longer = "ANSWER to Complaint filed by Acme. JURY DEMAND."
    file_entry(case, filed_date=date(2026, 5, 4), text=longer, now=NOW)

    assert entry.events.get(is_rejected=False).kind == Event.Kind.RESPONSE_FILED


def test_an_entry_without_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text: say what was filed"):
        file_entry(make_case(), filed_date=date(2026, 5, 4), text=" ", now=NOW)


def test_a_period_that_an_order_sets_is_counted_and_waits_to_be_verified() -> None:
    case = make_case()
    text = "ORDER: the plaintiffs shall pay the fee within 14 days of this order."

    file_entry(case, filed_date=date(2026, 5, 9), text=text, now=NOW)

    (row,) = case.deadlines.open()
    # The 14th day is a Saturday, and the Monday after it is Memorial Day.
    assert row.due_date == date(2026, 5, 26)
    assert (row.basis, row.rule_id) == ("computed", "")
    assert row.event is not None
    assert row.event.period == "14 days"
    assert "verify the day" in row.flag


def test_a_counted_period_of_ours_is_among_the_dates_to_verify() -> None:
    case = make_case(our_role=Case.Role.DEFENDANT)
    text = "ORDER: the parties shall file a joint report within 14 days."

    file_entry(case, filed_date=date(2026, 5, 11), text=text, now=NOW)

    (row,) = case.deadlines.unverified()
    assert (row.title, row.severity) == ("Report within 14 days", "critical")


def test_a_period_from_a_day_that_the_order_does_not_tell_has_no_date() -> None:
    case = make_case()
    text = "ORDER: answers are due within 21 days of the defendants' first appearance."

    file_entry(case, filed_date=date(2026, 5, 11), text=text, now=NOW)

    assert not case.deadlines.exists()


def test_a_court_that_counts_by_no_rule_known_here_gets_no_counted_period() -> None:
    case = make_case(court_id="sghc")
    text = "ORDER: the defendant shall pay the fee within 14 days of this order."

    file_entry(case, filed_date=date(2026, 5, 11), text=text, now=NOW)

    assert not case.deadlines.exists()
