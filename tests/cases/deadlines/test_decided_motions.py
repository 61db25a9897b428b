"""The hearing of a motion that was decided, and a report of a hearing on file."""

from datetime import date

import pytest

from risks.cases.operations import file_entry
from risks.cases.sources.docket import StatedEvent
from tests.factories import NOW, make_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MAY = date(2026, 5, 4)
MOTION = "motion_to_dismiss"
HEARING = StatedEvent(kind="hearing_set", date=date(2026, 7, 6), subject=MOTION)
DENIED = StatedEvent(kind="motion_denied", date=date(2026, 6, 1), subject=MOTION)


@pytest.mark.parametrize("is_decided_first", [False, True])
def test_a_hearing_of_a_decided_motion_is_asked_to_be_let_go(
    *, is_decided_first: bool
) -> None:
    case = make_case()
    stated = [(MAY, HEARING), (date(2026, 6, 1), DENIED)]

    for filed, event in reversed(stated) if is_decided_first else stated:
        text = f"{event.kind} {filed}"
        file_entry(case, filed_date=filed, text=text, events=[event], now=NOW)

    hearing = case.deadlines.get(due_date=date(2026, 7, 6), rule_id="")
    assert hearing.status == "open"
    assert "decides the motion on 2026-06-01" in hearing.changes.get().reason


def test_a_press_report_of_a_known_hearing_makes_no_second_one() -> None:
    case = make_case()
    file_entry(case, filed_date=MAY, text="NOTICE OF MOTION", events=[HEARING], now=NOW)

    text = "An article reports that the hearing of 6 July 2026 still stands."
    file_entry(case, filed_date=MAY, text=text, number="1", now=NOW)

    assert case.deadlines.get(whose="court", rule_id="").due_date == date(2026, 7, 6)
