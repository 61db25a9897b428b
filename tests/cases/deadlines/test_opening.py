"""Which deadlines an event opens, whose they are, and what makes them needless."""

from datetime import date

import pytest

from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations import EventStatement, add_event, file_entry
from risks.cases.sources.docket import StatedEvent
from tests.factories import NOW, make_case, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DEFENDANT = Case.Role.DEFENDANT
MOVED = date(2026, 5, 4)


def file(case: Case, text: str, *, on: date = MOVED, number: str = "1") -> None:
    file_entry(case, filed_date=on, text=text, number=number, now=NOW)


def stated(case: Case, kind: str, on: date, *, subject: str = "") -> None:
    event = StatedEvent(kind=kind, date=on, subject=subject)
    file_entry(case, filed_date=on, events=(event,), text=f"{kind} of {on}", now=NOW)


def dates(case: Case, rule_id: str) -> list[date]:
    rows = case.deadlines.open().filter(rule_id=rule_id).order_by("due_at")
    return [row.due_date for row in rows]


def whose(case: Case, rule_id: str) -> str:
    return case.deadlines.get(rule_id=rule_id).whose


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("MOTION to Dismiss filed by Defendant Acme.", True),
        ("MOTION for More Definite Statement filed by Defendant Acme.", True),
        ("MOTION to Strike 1 Complaint filed by Defendant Acme.", True),
        ("MOTION to Compel filed by Defendant Acme.", False),
        ("MOTION to Transfer Case filed by Defendant Acme.", False),
        ("MOTION for Leave to Appear Pro Hac Vice by Defendant Acme.", False),
    ],
)
def test_only_a_rule_12_motion_starts_the_time_to_amend_once(
    text: str,
    opens: bool,  # noqa: FBT001
) -> None:
    case = make_case(our_role=DEFENDANT)

    file(case, text)

    assert bool(dates(case, "frcp-15a1b-motion")) is opens


def test_the_time_to_amend_opens_once_for_the_earlier_of_answer_and_motion() -> None:
    case = make_case(our_role=DEFENDANT)
    file(case, "MOTION to Dismiss filed by Defendant Acme.")

    file(case, "MOTION to Strike filed by Defendant Acme.", number="2")
    file(case, "ANSWER to Complaint.", on=date(2026, 5, 11), number="3")

    assert dates(case, "frcp-15a1b-motion") == [date(2026, 5, 26)]
    assert dates(case, "frcp-15a1b-answer") == []


def test_an_earlier_event_imported_later_asks_to_let_the_later_date_go() -> None:
    case = make_case(our_role=DEFENDANT)
    stated(case, "answer_filed", date(2026, 5, 11))

    stated(case, "motion_filed", MOVED, subject="motion_to_dismiss")

    assert dates(case, "frcp-15a1b-motion") == [date(2026, 5, 26)]
    change = DeadlineChange.objects.get(deadline__rule_id="frcp-15a1b-answer")
    assert change.reason.startswith("Whichever is earlier counts")


@pytest.mark.parametrize(
    "text",
    [
        "NOTICE of Appearance by Ann Moss on behalf of Defendant Acme.",
        "MOTION to Dismiss filed by Defendant Acme.",
        "ANSWER to Complaint by Acme.",
    ],
)
def test_a_defendant_s_first_paper_is_an_appearance(text: str) -> None:
    case = make_case(our_role=DEFENDANT)

    file(case, text)
    file(case, "ANSWER to Complaint by Dove.", on=date(2026, 6, 1), number="2")

    # The earliest reading: Independence Day may be observed on the Friday.
    assert dates(case, "frcp-16b2-appeared") == [date(2026, 7, 3)]


def test_a_plaintiff_s_appearance_starts_nothing_and_ends_nothing() -> None:
    case = make_case(our_role=DEFENDANT)
    stated(case, "complaint_filed", date(2026, 4, 20))

    file(case, "NOTICE of Appearance by Ann Moss on behalf of Plaintiff Dove.")

    assert dates(case, "frcp-16b2-appeared") == []
    assert dates(case, "frcp-4m") == [date(2026, 7, 20)]


def test_an_appearance_closes_the_other_side_s_time_to_serve_with_the_reason() -> None:
    case = make_case(our_role=DEFENDANT)
    stated(case, "complaint_filed", date(2026, 4, 20))

    file(case, "NOTICE of Appearance by Ann Moss on behalf of Defendant Acme.")

    service = case.deadlines.get(rule_id="frcp-4m")
    assert service.status == Deadline.Status.WITHDRAWN
    assert service.close_reason == "It is no longer needed: Appeared on 2026-05-04."


def test_after_an_appearance_no_time_to_serve_opens() -> None:
    case = make_case(our_role=DEFENDANT)
    file(case, "NOTICE of Appearance by Ann Moss on behalf of Defendant Acme.")

    stated(case, "complaint_filed", date(2026, 4, 20))

    assert dates(case, "frcp-4m") == []


def test_our_own_time_to_serve_waits_for_a_second_person() -> None:
    case = make_case(our_role=Case.Role.PLAINTIFF)
    stated(case, "complaint_filed", date(2026, 4, 20))

    file(case, "NOTICE of Appearance by Ann Moss on behalf of Defendant Acme.")

    assert dates(case, "frcp-4m") == [date(2026, 7, 20)]
    change = DeadlineChange.objects.get(deadline__rule_id="frcp-4m")
    assert (change.kind, change.state) == ("withdrawn", "asked")


def test_what_a_person_states_closes_it_too() -> None:
    case = make_case(our_role=DEFENDANT)
    stated(case, "complaint_filed", date(2026, 4, 20))
    entry = file_entry(case, filed_date=MOVED, text="Letter.", now=NOW)

    add_event(
        entry,
        EventStatement("appeared", MOVED),
        by=make_person("lee"),
        reason="By letter.",
        now=NOW,
    )

    assert dates(case, "frcp-4m") == []


HEARING = "Motion set for hearing on 8/3/2026 at 08:30 AM."


def test_no_notice_is_due_of_a_motion_that_is_on_file() -> None:
    case = make_case(our_role=DEFENDANT)

    file(case, f"NOTICE OF MOTION AND MOTION to Dismiss filed by Defendant. {HEARING}")

    assert dates(case, "cacd-6-1") == []
    assert dates(case, "cacd-7-9") == [date(2026, 7, 13)]


@pytest.mark.parametrize(
    ("mover", "opposition", "reply"),
    [
        ("Defendant Acme", "opponent", "ours"),
        ("Plaintiff Dove", "ours", "opponent"),
        ("Dove Ltd", "ours", "opponent"),
        ("somebody", "ours", "ours"),
    ],
)
def test_the_filer_of_the_motion_settles_whose_its_papers_are(
    mover: str, opposition: str, reply: str
) -> None:
    case = make_case(our_role=DEFENDANT)
    case.parties.create(name="Dove Ltd", role="Plaintiff")

    file(case, f"MOTION to Compel filed by {mover}. {HEARING}")

    assert whose(case, "cacd-7-9") == opposition
    assert whose(case, "cacd-7-10") == reply


def test_a_hearing_set_later_is_of_the_motion_of_its_subject() -> None:
    case = make_case(our_role=DEFENDANT)
    file(case, "MOTION for Summary Judgment filed by Plaintiff Dove.")

    file(
        case,
        "ORDER: MOTION for Summary Judgment. Motion Hearing set for 8/3/2026.",
        on=date(2026, 5, 11),
        number="2",
    )

    assert whose(case, "cacd-7-9") == "ours"
    assert whose(case, "cacd-7-10") == "opponent"


def test_a_motion_in_the_north_starts_the_opposition_and_its_answer_the_reply() -> None:
    case = make_case(our_role=DEFENDANT, court_id="cand")
    file(case, "MOTION to Compel filed by Plaintiff Dove.")

    file(
        case,
        "OPPOSITION to 1 MOTION to Compel filed by Defendant Acme.",
        on=date(2026, 5, 15),
        number="2",
    )

    assert dates(case, "cand-7-3-opposition") == [date(2026, 5, 18)]
    assert whose(case, "cand-7-3-opposition") == "ours"
    assert dates(case, "cand-7-3-reply") == [date(2026, 5, 22)]
    assert whose(case, "cand-7-3-reply") == "opponent"


JUDGED, ORDERED = date(2026, 4, 6), date(2026, 5, 27)


def with_a_motion(filed: date, *, subject: str = "new_trial") -> Case:
    case = make_case(our_role=DEFENDANT)
    stated(case, "judgment_entered", JUDGED)
    stated(case, "motion_filed", filed, subject=subject)
    return case


def test_an_order_on_a_timely_motion_starts_the_appeal_anew_and_asks() -> None:
    case = with_a_motion(date(2026, 5, 4))

    stated(case, "motion_denied", ORDERED, subject="new_trial")

    assert dates(case, "frap-4a1") == [date(2026, 5, 6)]
    assert dates(case, "frap-4a4") == [date(2026, 6, 26)]
    change = DeadlineChange.objects.get(deadline__rule_id="frap-4a1")
    assert change.kind == "withdrawn"
    assert change.reason.startswith(
        "The time starts again (Fed. R. App. P. 4(a)(4)(A))"
    )


def test_the_judgment_may_come_in_after_the_order_on_the_motion() -> None:
    case = make_case(our_role=DEFENDANT)
    stated(case, "motion_denied", ORDERED, subject="new_trial")
    stated(case, "motion_filed", date(2026, 5, 4), subject="new_trial")

    stated(case, "judgment_entered", JUDGED)
    stated(case, "judgment_entered", JUDGED)

    assert dates(case, "frap-4a1") == [date(2026, 5, 6)]
    assert dates(case, "frap-4a4") == [date(2026, 6, 26)]
    change = DeadlineChange.objects.get(deadline__rule_id="frap-4a1")
    assert change.kind == "withdrawn"


def test_a_judgment_that_comes_in_late_makes_no_late_motion_timely() -> None:
    case = make_case(our_role=DEFENDANT)
    stated(case, "motion_denied", ORDERED, subject="new_trial")
    stated(case, "motion_filed", date(2026, 5, 5), subject="new_trial")

    stated(case, "judgment_entered", JUDGED)

    assert dates(case, "frap-4a1") == [date(2026, 5, 6)]
    assert dates(case, "frap-4a4") == []


def test_a_motion_filed_too_late_tolls_nothing() -> None:
    case = with_a_motion(date(2026, 5, 5))

    stated(case, "motion_denied", ORDERED, subject="new_trial")

    assert dates(case, "frap-4a4") == []


def test_fees_toll_only_where_a_person_says_so() -> None:
    case = with_a_motion(date(2026, 4, 13), subject="attorney fees")

    stated(case, "motion_granted", ORDERED, subject="attorney fees")
    assert dates(case, "frap-4a4") == []
    stated(case, "tolling_motion_decided", ORDERED)

    assert dates(case, "frap-4a4") == [date(2026, 6, 26)]


def test_while_another_tolling_motion_waits_the_first_date_is_not_let_go() -> None:
    case = with_a_motion(date(2026, 5, 4))
    stated(case, "motion_filed", date(2026, 4, 27), subject="alter judgment")

    stated(case, "motion_denied", ORDERED, subject="new_trial")

    assert dates(case, "frap-4a1") == [date(2026, 5, 6)]
    asked = DeadlineChange.objects.filter(deadline__rule_id="frap-4a1")
    assert not asked.exists()


def test_a_restraining_order_is_calendared_on_day_fourteen_itself() -> None:
    case = make_case(our_role=DEFENDANT)

    stated(case, "restraining_order_entered", date(2026, 5, 9))

    order = case.deadlines.get(rule_id="frcp-65b2")
    assert (order.calendared_date, order.latest_arguable_date) == (
        date(2026, 5, 23),
        date(2026, 5, 26),
    )
    assert "is unsettled" in order.reason


def test_a_case_in_a_state_court_has_thirty_days_to_be_removed() -> None:
    case = make_case(our_role=DEFENDANT, court_id="nysupct")

    stated(case, "complaint_received", date(2026, 5, 1))
    stated(case, "served", date(2026, 5, 15))

    assert dates(case, "usc28-1446b-received") == [date(2026, 6, 1)]
    assert dates(case, "usc28-1446b") == []
