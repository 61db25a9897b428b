"""Dependent deadlines move with theirs, and only as far as somebody confirmed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from risks.cases.models import Case, Deadline, DeadlineChange
from risks.cases.operations import (
    DeadlineRefused,
    confirm,
    file_entry,
    meet,
    move,
    refuse,
    withdraw,
)
from risks.cases.operations.deadlines.update_dependents import update_dependents
from risks.cases.sources.docket import StatedEvent
from risks.engine.time.calendars import Calendar
from tests.factories import NOW, make_case, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MAY_26 = date(2026, 5, 26)
DENIED = StatedEvent(kind="motion_denied", date=MAY_26, subject="motion_to_dismiss")
ANSWER = date(2026, 6, 9)
EARLIER = date(2026, 6, 5)
LATER = date(2026, 6, 23)


def file(case: Case, *events: StatedEvent, text: str = "ORDER.") -> None:
    file_entry(case, filed_date=MAY_26, text=text, events=events, now=NOW)


def make_answer() -> Deadline:
    """Due on 9 June, its draft on the 2nd, its final text on the 5th."""
    case = make_case()
    file(case, DENIED)
    return case.deadlines.get(depends_on=None)


def postpone(deadline: Deadline, day: date) -> None:
    asked = move(
        deadline, due_date=day, reason="Stipulated.", by=make_person(), now=NOW
    )
    change = asked.changes.get(state="asked")
    confirm(change, by=make_person(first_name="Bo"), reason="Order 45.", now=NOW)


def advance(deadline: Deadline, day: date) -> None:
    move(deadline, due_date=day, reason="Ordered.", by=make_person(), now=NOW)


def dates(deadline: Deadline) -> dict[str, date]:
    return {row.chain_rule: row.due_date for row in deadline.dependents.all()}


def test_an_earlier_date_is_taken_at_once_and_the_difference_told() -> None:
    answer = make_answer()

    file(answer.case or make_case(), replace(DENIED, date=date(2026, 5, 22)))

    draft = answer.dependents.get(chain_rule="draft")
    assert dates(answer) == {"draft": date(2026, 5, 29), "final": date(2026, 6, 3)}
    assert (draft.due_rev, draft.earlier_due[0]["due_date"]) == (2, "2026-06-02")
    assert draft.earlier_due[0]["reason"] == (
        f"{answer.code} moved from 2026-06-09 to 2026-06-05; 7 days before it is "
        "4 days earlier."
    )


def test_a_confirmed_postponement_is_followed_at_once_and_names_who_confirmed() -> None:
    answer = make_answer()

    postpone(answer, LATER)

    draft = answer.dependents.get(chain_rule="draft")
    assert dates(answer) == {"draft": date(2026, 6, 16), "final": date(2026, 6, 18)}
    assert draft.earlier_due[0]["reason"].endswith("14 days later. Confirmed by Bo.")
    assert not draft.changes.exists()


def test_until_it_is_confirmed_nothing_that_depends_on_it_moves() -> None:
    answer = make_answer()

    asked = move(
        answer, due_date=LATER, reason="EventStatement.", by=make_person(), now=NOW
    )
    before = dates(answer)
    refuse(asked.changes.get(), by=make_person(), reason="Not signed.", now=NOW)

    assert before == dates(answer)
    assert before["draft"] == date(2026, 6, 2)


def test_a_later_date_that_nobody_confirmed_is_asked_for() -> None:
    answer = make_answer()
    # As if a date had come without the word of a second person.
    Deadline.objects.filter(pk=answer.pk).update(calendared_date=LATER, due_date=LATER)

    update_dependents(answer.case, now=NOW)
    update_dependents(answer.case, now=NOW)

    draft = answer.dependents.get(chain_rule="draft")
    change = draft.changes.get()
    assert (draft.due_date, change.due_date) == (date(2026, 6, 2), date(2026, 6, 16))
    confirm(change, by=make_person(), reason="Seen.", now=NOW)
    draft.refresh_from_db()
    assert (draft.due_date, draft.is_overridden) == (date(2026, 6, 16), False)


def test_what_a_person_moved_stays_and_the_rest_follows() -> None:
    answer = make_answer()
    advance(answer.dependents.get(chain_rule="draft"), date(2026, 5, 29))

    postpone(answer, LATER)

    draft = answer.dependents.get(chain_rule="draft")
    assert dates(answer) == {"draft": date(2026, 5, 29), "final": date(2026, 6, 18)}
    assert (draft.is_overridden, draft.changes.get().due_date) == (
        True,
        date(2026, 6, 16),
    )


def test_who_moved_the_parent_asks_for_the_later_date_and_cannot_confirm_it() -> None:
    answer, ann, bo = make_answer(), make_person(), make_person()
    advance(answer.dependents.get(chain_rule="draft"), date(2026, 5, 29))
    move(answer, due_date=LATER, reason="Stipulated.", by=ann, now=NOW)
    confirm(answer.changes.get(), by=bo, reason="Order 45.", now=NOW)
    change = answer.dependents.get(chain_rule="draft").changes.get()

    with pytest.raises(DeadlineRefused, match="another person must confirm"):
        confirm(change, by=ann, reason="Of course.", now=NOW)

    assert (change.asked_by, change.asked_by_rule) == (ann, "dependent")


def test_a_request_names_the_person_or_the_rule_that_asked() -> None:
    answer = make_answer()
    Deadline.objects.filter(pk=answer.pk).update(calendared_date=LATER, due_date=LATER)

    update_dependents(answer.case, now=NOW)

    change = answer.dependents.get(chain_rule="draft").changes.get()
    assert (change.asked_by, change.asked_by_rule) == (None, "dependent")
    with pytest.raises(IntegrityError, match="deadline_change_names_who_or_what"):
        DeadlineChange.objects.update(asked_by_rule="")


def test_an_earlier_date_of_what_a_person_moved_is_told_in_its_flag() -> None:
    answer = make_answer()
    draft = answer.dependents.get(chain_rule="draft")
    postpone(draft, date(2026, 6, 3))

    advance(answer, date(2026, 6, 8))

    draft.refresh_from_db()
    assert draft.due_date == date(2026, 6, 3)
    assert "Set by a person" in draft.flag
    assert "due on 2026-06-01" in draft.flag


def test_nothing_is_prepared_after_what_it_is_for_whoever_moved_it() -> None:
    answer = make_answer()
    postpone(answer.dependents.get(chain_rule="draft"), date(2026, 6, 4))

    advance(answer, date(2026, 6, 3))

    assert dates(answer) == {"draft": date(2026, 5, 27), "final": date(2026, 6, 1)}


def test_a_postponement_past_what_it_is_for_is_not_kept() -> None:
    answer = make_answer()
    draft = answer.dependents.get(chain_rule="draft")

    postpone(draft, date(2026, 6, 9))
    same_day = dates(answer)["draft"]
    postpone(draft, date(2026, 6, 11))

    draft.refresh_from_db()
    assert (same_day, draft.due_date) == (ANSWER, date(2026, 6, 2))
    assert f"{answer.code} is due on 2026-06-09" in draft.earlier_due[-1]["reason"]


def test_a_link_moved_back_by_hand_follows_again() -> None:
    answer = make_answer()
    draft = answer.dependents.get(chain_rule="draft")
    advance(draft, date(2026, 6, 1))
    postpone(draft, date(2026, 6, 2))

    advance(answer, date(2026, 6, 8))

    draft.refresh_from_db()
    assert (draft.due_date, draft.is_overridden) == (date(2026, 6, 1), False)


@pytest.mark.parametrize("offset", [-8, -4, -1, 1, 6, 20, 25])
def test_there_and_back_again_gives_the_same_dates(offset: int) -> None:
    answer = make_answer()
    before = dates(answer)
    there = ANSWER + timedelta(days=offset)
    calendar = Calendar(court_id="cacd", honours_unsettled=False)

    (postpone if offset > 0 else advance)(answer, there)
    away = dates(answer)
    (advance if offset > 0 else postpone)(answer, ANSWER)

    assert all(day < there and not calendar.why_closed(day) for day in away.values())
    assert away != before
    assert dates(answer) == before


def test_looking_twice_changes_nothing() -> None:
    answer = make_answer()
    advance(answer, EARLIER)
    before = list(Deadline.history.values_list("pk"))

    update_dependents(answer.case, now=NOW)

    assert list(Deadline.history.values_list("pk")) == before


def test_the_plan_behind_a_plan_goes_along() -> None:
    case = make_case()
    file(case, StatedEvent(kind="served", date=MAY_26))
    order = case.deadlines.get(rule_id="frcp-16b2-served")

    advance(order, date(2026, 8, 17))
    early = case.deadlines.get(rule_id="frcp-26a1c").due_date
    postpone(order, date(2026, 8, 31))

    assert early == date(2026, 8, 10)
    assert case.deadlines.get(rule_id="frcp-26a1c").due_date == date(2026, 8, 24)


def test_working_dates_close_with_what_they_are_for() -> None:
    answer = make_answer()
    asked = meet(answer, by=make_person(), reason="Filed as 44.", now=NOW)
    waiting = set(answer.dependents.values_list("status", flat=True))

    confirm(asked.changes.get(), by=make_person(), reason="Seen.", now=NOW)

    draft = answer.dependents.get(chain_rule="draft")
    assert waiting == {"open"}
    assert set(answer.dependents.values_list("status", flat=True)) == {"met"}
    assert draft.close_reason.startswith(f"{answer.code} is met: Filed as 44.")


def test_a_plan_stays_open_when_what_it_follows_is_withdrawn() -> None:
    case = make_case()
    file(case, StatedEvent(kind="served", date=MAY_26))
    order = case.deadlines.get(rule_id="frcp-16b2-served")

    withdraw(order, by=make_person(), reason="Stayed.", now=NOW)

    plan = case.deadlines.get(rule_id="frcp-26f")
    assert (plan.status, plan.depends_on) == ("open", order)


def test_a_move_to_a_year_that_is_not_known_is_told_and_not_followed() -> None:
    answer = make_answer()

    postpone(answer, date(2300, 1, 5))

    draft = answer.dependents.get(chain_rule="draft")
    assert draft.due_date == date(2026, 6, 2)
    assert "cannot be counted" in draft.flag
