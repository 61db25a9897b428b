"""Enter a rule, and let a second reader confirm, refuse or correct it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from risks.access.models import Person, Role
from risks.cases.models import EnteredRule
from risks.cases.operations.rules.decide import confirm_rule, refuse_rule
from risks.cases.operations.rules.enter import correct_rule, enter_rule
from risks.cases.queries.entered_rules import rules_for
from risks.engine.time.entered_rules import Entry, EntryRefused
from risks.engine.time.rule_book import take_entered
from tests.factories import NOW, make_person
from tests.packs import DOE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
State = EnteredRule.State


@pytest.fixture
def writer() -> Person:
    return make_person("writer", roles=[Role.CONTRIBUTOR])


@pytest.fixture
def reader() -> Person:
    return make_person("reader", roles=[Role.IN_HOUSE_LAWYER])


def entered(writer: Person, entry: Entry = DOE) -> EnteredRule:
    return enter_rule(entry, by=writer, now=NOW)


def confirmed(row: EnteredRule, by: Person) -> EnteredRule:
    return confirm_rule(row, by=by, reason="Read in the order.", now=NOW).rule


def refused(call: object) -> str:
    assert callable(call)
    with pytest.raises(EntryRefused) as refusal:
        call()
    return str(refusal.value)


def test_a_rule_is_stored_as_proposed_and_reads_back_as_it_was_entered(
    writer: Person,
) -> None:
    row = entered(writer)

    row.refresh_from_db()
    assert row.state == State.PROPOSED
    assert row.rule_id.startswith("entered-")
    assert row.entry == replace(DOE, id=row.rule_id)
    assert row.history.count() == 1


@pytest.mark.parametrize("period", ["0 days", "10000 days", "soon"])
def test_a_wrong_period_stores_nothing(writer: Person, period: str) -> None:
    said = refused(lambda: entered(writer, replace(DOE, period=period)))

    assert said.startswith("period: ")
    assert not EnteredRule.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"checked": date(2026, 5, 28)}, "checked"),
        ({"actor": "issuer"}, "actor"),
        (
            {"grade": "from memory", "quote": "", "checked": None, "source": ""},
            "checked",
        ),
        ({"source": "x" * 301}, "source"),
        ({"source": ""}, "source"),
    ],
)
def test_what_no_column_takes_is_refused_beside_its_field(
    writer: Person, change: dict[str, object], field: str
) -> None:
    wrong = replace(DOE, **change)  # type: ignore[arg-type]

    assert refused(lambda: entered(writer, wrong)).startswith(f"{field}: ")
    assert not EnteredRule.objects.exists()


def test_a_second_reader_confirms_it(writer: Person, reader: Person) -> None:
    row = confirmed(entered(writer), reader)

    assert (row.state, row.decided_by) == (State.CONFIRMED, reader)
    assert row.history.count() == 2


def test_nobody_confirms_a_rule_of_their_own(writer: Person) -> None:
    row = entered(writer)

    assert "another person" in refused(lambda: confirmed(row, writer))
    row.refresh_from_db()
    assert row.state == State.PROPOSED


def test_the_database_refuses_one_person_twice(writer: Person) -> None:
    row = entered(writer)

    with pytest.raises(IntegrityError, match="second_reader"), transaction.atomic():
        EnteredRule.objects.filter(pk=row.pk).update(
            state=State.CONFIRMED,
            decided_by=writer,
            decided_at=NOW,
            decision_reason="Mine.",
        )


def test_a_refused_rule_never_counts(writer: Person, reader: Person) -> None:
    row = entered(writer)

    refuse_rule(row, by=reader, reason="It is paragraph 5.", now=NOW)

    row.refresh_from_db()
    assert row.state == State.REFUSED
    assert "already decided" in refused(lambda: confirmed(row, reader))


def test_whoever_entered_it_may_take_it_back(writer: Person) -> None:
    row = refuse_rule(entered(writer), by=writer, reason="Wrong judge.", now=NOW)

    assert row.state == State.REFUSED


def test_of_two_confirmers_the_second_is_told(writer: Person, reader: Person) -> None:
    row = entered(writer)
    stale = EnteredRule.objects.get(pk=row.pk)
    confirmed(row, reader)

    other = make_person("other", roles=[Role.IN_HOUSE_LAWYER])

    assert "already decided: confirmed" in refused(lambda: confirmed(stale, other))
    row.refresh_from_db()
    assert row.decided_by == reader


def test_a_reason_is_needed(writer: Person, reader: Person) -> None:
    row = entered(writer)

    said = refused(lambda: confirm_rule(row, by=reader, reason=" ", now=NOW))

    assert said == "reason: Enter a reason."


def test_a_rule_that_no_longer_fits_cannot_be_confirmed(
    writer: Person, reader: Person
) -> None:
    first, second = entered(writer), entered(writer)
    confirmed(first, reader)

    assert "on the same days" in refused(lambda: confirmed(second, reader))
    second.refresh_from_db()
    assert second.state == State.PROPOSED


def test_a_correction_ends_the_text_before_it(writer: Person, reader: Person) -> None:
    first = confirmed(entered(writer), reader)
    later = replace(DOE, period="35 days", effective_from=date(2026, 7, 1))

    second = confirmed(correct_rule(first, later, by=writer, now=NOW), reader)

    first.refresh_from_db()
    assert (second.rule_id, second.number) == (first.rule_id, 2)
    assert (first.state, first.effective_to) == (
        State.CONFIRMED,
        second.effective_from - timedelta(days=1),
    )
    assert (first.period, first.history.count()) == ("28 days", 3)


def test_a_correction_from_the_same_day_takes_the_place_of_the_text(
    writer: Person, reader: Person
) -> None:
    first = confirmed(entered(writer), reader)
    right = replace(DOE, period="35 days")

    confirmed(correct_rule(first, right, by=writer, now=NOW), reader)

    first.refresh_from_db()
    assert (first.state, first.effective_to) == (State.REPLACED, None)


def test_a_correction_keeps_court_judge_and_place(
    writer: Person, reader: Person
) -> None:
    first = confirmed(entered(writer), reader)
    other = replace(DOE, court_id="nysd", judge="John Roe", replaces="", title="Reply")

    second = correct_rule(first, other, by=writer, now=NOW)

    assert (second.court_id, second.judge, second.replaces, second.title) == (
        *(first.court_id, first.judge, first.replaces),
        "Reply",
    )


def test_one_correction_waits_at_a_time(writer: Person, reader: Person) -> None:
    first = confirmed(entered(writer), reader)
    correct_rule(first, DOE, by=writer, now=NOW)

    said = refused(lambda: correct_rule(first, DOE, by=writer, now=NOW))

    assert "already waits" in said


def test_a_proposed_rule_is_not_corrected(writer: Person) -> None:
    row = entered(writer)
    refuse_rule(row, by=writer, reason="Wrong.", now=NOW)

    said = refused(lambda: correct_rule(row, DOE, by=writer, now=NOW))

    assert said == "Only a confirmed rule can be corrected."


def test_a_refusal_leaves_no_rule_in_the_book_of_the_next_import(
    writer: Person, reader: Person
) -> None:
    take_entered(())
    row = entered(writer)

    def counted() -> set[str]:
        rules = rules_for(
            "hearing_set", court_id="cacd", on=date(2026, 9, 1), judge="Jane Doe"
        )
        return {one.id for one in rules}

    assert row.rule_id not in counted()
    confirmed(row, reader)
    assert row.rule_id in counted()
