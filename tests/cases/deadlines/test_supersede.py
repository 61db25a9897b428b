"""A later word on a date lets nothing go by itself: both remind until two agree."""

from datetime import date, time

import pytest

from risks.cases.models import Case, Deadline, DeadlineChange, Event
from risks.cases.operations import (
    confirm,
    file_entry,
    refuse,
)
from risks.cases.sources.docket import StatedEvent
from tests.factories import NOW, make_case, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MAY = date(2026, 5, 4)
AUTUMN = ("2026-08-24", "2026-09-21")
SERVED = (
    "PROOF OF SERVICE Executed by Doe, upon Acme served on 5/1/2026, answer due "
    "5/29/2026."
)


def file(case: Case, text: str, *, on: date = MAY, number: str = "1") -> None:
    file_entry(case, filed_date=on, text=text, number=number, now=NOW)


def open_dates(case: Case, **of: object) -> list[date]:
    rows = case.deadlines.open().filter(**of).order_by("due_at")
    return list(rows.values_list("due_date", flat=True))


def asked(case: Case) -> list[tuple[str, str]]:
    rows = DeadlineChange.objects.filter(deadline__case=case, state="asked")
    return [(str(row.deadline.due_date), row.kind) for row in rows.order_by("pk")]


def test_a_continued_hearing_asks_to_let_the_earlier_one_go() -> None:
    case = make_case()
    file(case, "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM.")

    file(
        case,
        "ORDER re MOTION to Dismiss: the hearing is continued to July 27, 2026.",
        on=date(2026, 5, 11),
        number="2",
    )

    hearings = open_dates(case, event__kind="hearing_set", rule_id="")
    assert hearings == [date(2026, 7, 6), date(2026, 7, 27)]
    assert ("2026-07-06", "withdrawn") in asked(case)
    said = DeadlineChange.objects.get(deadline__due_date=date(2026, 7, 6)).reason
    assert "due 2026-07-27, 21 days later" in said
    assert "continued to July 27, 2026" in said


@pytest.mark.parametrize(
    "later",
    [
        "ORDER: the status conference set for 6/29/2026 is VACATED.",
        "Reset Hearings: Status Conference set for 7/6/2026 at 10:00 AM.",
        (
            "ORDER continuing the status conference from 6/29/2026 at 9:00 AM to "
            "8/3/2026 at 9:00 AM."
        ),
    ],
)
def test_a_day_that_comes_in_after_the_word_on_it_is_asked_about(later: str) -> None:
    case = make_case()
    file(case, later, on=date(2026, 5, 11), number="2")

    file(case, "ORDER: Status Conference set for 6/29/2026 at 9:00 AM.")
    file(case, "ORDER: Status Conference set for 6/29/2026 at 9:00 AM.")

    assert date(2026, 6, 29) in open_dates(case, rule_id="")
    assert asked(case) == [("2026-06-29", "withdrawn")]


@pytest.mark.parametrize("backwards", [False, True])
def test_what_was_counted_from_a_reset_hearing_is_asked_with_it(
    backwards: bool,  # noqa: FBT001
) -> None:
    case = make_case(court_id="cacd")
    entries = [
        ("MOTION to Dismiss. Motion set for hearing on 6/29/2026 at 08:30 AM.", MAY),
        (
            "Reset Hearings: Motion Hearing set for 7/27/2026 at 10:00 AM.",
            date(2026, 5, 11),
        ),
    ]

    for text, day in reversed(entries) if backwards else entries:
        file(case, text, on=day, number=str(day.day))

    changes = DeadlineChange.objects.filter(deadline__event__date=date(2026, 6, 29))
    rules = {change.deadline.rule_id for change in changes}
    assert {"", "cacd-7-9", "cacd-7-10"} <= rules
    assert open_dates(case, rule_id="cacd-7-9") == [date(2026, 6, 8), date(2026, 7, 6)]


@pytest.mark.parametrize("backwards", [False, True])
def test_an_extension_asks_to_let_the_earlier_day_of_the_court_go(
    backwards: bool,  # noqa: FBT001
) -> None:
    case = make_case(our_role="defendant")
    granted = (
        "ORDER granting 12 Motion for Extension of Time to Answer. Acme answer due "
        "6/29/2026."
    )
    entries = [(SERVED, MAY), (granted, date(2026, 5, 11))]

    for text, day in reversed(entries) if backwards else entries:
        file(case, text, on=day, number=str(day.day))

    answers = open_dates(case, rule_id="", event__subject="Answer")
    assert answers == [date(2026, 5, 29), date(2026, 6, 29)]
    assert ("2026-05-29", "withdrawn") in asked(case)


def test_a_day_set_anew_after_it_was_vacated_stands() -> None:
    case = make_case()
    file(case, "ORDER: the status conference set for 6/29/2026 is VACATED.")

    file(
        case,
        "ORDER: Status Conference set for 6/29/2026 at 9:00 AM.",
        on=date(2026, 5, 11),
        number="2",
    )

    assert date(2026, 6, 29) in open_dates(case, rule_id="")
    assert asked(case) == []


def test_a_reset_hearing_asks_to_let_the_only_one_go_that_is_set() -> None:
    """The clerk names neither the motion nor the earlier day."""
    case = make_case()
    file(case, "MOTION to Dismiss. Motion set for hearing on 6/29/2026 at 08:30 AM.")

    file(
        case,
        "Set/Reset Hearings: Motion Hearing set for 7/6/2026 at 10:00 AM.",
        on=date(2026, 5, 11),
        number="2",
    )

    hearings = open_dates(case, event__kind="hearing_set", rule_id="")
    assert hearings == [date(2026, 6, 29), date(2026, 7, 6)]
    assert ("2026-06-29", "withdrawn") in asked(case)
    assert ("2026-07-06", "withdrawn") not in asked(case)


def test_of_several_hearings_none_is_let_go_by_a_reset_without_a_name() -> None:
    case = make_case(court_id="cand")
    file(case, "MOTION to Dismiss. Motion set for hearing on 6/29/2026.")
    file(case, "MOTION for Summary Judgment. Motion set for hearing on 7/1/2026.")

    file(
        case,
        "Reset Hearings: Motion Hearing set for 7/6/2026 at 10:00 AM.",
        on=date(2026, 5, 11),
        number="2",
    )

    assert not {"2026-06-29", "2026-07-01"} & {day for day, _ in asked(case)}


def test_a_reset_conference_lets_no_hearing_go() -> None:
    case = make_case()
    file(case, "Hearing set for 6/29/2026 at 10:00 AM.")

    file(
        case,
        "Reset Hearings: Status Conference set for 7/6/2026 at 10:00 AM.",
        on=date(2026, 5, 11),
        number="2",
    )

    assert asked(case) == []


def test_a_further_conference_lets_none_go_that_has_been_held() -> None:
    case = make_case()
    file(case, "Status Conference set for 5/8/2026 at 10:00 AM.")

    file(
        case,
        "Reset Hearings: Status Conference set for 7/6/2026 at 10:00 AM.",
        on=date(2026, 5, 11),
        number="2",
    )

    assert asked(case) == []


def test_a_vacated_hearing_goes_on_until_a_second_person_confirms() -> None:
    case = make_case(court_id="cand")
    file(case, "MOTION to Dismiss. Motion Hearing set for 7/6/2026 10:00 AM.")

    file(
        case,
        "CLERK'S NOTICE: the hearing set for 7/6/2026 is VACATED.",
        on=date(2026, 5, 11),
        number="2",
    )
    before = open_dates(case, event__kind="hearing_set")
    confirm(DeadlineChange.objects.get(), by=make_person(), reason="Seen.", now=NOW)

    after = open_dates(case, event__kind="hearing_set")
    assert (before, after) == ([date(2026, 7, 6)], [])


def test_what_was_counted_from_a_vacated_hearing_is_asked_too() -> None:
    case = make_case(court_id="cacd")
    file(case, "MOTION to Dismiss. Motion set for hearing on 7/6/2026 at 10:00 AM.")

    file(
        case,
        "MINUTES: the hearing set for 7/6/2026 is VACATED.",
        on=date(2026, 5, 11),
        number="2",
    )

    rules = DeadlineChange.objects.values_list("deadline__rule_id", flat=True)
    assert set(rules) >= {"", "cacd-7-9", "cacd-7-10"}


def test_a_date_set_by_the_court_beats_the_computed_one_when_two_agree() -> None:
    case = make_case()

    file(case, SERVED)

    answers = open_dates(case, title__startswith="Answer")
    assert answers == [date(2026, 5, 22), date(2026, 5, 29)]
    change = DeadlineChange.objects.get(deadline__rule_id="frcp-12a-served")
    assert change.reason.startswith("The court set a date for it. D-")
    assert "due 2026-05-29, 7 days later: “answer due 5/29/2026”." in change.reason


def test_a_later_order_beats_what_the_rule_counted() -> None:
    case = make_case()
    file(case, "SUMMONS Returned Executed. Acme served on 5/1/2026.")

    file(
        case,
        "ORDER granting stipulation: Acme's answer due 6/22/2026.",
        on=date(2026, 5, 11),
        number="2",
    )

    assert asked(case) == [("2026-05-22", "withdrawn")]


def test_a_trigger_that_moves_later_is_told_in_days_and_both_remind() -> None:
    case = make_case()
    file(case, "PROOF OF SERVICE Executed, upon Acme served on 5/1/2026.")

    file(
        case,
        "PROOF OF SERVICE Executed, upon Acme served on 5/4/2026. Corrected entry.",
    )

    assert open_dates(case, rule_id="frcp-12a-served") == [
        date(2026, 5, 22),
        date(2026, 5, 26),
    ]
    reason = DeadlineChange.objects.get(deadline__rule_id="frcp-12a-served").reason
    assert "due 2026-05-26, 4 days later" in reason


def test_what_was_refused_is_not_asked_again() -> None:
    case = make_case()
    file(case, SERVED)
    change = DeadlineChange.objects.get(deadline__rule_id="frcp-12a-served")
    refuse(change, by=make_person(), reason="Another defendant's.", now=NOW)

    file(case, f"{SERVED} Service was personal.")

    assert asked(case) == []


def test_the_other_side_s_date_does_not_touch_ours() -> None:
    case = make_case()
    stated = StatedEvent(
        kind=Event.Kind.COURT_SET_DATE,
        date=date(2026, 6, 30),
        subject="Answer",
        whose="opponent",
    )
    file(case, "SUMMONS Returned Executed. Acme served on 5/1/2026.")

    file_entry(case, filed_date=MAY, text="ORDER re 9.", events=[stated], now=NOW)

    assert asked(case) == []


def test_a_hearing_is_due_at_the_hour_that_the_court_named() -> None:
    case = make_case()

    file(case, "MOTION to Dismiss. Motion set for hearing on 7/6/2026 at 10:00 AM.")

    row = case.deadlines.get(rule_id="", event__kind="hearing_set")
    assert (row.due_time, row.severity) == (time(10), Deadline.Severity.NORMAL)


def test_the_second_import_asks_nothing_more() -> None:
    case = make_case()
    file(case, SERVED)
    before = asked(case)

    file(case, SERVED)

    assert asked(case) == before


def test_whichever_is_later_is_asked_for_and_the_earlier_reminds() -> None:
    case = make_case()
    file(case, "WAIVER OF SERVICE Returned Executed. Acme waiver sent on 5/1/2026.")

    file(
        case, "FIRST AMENDED COMPLAINT against Acme.", on=date(2026, 5, 11), number="2"
    )

    row = case.deadlines.get(rule_id="frcp-15a3")
    change = row.changes.get()
    assert (row.due_date, row.status) == (date(2026, 5, 26), "open")
    assert (change.kind, change.due_date) == ("postponed", date(2026, 6, 30))
    assert change.reason.startswith(
        "Whichever is later counts (Fed. R. Civ. P. 15(a)(3)"
    )


def test_an_answered_pleading_leaves_fourteen_days_for_the_amended_one() -> None:
    case = make_case()
    file(case, "SUMMONS Returned Executed. Acme served on 5/1/2026.")

    file(
        case, "FIRST AMENDED COMPLAINT against Acme.", on=date(2026, 5, 18), number="2"
    )

    assert not DeadlineChange.objects.filter(deadline__rule_id="frcp-15a3").exists()


def test_one_s_own_time_to_appeal_may_end_after_the_fourteen_days() -> None:
    case = make_case()
    file(case, "JUDGMENT by Judge A. Person.")

    file(
        case,
        "NOTICE OF APPEAL to the 9th CCA filed by Doe.",
        on=date(2026, 5, 7),
        number="2",
    )

    row = case.deadlines.get(rule_id="frap-4a3")
    assert row.due_date == date(2026, 5, 21)
    assert row.changes.get().due_date == date(2026, 6, 3)


def test_whichever_is_earlier_lets_the_scheduling_order_s_later_date_go() -> None:
    case = make_case()
    served = StatedEvent(kind=Event.Kind.SERVED, date=MAY)
    appeared = StatedEvent(kind=Event.Kind.APPEARED, date=date(2026, 5, 11))
    file_entry(case, filed_date=MAY, text="Served.", events=[served], now=NOW)

    file_entry(
        case,
        filed_date=date(2026, 5, 11),
        text="Appeared.",
        events=[appeared],
        now=NOW,
    )

    rows = DeadlineChange.objects.filter(kind="withdrawn")
    change = rows.get(deadline__rule_id="frcp-16b2-served")
    assert "Whichever is earlier counts" in change.reason
    assert change.deadline.status == "open"
