"""The reminders page as a file: no titles, no formulas, nothing restricted."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from risks.access.models import Disclosure, Person, Role
from risks.alerts.models import State
from risks.web.reminders import reminder_file
from tests.factories import NOW, make_case, make_person
from tests.web.reminders.reminders import make_critical, make_reminder, make_try
from tests.web.world import HIDDEN, World, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Person:
    return make_person("auditor", roles=[Role.AUDITOR])


def fetch(person: Person, kind: str, **asked: str) -> Any:
    return client_of(person).get(reverse("reminder_file", args=[kind]), asked)


def table(content: bytes) -> list[dict[str, str]]:
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    top = next(place for place, line in enumerate(lines) if len(line) > 1)
    return [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]


def test_a_row_says_what_an_insurer_asks(auditor: Person) -> None:
    ann = make_person("ann", first_name="Ann")
    deadline = make_critical(owner=ann, citation="Fed. R. Civ. P. 12(a)")
    row = make_reminder(
        deadline, state=State.ACKNOWLEDGED, acknowledged_at=NOW, acknowledged_by=ann
    )
    make_try(row)

    (line,) = table(fetch(auditor, "csv").content)

    assert line["Deadline"] == deadline.code
    assert line["Matter"] == deadline.case.code  # type: ignore[union-attr]
    assert line["Rule"] == "Fed. R. Civ. P. 12(a)"
    assert line["Due (UTC)"] == "2026-06-10 06:59:59"
    assert line["Due (court time)"] == "2026-06-09 23:59:59"
    assert line["Court's time zone"] == "America/Los_Angeles"
    assert line["Lead time"] == "7 days before"
    assert line["Sent (UTC)"] == line["Delivered (UTC)"] == "2026-05-27 00:00:00"
    assert line["Acknowledged by"] == "Ann"
    assert line["Mail server replies (SMTP)"] == "250"
    assert line["Message-ID"] == row.message_id


def test_the_workbook_holds_the_same_rows(auditor: Person) -> None:
    make_reminder(make_critical(owner=make_person("ann", first_name="=1+1")))

    book = openpyxl.load_workbook(BytesIO(fetch(auditor, "xlsx").content))

    rows = list(book["Reminders"].values)
    top = next(place for place, row in enumerate(rows) if row[1])
    line = dict(zip(rows[top], rows[top + 1], strict=True))
    assert line["Person"] == "=1+1"
    assert str(line["Sent (UTC)"]) == "2026-05-27 00:00:00"
    assert book["Reminders"].cell(top + 2, 13).data_type == "s"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_of_a_csv_begins_a_formula(name: str, auditor: Person) -> None:
    case = make_case(f"{name}"[:20])
    make_reminder(make_critical(case=case))

    (line,) = table(fetch(auditor, "csv").content)

    assert line["Matter"] == f"'{name}"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_titles_and_walled_rows_stay_here(
    kind: str, world: World, auditor: Person
) -> None:
    row = make_reminder(make_critical(title="Privileged thoughts"))

    content = fetch(auditor, kind).content

    shown = Disclosure.objects.get().objects_shown
    assert HIDDEN.encode() not in content
    assert b"Privileged thoughts" not in content
    assert "C-WALL" not in json.dumps(shown)
    assert row.deadline.code in shown  # type: ignore[union-attr]


def test_each_file_is_entered_as_a_disclosure(auditor: Person) -> None:
    make_reminder(make_critical())

    answer = fetch(auditor, "csv")

    entered = Disclosure.objects.get()
    assert entered.channel == Disclosure.Channel.EXPORT
    assert entered.person == auditor
    assert "no-store" in answer["Cache-Control"]


def test_it_is_narrowed_as_the_page_is(auditor: Person) -> None:
    make_reminder(make_critical())

    assert table(fetch(auditor, "csv", stage="acknowledged").content) == []


def test_a_filter_that_cannot_be_read_gives_no_file(auditor: Person) -> None:
    answer = fetch(auditor, "csv", since="soon")

    assert answer.status_code == 400
    assert not Disclosure.objects.exists()


def test_more_rows_than_a_file_takes_are_refused(
    auditor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminder_file, "MOST_ROWS", 1)
    deadline = make_critical()
    make_reminder(deadline)
    make_reminder(deadline)

    answer = fetch(auditor, "csv")

    assert answer.status_code == 400
    assert "Choose a shorter period" in answer.content.decode()


def test_who_reads_no_reminders_of_others_exports_their_own() -> None:
    ann = make_person("ann")
    deadline = make_critical(owner=ann)
    make_reminder(deadline)
    make_reminder(deadline, make_person("bob", first_name="Bob"))

    (line,) = table(fetch(ann, "csv").content)

    assert line["Person"] == "ann"
