"""One of several defendants is out: its own deadlines are proposed, the rest asked."""

from datetime import date
from typing import Any

import pytest

from risks.cases.models import Case, Closure, Deadline
from risks.cases.operations import confirm_closure, file_entry
from risks.cases.sources.docket import StatedEvent
from risks.engine.words.endings import ending
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
OUT = "NOTICE of dismissal of defendant Roe."
THREE = ("Roe", "Poe", "Moe")


def make_suit() -> Case:
    case = make_case()
    for name in THREE:
        case.parties.create(name=name, role="Defendant")
    case.parties.create(name="Doe", role="Plaintiff")
    return case


def dismiss(case: Case, text: str) -> Closure:
    event = StatedEvent(kind="dismissed", date=FILED, words=text, confidence=0.9)
    file_entry(case, filed_date=FILED, text=text, number="57", events=[event], now=NOW)
    return case.closures.get()


def listed(closure: Closure) -> dict[str, str]:
    rows = closure.rows.select_related("deadline")
    return {row.deadline.title: row.state for row in rows}


def make_from_entry(case: Case, text: str, title: str, **fields: Any) -> Deadline:
    event = make_event(make_entry(case, text=text, filed_date=date(2026, 5, 4)))
    return make_deadline(case, title=title, event=event, **fields)


def test_its_own_deadlines_are_proposed_and_those_of_others_are_not() -> None:
    case = make_suit()
    make_from_entry(case, "PROOF OF SERVICE upon Roe.", "Answer", whose="opponent")
    make_from_entry(case, "PROOF OF SERVICE upon Poe.", "Reply", whose="opponent")
    make_from_entry(case, "Roe and Poe stipulate.", "Joint answer", whose="opponent")

    closure = dismiss(case, OUT)

    assert listed(closure) == {"Answer": "proposed"}
    assert "It concerns only Roe" in closure.rows.get().reason


def test_where_the_docket_does_not_say_the_list_asks_and_closes_nothing() -> None:
    case, ann = make_suit(), make_person()
    unsaid = make_deadline(case, title="Initial disclosures")
    make_deadline(case, title="Scheduling conference", whose="court")
    closure = dismiss(case, OUT)

    done = confirm_closure(closure, by=ann, reason="Read it.", now=NOW)

    unsaid.refresh_from_db()
    assert (done.state, unsaid.status) == ("confirmed", "open")
    assert listed(done) == {"Initial disclosures": "kept"}


def test_a_chosen_deadline_takes_its_working_dates_along() -> None:
    case, ann = make_suit(), make_person()
    unsaid = make_deadline(case, title="Initial disclosures")
    draft = make_deadline(
        case,
        title="Draft",
        basis="following",
        depends_on=unsaid,
        interval_number=7,
        interval_unit="days",
        interval_direction="before",
        counted_from=unsaid.calendared_date,
    )
    closure = dismiss(case, OUT)

    confirm_closure(closure, by=ann, reason="Ours.", now=NOW, chosen=[unsaid.pk])

    draft.refresh_from_db()
    assert listed(closure) == {"Initial disclosures": "closed", "Draft": "closed"}
    assert draft.status == "withdrawn"


def test_several_parties_that_leave_take_what_is_of_them_alone() -> None:
    case = make_suit()
    make_deadline(case, title="Joint answer of Roe and Poe", whose="opponent")
    make_deadline(case, title="Answer of Roe and Moe", whose="opponent")

    closure = dismiss(case, "NOTICE of dismissal of defendants Roe and Poe.")

    assert closure.party is None
    assert listed(closure) == {"Joint answer of Roe and Poe": "proposed"}


def test_dismissed_claims_ask_about_every_deadline_that_may_concern_them() -> None:
    case = make_suit()
    make_deadline(case, title="Answer")
    make_deadline(case, title="Trial", whose="court")

    closure = dismiss(case, "ORDER dismissing counts II and III.")

    assert (closure.kind, listed(closure)) == ("in_part", {"Answer": "to_decide"})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NOTICE of dismissal as to Defendant Roe Holdings, Inc. only", "party_out"),
        ("ORDER dismissing defendant ZETA LLC with prejudice.", "party_out"),
        (
            "ORDER: action against Defendant Zeta DISMISSED in its entirety.",
            "dismissed",
        ),
        ("ORDER dismissing all defendants with prejudice.", "dismissed"),
    ],
)
def test_a_defendant_by_another_name_is_not_the_whole_case(
    text: str, kind: str
) -> None:
    said = ending(text, parties=("Roe, Inc.", "Zeta Limited Liability Company"))

    assert (said == "party_out") == (kind == "party_out")


def test_the_only_defendant_by_another_name_is_the_whole_case() -> None:
    text = "ORDER dismissing defendant ZETA LLC with prejudice."

    assert ending(text, parties=("Zeta Limited",)) == "dismissed"
