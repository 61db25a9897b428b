"""A docket finds its case however its number is written; in doubt a person is asked."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from risks.access.models import Role
from risks.cases.models import Case, DocketEntry
from risks.cases.operations import ImportRefused, import_docket, import_dockets
from risks.cases.operations.intake.known_cases import matched
from risks.cases.sources.docket import Docket, Entry, Source
from tests.cases.intake.courtmail import feed, item, notice
from tests.court_files import court_file
from tests.factories import NOW, TODAY, make_case, make_company, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENTRY = Entry(filed_date=TODAY, text="ORDER DENYING 30 Motion.", number="44")


def make_docket(number: str, source: Source = Source.NOTICE) -> Docket:
    return Docket(
        source=source,
        court_id="cacd",
        docket_number=number,
        caption="Doe v. Acme",
        entries=(ENTRY,),
    )


def run(path: Path, *options: str, court: str = "cacd") -> str:
    out = StringIO()
    call_command(
        "import_docket", str(path), "--court", court, *options, stdout=out, stderr=out
    )
    return out.getvalue()


def saved(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("number", ["2:25-cv-1", "2:2025cv00001", "2:25-CV-00001-ABC"])
def test_a_case_is_found_in_any_spelling_of_its_number(number: str) -> None:
    case = make_case(docket_number=number)

    assert matched(make_docket("2:25-cv-00001")).same == (case,)


def test_the_same_number_in_another_court_or_office_is_another_case() -> None:
    make_case(court_id="cand", docket_number="2:25-cv-00001")
    make_case(docket_number="5:25-cv-00001")

    found = matched(make_docket("2:25-cv-00001"))

    assert (found.same, found.nearly) == ((), ())


def test_a_number_without_office_may_be_that_of_two_cases() -> None:
    cases = [make_case(docket_number=f"{office}:25-cv-00001") for office in (2, 5)]

    found = matched(make_docket("25-cv-00001"))

    assert (found.same, list(found.nearly)) == ((), cases)


def test_a_case_without_its_office_is_asked_about_beside_one_with_it() -> None:
    short = make_case(docket_number="25-cv-00001")
    whole = make_case(docket_number="2:25-cv-00001")

    found = matched(make_docket("2:25-cv-00001-ABC"))

    assert (found.same, found.nearly) == ((whole,), (short,))


def test_a_page_is_imported_into_the_one_case_with_its_whole_number() -> None:
    make_case(docket_number="25-cv-00001")
    whole = make_case(docket_number="2:25-cv-00001")

    imported = import_docket(make_docket("2:25-cv-00001", Source.PACER), now=NOW)

    assert imported.case == whole


def test_an_open_case_takes_the_place_of_a_closed_one() -> None:
    make_case(docket_number="2:25-cv-00001", status=Case.Status.CLOSED)
    second = make_case(docket_number="2:25-cv-1")

    assert matched(make_docket("2:25-cv-00001")).same == (second,)


def test_a_notice_is_filed_in_each_case_with_its_number() -> None:
    cases = [make_case(docket_number=f"2:25-cv-{n}") for n in ("1", "00001")]

    import_dockets([make_docket("2:25-cv-00001")], now=NOW)

    rows = DocketEntry.objects.order_by("case_id")
    assert [row.case for row in rows] == cases


def test_a_page_of_two_cases_is_imported_into_the_one_that_is_named() -> None:
    first, second = (make_case(docket_number=f"2:25-cv-{n}") for n in ("1", "00001"))
    page = make_docket("2:25-cv-00001", Source.PACER)

    with pytest.raises(ImportRefused, match=rf"{first.code} .* and {second.code} "):
        import_docket(page, now=NOW)
    imported = import_docket(page, case=second, now=NOW)

    assert imported.case == second


def test_a_page_that_nearly_matches_opens_no_case_in_silence() -> None:
    case = make_case(docket_number="25-cv-00001")
    page = make_docket("2:25-cv-00001", Source.PACER)

    with pytest.raises(ImportRefused, match=rf"may be {case.code} \(25-cv-00001\)"):
        import_docket(page, now=NOW)
    imported = import_docket(page, case=case, now=NOW)

    assert (imported.case, Case.objects.count()) == (case, 1)


def test_a_notice_that_nearly_matches_is_refused_by_name(tmp_path: Path) -> None:
    case = make_case(docket_number="25-cv-00001")
    path = saved(tmp_path, "notice.eml", notice("2:25-cv-00001-ABC"))

    with pytest.raises(CommandError, match=f"may be {case.code} ") as refused:
        run(path)
    said = run(path, "--case", case.code)

    assert refused.value.returncode == 2
    assert "1 docket entries created" in said


def test_a_feed_tells_what_nearly_matches_beside_what_it_imports(
    tmp_path: Path,
) -> None:
    make_case(docket_number="2:25-cv-00001")
    nearly = make_case(docket_number="25-cv-00002")
    text = feed(item("2:25-cv-00001"), item("2:25-cv-00002", entry=45))

    said = run(saved(tmp_path, "feed.xml", text))

    assert f"cacd 2:25-cv-00002 may be {nearly.code} (25-cv-00002)" in said
    assert "1 docket entries created" in said


def test_the_case_of_a_command_is_named_in_any_spelling(tmp_path: Path) -> None:
    case = make_case(docket_number="2:25-cv-00001")
    path = saved(tmp_path, "notice.eml", notice())

    said = run(path, "--case", "2:2025cv00001-XYZ")
    with pytest.raises(CommandError, match=f'"25-cv-00001" may be {case.code}'):
        run(path, "--case", "25-cv-00001")

    assert "1 docket entries created" in said


def test_a_real_notice_of_a_case_without_office_asks_for_it() -> None:
    make_company()
    make_person(roles=[Role.IN_HOUSE_LAWYER])
    typed, told = (
        court_file(f"found/{name}")
        for name in ("09_case_without_office.json", "10a_notice.eml")
    )
    run(typed, court="arwd")
    case = Case.objects.get()

    with pytest.raises(CommandError, match=rf"arwd 2:26-cv-00109.* may be {case.code}"):
        run(told, court="arwd")
    said = run(told, "--case", case.code, court="arwd")

    assert "1 docket entries created" in said
