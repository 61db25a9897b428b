"""`manage.py import_docket`: what it prints, and how it refuses."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from risks.access.models import Role
from risks.cases.models import Case, Deadline, DocketEntry
from tests.court_files import court_file
from tests.factories import make_case, make_company, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DENIED = {"kind": "motion_denied", "date": "2026-05-26", "subject": "motion_to_dismiss"}
DOCKET: dict[str, Any] = {
    "court": "cacd",
    "docket_number": "2:25-cv-00001",
    "caption": "Doe v. Acme",
    "entries": [
        {"filed_date": "2026-05-26", "text": "ORDER DENYING.", "events": [DENIED]}
    ],
}


@pytest.fixture(autouse=True)
def _somebody() -> None:
    make_company("ACME")
    make_person("counsel", roles=[Role.IN_HOUSE_LAWYER])


@pytest.fixture
def pacer_page() -> Path:
    return court_file("pacer-docket-cacd.html")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return saved(tmp_path, json.dumps(DOCKET))


def saved(folder: Path, content: str) -> Path:
    path = folder / "docket.json"
    path.write_text(content, encoding="utf-8")
    return path


def run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_docket", str(file), "--court", "cacd", *options, stdout=out)
    return out.getvalue()


def rows() -> dict[str, int]:
    models = apps.get_app_config("risks").get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}


def refused(file: Path, *options: str) -> str:
    """The one line that it is refused with; nothing has changed."""
    before = rows()
    with pytest.raises(CommandError) as error:
        run(file, *options)
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    assert rows() == before
    return str(error.value)


def test_json_has_exactly_these_keys(file: Path) -> None:
    printed = json.loads(run(file, "--json"))

    assert printed == {
        "case": "C-1",
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "deadlines": 1,
    }


def test_a_second_run_creates_nothing(file: Path) -> None:
    run(file)
    before = rows()

    printed = json.loads(run(file, "--json"))

    assert (printed["created"], printed["unchanged"], printed["deadlines"]) == (0, 1, 0)
    assert rows() == before


def test_without_json_it_says_the_same_in_a_sentence(file: Path) -> None:
    assert run(file) == (
        "C-1 Doe v. Acme: 1 docket entries created, 0 updated, 0 unchanged; "
        "1 deadlines.\n"
    )


def test_a_docket_without_entries_is_accepted_and_said(tmp_path: Path) -> None:
    path = saved(tmp_path, json.dumps({**DOCKET, "entries": []}))

    assert (
        run(path) == "C-1 Doe v. Acme: the docket has no entries; nothing was added.\n"
    )


def test_a_report_that_matched_nothing_opens_no_case(tmp_path: Path) -> None:
    page = "<html><body>There are no documents in this case.</body></html>"

    told = run(saved(tmp_path, page))

    assert told == "The report matched no entry; nothing was added.\n"
    assert not Case.objects.exists()


@pytest.mark.parametrize("ref", ["C-9", "2:25-CV-00001-SB", "public id"])
def test_a_case_is_named_by_code_docket_number_or_id(file: Path, ref: str) -> None:
    case = make_case("C-9", docket_number="2:25-cv-00001")

    run(file, "--case", case.public_id if ref == "public id" else ref)

    assert DocketEntry.objects.get().case == case


def test_company_and_owner_of_a_new_case_may_be_named(file: Path) -> None:
    company, owner = make_company("OTHER"), make_person("grace")

    run(file, "--company", "OTHER", "--owner", "grace")

    case = Case.objects.get()
    assert (case.company, case.owner) == (company, owner)


def test_the_docket_of_another_case_is_refused(file: Path) -> None:
    make_case("C-9", docket_number="2:25-cv-00002")

    line = refused(file, "--case", "C-9")

    assert line.startswith("case: C-9 is cacd 2:25-cv-00002, and the file is")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--case", "C-404"), '--case: there is no case "C-404"'),
        (("--company", "NONE"), '--company: there is no company "NONE"'),
        (("--owner", "nobody"), '--owner: there is no active person "nobody"'),
    ],
)
def test_a_name_that_nobody_has_is_refused(
    file: Path, options: tuple[str, str], line: str
) -> None:
    assert refused(file, *options) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "is empty"),
        ("{", "line 1, column 2: not JSON"),
        ("Dear counsel", "neither a docket page"),
        ('{\n"court": "cand"}', "line 1: docket_number: is missing"),
        (
            json.dumps(DOCKET).replace('"ORDER DENYING."', "\n7"),
            "line 2: entries[0].text: must be a text, not a number",
        ),
        (
            json.dumps(DOCKET).replace("cacd", "cand"),
            "court: the file is a docket of cand, not of cacd",
        ),
        (json.dumps(DOCKET).replace("motion_denied", "moot"), "events[0].kind"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(
    tmp_path: Path, content: str, line: str
) -> None:
    path = saved(tmp_path, content)

    said = refused(path)

    assert said.startswith(f"{path}: ")
    assert line in said


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (
            ("--court", "cacdd"),
            "court: 'cacdd' is not the id of a court known here; did",
        ),
        (("--format", "xml"), "format: 'xml' is not one of auto, json, pacer"),
        (("--format", "pacer"), "is not a docket page"),
    ],
)
def test_an_option_with_a_wrong_word_is_refused(
    file: Path, options: tuple[str, str], line: str
) -> None:
    assert line in refused(file, *options)


def test_half_of_a_docket_is_never_imported(tmp_path: Path) -> None:
    good = DOCKET["entries"][0]
    bad = {**DOCKET, "entries": [good, good, {**good, "filed_date": "2026-02-30"}]}

    said = refused(saved(tmp_path, json.dumps(bad)))

    assert (
        'entries[2].filed_date: must be a date like 2026-05-27, not "2026-02-30"'
        in said
    )


def test_a_real_pacer_page_is_imported_whole_and_once(pacer_page: Path) -> None:
    first = json.loads(run(pacer_page, "--json"))
    before = rows()

    second = json.loads(run(pacer_page, "--json"))

    case = Case.objects.get()
    assert (first["created"], case.parties.count()) == (47, 18)
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 47)
    assert (second["deadlines"], rows()) == (0, before)


def test_a_real_pacer_page_loses_nothing_of_its_entries(pacer_page: Path) -> None:
    record = json.loads(pacer_page.with_suffix(".json").read_text("utf-8"))

    run(pacer_page, "--format", "pacer")

    entries = DocketEntry.objects.order_by("position")
    for entry, row in zip(entries, record["docket_entries"], strict=True):
        assert entry.text == row["description"]
        assert entry.filed_date.isoformat() == row["date_filed"]
        assert entry.entered_date
        assert entry.entered_date.isoformat() == row["date_entered"]
        assert entry.number == (row["document_number"] or "")
        assert entry.pacer_doc_id == (row["pacer_doc_id"] or "")
        assert entry.pacer_seq_no == (row["pacer_seq_no"] or "")


def test_a_case_that_ended_in_2006_has_nothing_open(pacer_page: Path) -> None:
    run(pacer_page)

    assert Case.objects.get().status == Case.Status.CLOSED
    assert Deadline.objects.exists()
    assert not Deadline.objects.open().exists()


def test_a_real_pacer_page_takes_few_queries(
    pacer_page: Path, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40):
        run(pacer_page)


def test_a_pacer_page_of_another_court_is_refused(pacer_page: Path) -> None:
    with pytest.raises(CommandError, match="the page is of cacd, not of nysd"):
        call_command("import_docket", str(pacer_page), "--court", "nysd")
