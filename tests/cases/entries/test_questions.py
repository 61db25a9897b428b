"""An entry that looks important and was not understood is asked about, once."""

from datetime import date
from typing import Any

import pytest

from risks.access.models import Scope
from risks.cases.models import Case, DocketEntry, Event
from risks.cases.operations import (
    EventStatement,
    QuestionRefused,
    add_event,
    file_entry,
    record_no_event,
)
from risks.cases.operations.entries.file_entries import file_entries
from risks.cases.queries import entries_to_check
from risks.cases.sources.docket import Entry, Source, StatedEvent
from risks.register.models import Tier
from tests.factories import NOW, make_case, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILED = date(2026, 5, 26)
STUB = "Order on Motion to Dismiss"
FULL = "ORDER denying 12 Motion to Dismiss. Signed by Judge Moss on 5/26/2026."


def filed(case: Case, text: str = STUB, **fields: Any) -> DocketEntry:
    entry = Entry(filed_date=FILED, number="30", text=text, **fields)
    return file_entries(case, [entry], source=Source.PACER, now=NOW).rows[0]


def test_the_name_of_an_order_asks_what_was_decided() -> None:
    case = make_case()

    row = filed(case)

    assert row.question == DocketEntry.Question.DECISION
    assert list(entries_to_check(Scope.of(case.owner))) == [row]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": FULL},
        {"tier": Tier.ARTICLE.value},
        {"events": ()},
        {"events": (StatedEvent(kind="motion_denied", date=FILED),)},
    ],
)
def test_what_is_understood_stated_or_only_reported_asks_nothing(
    fields: dict[str, Any],
) -> None:
    row = filed(make_case(), **fields)

    assert row.question == ""


def test_a_period_from_a_day_that_is_not_told_asks_for_its_date() -> None:
    row = filed(make_case(), "SUMMONS(ES)(20 days) issued for Acme.")

    assert row.question == DocketEntry.Question.SETTING


def test_a_fuller_text_that_is_understood_withdraws_the_question() -> None:
    case = make_case()
    stub = filed(case)

    full = filed(case, FULL)

    assert full == stub
    assert DocketEntry.objects.get().question == ""


def test_an_entry_is_never_asked_about_twice() -> None:
    case, ann = make_case(), make_person("ann")
    record_no_event(filed(case), by=ann, now=NOW)

    filed(case)
    row = filed(case, STUB + ". Signed by Judge Moss.")

    row.refresh_from_db()
    assert (row.answered_by, row.answered_at) == (ann, NOW)
    assert not entries_to_check(Scope.of(case.owner)).exists()


def test_an_event_that_a_person_adds_is_the_answer() -> None:
    case, ann = make_case(), make_person("ann")
    entry = filed(case)
    said = EventStatement(Event.Kind.MOTION_DENIED, FILED, subject="motion_to_dismiss")

    add_event(entry, said, by=ann, reason="Read the order.", now=NOW)

    entry.refresh_from_db()
    assert (entry.answered_by, entry.answered_at) == (ann, NOW)


def test_an_answer_is_given_once() -> None:
    ann, entry = make_person("ann"), filed(make_case())
    record_no_event(entry, by=ann, now=NOW)

    with pytest.raises(QuestionRefused, match="any more"):
        record_no_event(entry, by=make_person("bo"), now=NOW)

    assert DocketEntry.objects.get().answered_by == ann


def test_an_event_added_where_nothing_was_asked_answers_nothing() -> None:
    entry = file_entry(make_case(), filed_date=FILED, text="EXHIBIT A", now=NOW)
    said = EventStatement(Event.Kind.ORDER_ENTERED, FILED)

    add_event(entry, said, by=make_person("ann"), reason="It is.", now=NOW)

    entry.refresh_from_db()
    assert entry.answered_by is None


def test_a_closed_case_asks_nothing_more() -> None:
    case = make_case()
    filed(case)

    Case.objects.update(status=Case.Status.CLOSED)

    assert not entries_to_check(Scope.of(case.owner)).exists()
