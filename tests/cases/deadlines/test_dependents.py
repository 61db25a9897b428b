"""A person adds a dependent deadline, and changes its interval."""

from datetime import date

import pytest

from risks.cases.models import Deadline
from risks.cases.operations import (
    DeadlineRefused,
    add_dependent,
    change_dependent,
    confirm,
    move,
    refuse,
)
from risks.engine.time.dependent_deadlines import Interval
from tests.factories import NOW, make_case, make_company, make_deadline, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WEEK = Interval.parse("7 days before")


def hang(deadline: Deadline, text: str = "7 days before") -> Deadline:
    return add_dependent(
        deadline,
        title="Call the expert",
        interval=Interval.parse(text),
        by=make_person(),
        now=NOW,
    )


def change(dependent: Deadline, text: str) -> Deadline:
    return change_dependent(
        dependent,
        interval=Interval.parse(text),
        reason="She travels.",
        by=make_person(),
        now=NOW,
    )


def test_a_person_adds_a_deadline_before_or_after_another() -> None:
    answer = make_deadline()

    before, after = hang(answer), hang(answer, "2 court days after")

    assert (before.due_date, after.due_date) == (date(2026, 6, 2), date(2026, 6, 11))
    assert (before.depends_on, before.case, before.basis) == (
        answer,
        answer.case,
        "following",
    )
    assert before.steps[-1].startswith("Added by ")


def test_dependents_of_dependents_move_with_them() -> None:
    answer = make_deadline()
    draft = hang(answer)
    review = hang(draft, "1 court day before")

    move(answer, due_date=date(2026, 6, 8), reason="Ordered.", by=answer.owner, now=NOW)

    draft.refresh_from_db()
    review.refresh_from_db()
    assert (draft.due_date, review.due_date) == (date(2026, 6, 1), date(2026, 5, 29))


def test_a_shorter_period_waits_for_a_second_person_and_a_longer_does_not() -> None:
    dependent = hang(make_deadline())

    longer = change(dependent, "8 days before").due_date
    waiting = change(dependent, "2 court days before")
    asked = waiting.changes.get()
    confirm(asked, by=make_person(), reason="Agreed.", now=NOW)

    dependent.refresh_from_db()
    assert (longer, waiting.due_date) == (date(2026, 6, 1), date(2026, 6, 1))
    assert (dependent.due_date, dependent.is_overridden) == (date(2026, 6, 5), False)
    assert (dependent.interval, dependent.due_rev) == ("2 court days before", 3)
    assert "2 days" not in dependent.earlier_due[0]["reason"]
    assert "1 day earlier" in dependent.earlier_due[0]["reason"]


def test_a_period_that_a_second_person_refuses_leaves_the_date() -> None:
    dependent = change(hang(make_deadline()), "2 days before")

    refuse(dependent.changes.get(), by=make_person(), reason="Too late.", now=NOW)

    dependent.refresh_from_db()
    assert (dependent.due_date, dependent.status, dependent.is_overridden) == (
        date(2026, 6, 2),
        "open",
        True,
    )


def test_what_cannot_be_added_is_refused_in_one_line() -> None:
    answer = make_deadline()
    closed = make_deadline(status="met", closed_at=NOW, close_reason="Filed.")
    of_company = make_deadline(company=make_company())
    elsewhere = make_deadline(make_case(court_id="gone"))
    refused = [
        (closed, WEEK, "Call", "is already met"),
        (of_company, WEEK, "Call", "only a deadline of a case can have dependents"),
        (elsewhere, WEEK, "Call", "'gone' is not the id of a court"),
        (answer, WEEK, " ", "Enter what is due"),
        (
            answer,
            Interval.parse("30 days before"),
            "Call",
            "2026-05-08, which is in the past",
        ),
    ]

    for deadline, interval, title, message in refused:
        with pytest.raises(DeadlineRefused, match=message):
            add_dependent(
                deadline, title=title, interval=interval, by=answer.owner, now=NOW
            )

    assert not Deadline.objects.dependent().exists()


def test_only_what_follows_another_can_be_set_further_or_nearer() -> None:
    answer = make_deadline()
    dependent = hang(answer)

    with pytest.raises(DeadlineRefused, match="does not depend on another deadline"):
        change(answer, "8 days before")
    with pytest.raises(DeadlineRefused, match="Enter a reason"):
        change_dependent(dependent, interval=WEEK, reason=" ", by=answer.owner, now=NOW)
    with pytest.raises(DeadlineRefused, match="which is in the past"):
        change(dependent, "20 days before")

    dependent.refresh_from_db()
    assert (dependent.interval, dependent.due_rev) == ("7 days before", 1)


def test_the_period_of_a_rule_is_not_a_person_s() -> None:
    dependent = hang(make_deadline())
    Deadline.objects.filter(pk=dependent.pk).update(
        rule_id="frcp-26f", citation="26(f)"
    )

    with pytest.raises(DeadlineRefused, match=r"its interval is set by 26\(f\)"):
        change(dependent, "8 days before")
