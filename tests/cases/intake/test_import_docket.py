"""A docket into a case: once, again, and again with more in it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from risks.access.models import Role
from risks.cases.models import Case, Deadline, Event
from risks.cases.operations import Imported, ImportRefused, import_docket
from risks.cases.sources.docket import Counsel, Docket, Entry, Party, Source
from risks.cases.sources.formats.json_docket import parse_docket
from tests.factories import NOW, make_case, make_company, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def make_docket(*entries: Entry, **fields: Any) -> Docket:
    fields.setdefault("source", Source.JSON)
    fields.setdefault("court_id", "cacd")
    fields.setdefault("docket_number", "2:25-cv-00001")
    fields.setdefault("caption", "Doe v. Acme")
    return Docket(entries=entries, **fields)


def make_filing(day: int, text: str, **fields: Any) -> Entry:
    return Entry(filed_date=date(2026, 5, day), text=text, **fields)


def imported(*entries: Entry, case: Case, **fields: Any) -> Imported:
    number = case.docket_number
    docket = make_docket(*entries, docket_number=number, **fields)
    return import_docket(docket, case=case, now=NOW)


def counts(result: Imported) -> tuple[int, int, int]:
    return result.created, result.updated, result.unchanged


def rows() -> dict[str, int]:
    """How many rows each table of ours has, history included."""
    models = apps.get_app_config("risks").get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}


def test_a_new_case_is_opened_for_the_only_company_and_the_first_counsel() -> None:
    company, counsel = make_company(), make_person(roles=[Role.IN_HOUSE_LAWYER])

    case = import_docket(make_docket(judge="A. Person"), now=NOW).case

    assert (case.code, case.company, case.owner) == ("C-1", company, counsel)
    assert case.judge == "A. Person"
    assert case.last_checked_at == NOW


def test_a_new_case_takes_the_next_free_code() -> None:
    make_case("C-41", owner=make_person(roles=[Role.IN_HOUSE_LAWYER]))

    assert import_docket(make_docket(), now=NOW).case.code == "C-42"


def test_a_case_is_found_again_however_its_number_is_written() -> None:
    case = make_case(docket_number="2:25-cv-08768")

    again = import_docket(make_docket(docket_number="2:25-CV-08768-SB-AS"), now=NOW)

    assert again.case == case


def test_a_docket_of_another_case_than_the_one_named_is_refused() -> None:
    case = make_case("C-7", docket_number="2:25-cv-00002")

    with pytest.raises(ImportRefused, match=r"case: C-7 is cacd 2:25-cv-00002, and"):
        import_docket(make_docket(), case=case, now=NOW)


def test_with_several_companies_one_must_be_named() -> None:
    make_person(roles=[Role.IN_HOUSE_LAWYER])
    make_company()
    named = make_company("ACME")

    with pytest.raises(ImportRefused, match="company: there are several"):
        import_docket(make_docket(), now=NOW)
    assert import_docket(make_docket(), company=named, now=NOW).case.company == named


def test_a_known_case_is_not_taken_from_its_company() -> None:
    case = make_case(docket_number="2:25-cv-00001")

    with pytest.raises(ImportRefused, match=f"is a case of {case.company.code}"):
        import_docket(make_docket(), company=make_company(), now=NOW)


def test_without_any_counsel_an_owner_must_be_named() -> None:
    make_company()
    make_person(roles=[Role.VIEWER])

    with pytest.raises(
        ImportRefused, match="owner: nobody has the role In-house lawyer"
    ):
        import_docket(make_docket(), now=NOW)


def test_the_first_docket_of_an_empty_installation_waits_for_an_owner() -> None:
    imported = import_docket(make_docket(), now=NOW)

    assert imported.case.company.code == "UNASSIGNED"
    assert imported.case.owner.username == "unassigned"
    assert not imported.case.owner.is_active


def test_a_second_docket_of_an_empty_installation_waits_with_the_first() -> None:
    first = import_docket(make_docket(), now=NOW).case

    second = import_docket(make_docket(docket_number="2:25-cv-00009"), now=NOW).case

    assert second.company == first.company
    assert second.owner == first.owner


def test_the_code_of_another_case_is_refused() -> None:
    make_case("C-1", docket_number="2:25-cv-00002")

    with pytest.raises(ImportRefused, match='"C-1" is the code of another case'):
        import_docket(make_docket(code="C-1"), now=NOW)


def test_a_second_run_writes_nothing_at_all() -> None:
    lawyer = Counsel(name="A. Lawyer", roles="LEAD", contact="Los Angeles")
    party = Party(name="Doe", role="Plaintiff", extra="a person", counsel=(lawyer,))
    docket = make_docket(
        make_filing(4, "COMPLAINT against Acme.", number="1"),
        make_filing(
            5,
            "PROOF OF SERVICE Executed, served on 5/4/2026, answer due 5/25/2026.",
            number="2",
        ),
        make_filing(
            6,
            "NOTICE OF MOTION AND MOTION to Dismiss. Motion set for "
            "hearing on 6/29/2026.",
            pacer_seq_no="9",
        ),
        parties=(party,),
    )
    make_company()
    make_person(roles=[Role.IN_HOUSE_LAWYER])
    first = import_docket(docket, now=NOW)
    before = rows()

    second = import_docket(docket, now=NOW)

    assert counts(first) == (3, 0, 0)
    assert first.deadlines > 0
    assert (counts(second), second.deadlines) == ((0, 0, 3), 0)
    assert rows() == before


def test_the_same_words_twice_on_a_day_are_two_entries_and_stay_two() -> None:
    case = make_case()
    twice = [make_filing(4, "MINUTES re scheduling held in chambers.")] * 2

    first, second = imported(*twice, case=case), imported(*twice, case=case)

    assert (counts(first), counts(second)) == ((2, 0, 0), (0, 0, 2))


def test_a_stub_becomes_the_fuller_text_and_is_kept() -> None:
    case = make_case()
    imported(make_filing(4, "ORDER on Motion", number="7"), case=case)

    result = imported(
        make_filing(4, "ORDER on Motion to Stay: GRANTED.", number="7"), case=case
    )

    entry = case.entries.get()
    assert counts(result) == (0, 1, 0)
    assert entry.text == "ORDER on Motion to Stay: GRANTED."
    assert entry.earlier_texts == ["ORDER on Motion"]


def test_a_stub_that_comes_later_does_not_shorten_the_text() -> None:
    case = make_case()
    full = make_filing(4, "ORDER on Motion to Stay: GRANTED.", number="7")
    imported(full, case=case)

    result = imported(make_filing(4, "ORDER on Motion", number="7"), case=case)

    assert counts(result) == (0, 0, 1)
    assert case.entries.get().text == full.text


def test_the_docket_s_own_words_win_over_longer_ones_of_the_press() -> None:
    case = make_case()
    rumour = make_filing(
        4,
        "An order was reported, and much was said.",
        number="7",
        tier="press",
        illustrative=True,
    )
    record = make_filing(4, "ORDER.", number="7")
    imported(rumour, case=case)

    imported(record, case=case, source=Source.PACER)
    again = imported(rumour, case=case)

    entry = case.entries.get()
    assert (entry.text, entry.tier, entry.source) == ("ORDER.", "docket", "pacer")
    assert (entry.illustrative, counts(again)) == (False, (0, 0, 1))


def test_an_entry_learns_its_ids_from_a_later_source() -> None:
    case = make_case()
    imported(make_filing(4, "ORDER.", number="7"), case=case)
    known = make_filing(4, "ORDER.", number="7", pacer_seq_no="22", pacer_doc_id="031")

    result = imported(known, case=case)

    assert counts(result) == (0, 1, 0)
    assert case.entries.get().pacer_seq_no == "22"


def test_a_person_s_words_about_a_case_are_not_written_over() -> None:
    case = make_case(stage="Discovery", judge="Old Judge")

    imported(case=case, stage="Pleadings", judge="New Judge", cause="17:501")

    case.refresh_from_db()
    assert (case.stage, case.judge, case.cause) == ("Discovery", "Old Judge", "17:501")


def test_a_docket_page_knows_the_judge_better() -> None:
    case = make_case(judge="Old Judge")

    imported(case=case, judge="New Judge", source=Source.PACER)

    case.refresh_from_db()
    assert case.judge == "New Judge"


def test_parties_and_counsel_are_added_and_corrected() -> None:
    case = make_case()
    lawyer = Counsel(name="A. Lawyer", contact="Los Angeles")
    doe = Party(name="Doe", role="Plaintiff", counsel=(lawyer,))
    imported(case=case, parties=(doe,))
    moved = replace(lawyer, contact="San Diego")
    known = replace(doe, extra="a corporation", counsel=(moved,))

    imported(case=case, parties=(known, Party(name="Acme", role="Defendant")))

    party = case.parties.get(name="Doe")
    assert case.parties.count() == 2
    assert party.extra == "a corporation"
    assert party.counsel.get().contact == "San Diego"


def test_a_case_that_ended_long_ago_reminds_of_nothing() -> None:
    case = make_case()
    old = Entry(
        filed_date=date(2006, 3, 3),
        text="PROOF OF SERVICE Executed, served on 2/9/2006, answer due 3/1/2006.",
    )

    result = imported(old, case=case, terminated_date=date(2006, 8, 25))

    deadline = case.deadlines.get()
    assert result.case.status == Case.Status.CLOSED
    assert deadline.status == Deadline.Status.WITHDRAWN
    assert "had passed more than 90 days" in deadline.close_reason


def test_a_case_that_has_just_ended_still_reminds_of_the_appeal() -> None:
    case = make_case()

    imported(
        make_filing(20, "JUDGMENT for Doe.", number="90"),
        case=case,
        terminated_date=date(2026, 5, 20),
    )

    case.refresh_from_db()
    appeal = case.deadlines.get(rule_id="frap-4a1")
    assert appeal.status == Deadline.Status.OPEN
    assert case.status == Case.Status.OPEN


def test_a_case_of_a_court_without_rules_here_keeps_its_stated_dates() -> None:
    make_company()
    make_person(roles=[Role.IN_HOUSE_LAWYER])
    event = {"kind": "court_set_date", "date": "2026-07-02", "subject": "Evidence"}
    document = {
        "court": "hkcfi",
        "docket_number": "HCA 12/2026",
        "caption": "Doe v. Acme",
        "entries": [{"filed_date": "2026-05-04", "text": "Order.", "events": [event]}],
    }

    case = import_docket(parse_docket(document), now=NOW).case

    deadline = case.deadlines.get(depends_on=None)
    assert (deadline.title, deadline.tz) == ("Evidence", "Asia/Hong_Kong")
    assert Event.objects.get().words == ""


def test_events_from_before_the_known_holidays_make_no_deadlines() -> None:
    case = make_case()
    old = Entry(filed_date=date(1950, 1, 3), text="COMPLAINT against Acme.")

    result = imported(old, case=case)

    assert (result.created, result.deadlines) == (1, 0)
