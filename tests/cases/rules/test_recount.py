"""What a confirmed rule does to the open cases of its court, and what it leaves."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from risks.access.models import Person, Role
from risks.cases.models import Case, Deadline, DeadlineChange, EnteredRule
from risks.cases.operations import import_docket
from risks.cases.operations.rules.decide import Confirmed, confirm_rule
from risks.cases.operations.rules.enter import correct_rule, enter_rule
from risks.cases.sources.docket import Docket, Entry, Source, StatedEvent
from risks.engine.time import entered_rules
from risks.engine.time.pack_file import PACK_VERSION
from risks.engine.time.rule_book import take_entered
from tests.factories import NOW, make_case, make_person, make_restricted_matter
from tests.packs import DOE, PACK, taken, written

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEARING = date(2026, 9, 25)
SET = StatedEvent(kind="hearing_set", date=HEARING, subject="motion_to_dismiss")


@pytest.fixture
def case() -> Case:
    return make_case(judge="Hon. Jane Doe", our_role=Case.Role.PLAINTIFF)


def filed(case: Case, *events: StatedEvent, on: date = date(2026, 5, 26)) -> None:
    entry = Entry(filed_date=on, text=f"Entry of {on}.", events=events)
    docket = Docket(
        source=Source.JSON,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        entries=(entry,),
    )
    import_docket(docket, case=case, now=NOW)


def confirmed(
    entry: entered_rules.Entry = DOE, *, corrects: EnteredRule | None = None
) -> Confirmed:
    writer = make_person(roles=[Role.CONTRIBUTOR])
    if corrects:
        row = correct_rule(corrects, entry, by=writer, now=NOW)
    else:
        row = enter_rule(entry, by=writer, now=NOW)
    reader: Person = make_person(roles=[Role.IN_HOUSE_LAWYER])
    return confirm_rule(row, by=reader, reason="Read in the order.", now=NOW)


def oppositions(case: Case) -> dict[str, Deadline]:
    rows = case.deadlines.filter(title=DOE.title).order_by("pk")
    return {row.rule_id.partition("-")[0]: row for row in rows}


def test_an_open_case_of_the_judge_is_counted_by_it(case: Case) -> None:
    filed(case, SET)

    done = confirmed()

    rows = oppositions(case)
    assert [one.pk for one in done.deadlines] == [rows["entered"].pk]
    assert rows["entered"].due_date == HEARING - timedelta(days=28)
    assert rows["entered"].citation == DOE.citation
    assert rows["entered"].rule_version.startswith(f"{PACK_VERSION}+entered-1.")
    assert rows["entered"].rule_grade == "official text"


def test_the_date_of_the_replaced_rule_stands_until_somebody_confirms(
    case: Case,
) -> None:
    filed(case, SET)

    done = confirmed()

    old = oppositions(case)["cacd"]
    [asked] = old.changes.all()
    assert (old.status, old.due_date) == ("open", HEARING - timedelta(days=21))
    assert asked.kind == DeadlineChange.Kind.WITHDRAWN
    assert asked.asked_by == done.rule.decided_by
    assert DOE.citation in asked.reason


def test_it_has_the_dependents_of_a_critical_deadline(case: Case) -> None:
    filed(case, SET)

    confirmed()

    links = oppositions(case)["entered"].dependents.order_by("due_at")
    assert [row.chain_rule for row in links] == ["draft", "final"]


@pytest.mark.parametrize(
    "fields",
    [
        {"judge": "John Roe"},
        {"court_id": "nysd", "judge": "Jane Doe"},
        {"judge": "Jane Doe", "status": Case.Status.CLOSED},
    ],
)
def test_no_other_case_is_touched(fields: dict[str, str]) -> None:
    other = make_case(**fields)
    filed(other, SET)
    before = list(other.deadlines.values_list("pk", "due_date", "status"))

    confirmed()

    assert list(other.deadlines.values_list("pk", "due_date", "status")) == before
    assert not DeadlineChange.objects.exists()


def test_a_restricted_case_is_counted_too() -> None:
    wall = make_restricted_matter()
    case = make_case(judge="Jane Doe", restricted_matter=wall)
    filed(case, SET)

    confirmed()

    assert "entered" in oppositions(case)


def test_what_was_met_is_not_opened_again() -> None:
    case = make_case(judge="Jane Doe")
    filed(case, SET)
    filed(
        case,
        StatedEvent(
            kind="opposition_filed",
            date=date(2026, 5, 27),
            subject="motion_to_dismiss",
        ),
        on=date(2026, 5, 27),
    )

    done = confirmed()

    assert done.deadlines == ()
    assert list(oppositions(case)) == ["cacd"]


def test_a_vacated_hearing_starts_nothing(case: Case) -> None:
    filed(case, SET)
    case.deadlines.filter(rule_id="").update(
        status="withdrawn", closed_at=NOW, close_reason="Vacated."
    )

    assert confirmed().deadlines == ()


def test_an_event_before_its_first_day_is_left_to_the_local_rule(case: Case) -> None:
    filed(case, SET)

    done = confirmed(replace(DOE, effective_from=HEARING + timedelta(days=1)))

    assert done.deadlines == ()
    assert list(oppositions(case)) == ["cacd"]


def test_a_date_long_past_is_not_added(case: Case) -> None:
    served = StatedEvent(kind="served", date=date(2026, 1, 5))
    filed(case, served, on=date(2026, 1, 6))
    rule = replace(
        DOE,
        replaces="",
        trigger="served",
        actor="any_party",
        direction="after",
        title="Certificate of interest",
    )

    assert confirmed(replace(rule, period="14 days")).deadlines == ()
    late = replace(rule, citation="Order, para. 5", period="100 days")
    assert [one.due_date for one in confirmed(late).deadlines] == [date(2026, 4, 15)]


def test_later_imports_count_by_it_in_every_thread(case: Case) -> None:
    confirmed()
    # As another process, which has not confirmed anything.
    take_entered(())

    filed(case, SET)

    assert list(oppositions(case)) == ["entered"]


def test_a_correction_that_is_earlier_counts_at_once(case: Case) -> None:
    filed(case, SET)
    first = confirmed()

    done = confirmed(replace(DOE, period="35 days"), corrects=first.rule)

    row = oppositions(case)["entered"]
    assert [one.pk for one in done.deadlines] == [row.pk]
    assert row.due_date == HEARING - timedelta(days=35)
    assert row.earlier_due[-1]["due_date"] == "2026-08-28"
    assert row.rule_version.startswith(f"{PACK_VERSION}+entered-2.")


def test_a_correction_that_is_later_waits_for_a_second_person(case: Case) -> None:
    filed(case, SET)
    first = confirmed()

    done = confirmed(replace(DOE, period="24 days"), corrects=first.rule)

    row = oppositions(case)["entered"]
    [asked] = row.changes.all()
    assert done.deadlines == ()
    assert row.due_date == HEARING - timedelta(days=28)
    assert row.rule_version.startswith(f"{PACK_VERSION}+entered-1.")
    assert (asked.kind, asked.due_date) == ("postponed", HEARING - timedelta(days=24))


def test_a_correction_from_a_later_day_leaves_what_was_counted(case: Case) -> None:
    filed(case, SET)
    first = confirmed()
    before = oppositions(case)["entered"].due_date

    later = replace(DOE, period="35 days", effective_from=HEARING + timedelta(days=1))
    done = confirmed(later, corrects=first.rule)

    assert done.deadlines == ()
    assert oppositions(case)["entered"].due_date == before


def test_what_meets_the_replaced_rule_meets_it() -> None:
    case = make_case(judge="Jane Doe")
    confirmed()
    filed(case, SET)

    filed(
        case,
        StatedEvent(
            kind="opposition_filed",
            date=date(2026, 5, 27),
            subject="motion_to_dismiss",
        ),
        on=date(2026, 5, 27),
    )

    assert oppositions(case)["entered"].status == Deadline.Status.MET


@pytest.mark.parametrize("period", ["28 days", "5 court days", "3 weeks", "1 month"])
def test_a_case_is_counted_as_by_the_same_row_of_a_pack(
    tmp_path: Path, period: str
) -> None:
    by_pack, by_page = make_case(judge="Jane Doe"), make_case(judge="Jane Doe")
    written(tmp_path, PACK.replace("28 days", period))
    with taken(tmp_path):
        filed(by_pack, SET)

    confirmed(replace(DOE, period=period))
    filed(by_page, SET)

    names = ("due_at", "latest_arguable_date", "steps", "whose", "severity", "flag")
    row = by_pack.deadlines.get(rule_id="doe-opposition")
    assert [getattr(oppositions(by_page)["entered"], name) for name in names] == [
        getattr(row, name) for name in names
    ]
