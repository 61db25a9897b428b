"""What is added to a deadline by itself: working dates, and plans of the rule book."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from risks.cases.models import Case, Deadline, DiscoveryRequest, DocketEntry
from risks.cases.operations import confirm, file_entry
from risks.cases.operations.deadlines.plan_dependents import plan_dependents
from risks.cases.operations.records.discovery import answer_request
from risks.cases.sources.docket import StatedEvent
from tests.cases.records.case_files import make_request
from tests.factories import NOW, make_case, make_deadline, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MAY_26 = date(2026, 5, 26)
DENIED = StatedEvent(kind="motion_denied", date=MAY_26, subject="motion_to_dismiss")
SERVED = StatedEvent(kind="served", date=MAY_26)
TRIAL = StatedEvent(kind="trial_set", date=date(2026, 12, 1))


def filed(case: Case, *events: StatedEvent, **fields: Any) -> DocketEntry:
    fields.setdefault("filed_date", MAY_26)
    fields.setdefault("text", f"Entry about {[event.kind for event in events]}.")
    return file_entry(case, events=events, now=NOW, **fields)


def dependents_of(case: Case, **fields: Any) -> dict[str, date]:
    rows = case.deadlines.open().dependent().filter(**fields)
    return {row.title: row.due_date for row in rows}


def test_a_critical_deadline_of_ours_brings_a_draft_and_a_final_text() -> None:
    case = make_case(backup=make_person())

    filed(case, DENIED)

    answer = case.deadlines.get(depends_on=None)
    draft = case.deadlines.get(chain_rule="draft")
    assert answer.due_date == date(2026, 6, 9)
    assert dependents_of(case, depends_on=answer) == {
        "Send the draft of the answer to the general counsel": date(2026, 6, 2),
        "Approve the final text of the answer": date(2026, 6, 5),
    }
    assert (draft.severity, draft.whose, draft.interval) == (
        "normal",
        "ours",
        "7 days before",
    )
    assert (draft.owner, draft.backup) == (case.owner, case.backup)
    assert draft.cause == answer.event
    assert "7 days before Tuesday 9 June 2026" in draft.steps[0]


def test_nothing_depends_on_the_other_side_s_deadline_or_in_a_watched_case() -> None:
    ours, watched = make_case(our_role="plaintiff"), make_case(our_role="watching")

    filed(ours, DENIED)
    filed(watched, DENIED)

    assert not Deadline.objects.dependent().exists()


def test_a_day_that_has_passed_is_not_made() -> None:
    case = make_case()

    filed(case, replace(DENIED, date=date(2026, 5, 18)))

    assert case.deadlines.get(depends_on=None).due_date == date(2026, 6, 1)
    assert dependents_of(case) == {
        "Approve the final text of the answer": date(2026, 5, 28)
    }


def test_an_appeal_and_a_hearing_have_dates_of_their_own() -> None:
    case = make_case()
    judgment = StatedEvent(kind="judgment_entered", date=MAY_26)
    hearing = StatedEvent(kind="hearing_set", date=date(2026, 7, 20))

    filed(case, judgment, hearing)

    appeal = case.deadlines.get(rule_id="frap-4a1")
    court_s = case.deadlines.get(basis="court_set")
    assert list(dependents_of(case, depends_on=appeal)) == [
        "Decide whether to appeal",
        "Approve the final text of the notice of appeal from the judgment",
    ]
    assert dependents_of(case, depends_on=court_s) == {
        "Prepare for the hearing": date(2026, 7, 13)
    }
    assert max(row.dependents.count() for row in case.deadlines.all()) == 2


def test_a_conference_that_is_ours_is_prepared_and_not_drafted() -> None:
    case = make_case()
    conference = StatedEvent(
        kind="court_set_date",
        date=date(2026, 6, 15),
        subject="Scheduling conference",
        whose="ours",
    )

    filed(case, conference)

    assert case.deadlines.get(depends_on=None).severity == "critical"
    assert dependents_of(case) == {
        "Prepare for the scheduling conference": date(2026, 6, 8)
    }


def test_the_answer_to_discovery_waits_for_what_china_clears() -> None:
    case = make_case()

    request = make_request(
        case, kind=DiscoveryRequest.Kind.INTERROGATORIES, served_on=MAY_26
    )

    assert request.deadline is not None
    assert request.deadline.due_date == date(2026, 6, 25)
    assert dependents_of(case, depends_on=request.deadline) == {
        "Draft the answers and clear the PRC export": date(2026, 6, 15),
        "Approve the final text of the answers": date(2026, 6, 23),
    }


def test_what_a_register_closes_takes_its_working_dates_along() -> None:
    case = make_case()
    request = make_request(case, kind="interrogatories", served_on=MAY_26)

    answer_request(request, on=date(2026, 6, 1), by=case.owner, now=NOW)
    assert request.deadline is not None
    change = request.deadline.changes.get()
    confirm(change, by=make_person(), reason="Seen.", now=NOW)

    assert not case.deadlines.open().exists()
    draft = case.deadlines.get(chain_rule="draft-answers")
    assert draft.close_reason.startswith(f"{request.deadline.code} is met: Answered")


def test_the_day_for_the_scheduling_order_plans_the_conference_and_disclosures() -> (
    None
):
    case = make_case()

    filed(case, SERVED)

    order = case.deadlines.get(rule_id="frcp-16b2-served")
    conference = case.deadlines.get(rule_id="frcp-26f")
    disclosures = case.deadlines.get(rule_id="frcp-26a1c")
    assert order.due_date == date(2026, 8, 24)
    assert (conference.depends_on, conference.interval) == (order, "21 days before")
    assert (disclosures.depends_on, disclosures.interval) == (
        conference,
        "14 days after",
    )
    assert (conference.due_date, disclosures.due_date) == (
        date(2026, 8, 3),
        date(2026, 8, 17),
    )
    assert {conference.severity, disclosures.severity} == {"critical"}
    assert conference.citation == "Fed. R. Civ. P. 26(f)(1)"
    # Its date is not sure, so nothing is drafted for it yet.
    assert not disclosures.dependents.exists()


def test_of_two_plans_of_a_rule_only_an_earlier_one_is_added() -> None:
    case = make_case()
    filed(case, SERVED)

    filed(case, replace(SERVED, date=date(2026, 5, 28)), text="A second defendant.")
    once = case.deadlines.filter(rule_id="frcp-26f").count()
    filed(case, StatedEvent(kind="appeared", date=date(2026, 6, 1)), text="Appears.")

    assert once == 1
    rows = case.deadlines.filter(rule_id="frcp-26f").order_by("due_at")
    assert [row.due_date for row in rows] == [date(2026, 7, 10), date(2026, 8, 3)]


def test_a_plan_becomes_the_deadline_of_its_event() -> None:
    case = make_case()
    filed(case, TRIAL)
    plan = case.deadlines.get(rule_id="frcp-26a3b-objections")

    made = StatedEvent(kind="pretrial_disclosures_made", date=date(2026, 10, 1))
    filed(case, made)

    row = case.deadlines.get(rule_id="frcp-26a3b-objections")
    assert (plan.due_date, row.due_date) == (date(2026, 11, 13), date(2026, 10, 15))
    assert (row.code, row.depends_on, row.due_rev) == (plan.code, None, 2)
    assert row.event is not None
    assert row.event.kind == "pretrial_disclosures_made"
    assert "29 days earlier" in row.earlier_due[0]["reason"]
    # Now that it is sure there are working dates.
    assert len(dependents_of(case, depends_on=row)) == 2


def test_an_event_later_than_planned_only_asks() -> None:
    case = make_case()
    filed(case, SERVED)
    conference = StatedEvent(kind="scheduling_conference_set", date=date(2026, 9, 8))

    filed(case, conference)

    row = case.deadlines.get(rule_id="frcp-26f")
    change = row.changes.get()
    assert (row.due_date, change.due_date) == (date(2026, 8, 3), date(2026, 8, 18))
    assert (change.kind, row.status, row.depends_on) == ("postponed", "open", None)
    assert "it would be due on 2026-08-18" in row.flag
    assert case.deadlines.get(rule_id="frcp-26a1c").due_date == date(2026, 8, 17)


def test_a_second_plan_is_asked_to_be_withdrawn() -> None:
    case = make_case()
    filed(case, SERVED)
    filed(case, StatedEvent(kind="appeared", date=date(2026, 6, 1)), text="Appears.")

    filed(case, StatedEvent(kind="scheduling_conference_set", date=date(2026, 7, 28)))

    asked = case.deadlines.get(rule_id="frcp-26f", changes__kind="withdrawn")
    assert (asked.due_date, asked.status) == (date(2026, 8, 3), "open")


def test_a_conference_that_is_stated_asks_a_person_to_close_its_plan() -> None:
    case = make_case()
    filed(case, SERVED)

    held = StatedEvent(kind="discovery_conference_held", date=date(2026, 7, 1))
    filed(case, held, filed_date=date(2026, 7, 1))

    conference = case.deadlines.get(rule_id="frcp-26f")
    disclosures = case.deadlines.get(rule_id="frcp-26a1c")
    assert (conference.changes.get().kind, conference.status) == ("met", "open")
    assert (disclosures.due_date, disclosures.depends_on) == (date(2026, 7, 15), None)


def test_an_import_repeated_adds_nothing_more() -> None:
    case = make_case()
    entry = filed(case, SERVED, TRIAL, DENIED)
    before = list(Deadline.history.order_by("pk").values())

    filed(case, SERVED, TRIAL, DENIED, text=entry.text)
    for row in case.deadlines.all():
        plan_dependents(case, [row], now=NOW)

    assert list(Deadline.history.order_by("pk").values()) == before


def test_what_a_person_removed_does_not_come_again() -> None:
    case = make_case()
    filed(case, DENIED)
    case.deadlines.filter(chain_rule="draft").update(
        status="withdrawn", closed_at=NOW, close_reason="Not needed."
    )

    plan_dependents(case, case.deadlines.filter(depends_on=None), now=NOW)

    assert list(dependents_of(case)) == ["Approve the final text of the answer"]


def test_the_database_refuses_a_link_without_a_distance_or_to_itself() -> None:
    row = make_deadline()

    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.update(depends_on=row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.update(
            depends_on=row,
            interval_number=7,
            interval_unit="days",
            interval_direction="before",
            counted_from=row.calendared_date,
        )

    row.refresh_from_db()
    assert row.depends_on is None
