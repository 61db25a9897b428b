"""What sources deliver is kept as it came, filed once, and refused by name."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from risks.access.models import Role
from risks.cases.models import Delivery, DocketEntry, DocketSource
from risks.cases.operations import file_waiting, poll_maildirs, receive
from risks.cases.queries import silent_sources
from tests.cases.intake.courtmail import notice
from tests.factories import NOW, make_case, make_person, make_restricted_matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def make_source(**fields: Any) -> DocketSource:
    fields.setdefault("name", "Notices")
    fields.setdefault("kind", DocketSource.Kind.NOTICE)
    return DocketSource.objects.create(created_at=NOW, **fields)


def make_maildir(folder: Path, *messages: str) -> Path:
    (folder / "new").mkdir(parents=True)
    for number, message in enumerate(messages):
        (folder / "new" / f"{number}.host").write_text(message, encoding="utf-8")
    return folder


def test_a_notice_in_a_maildir_becomes_an_entry_of_its_case(tmp_path: Path) -> None:
    case = make_case(court_id="cacd", docket_number="2:25-cv-00001")
    source = make_source(address=str(make_maildir(tmp_path / "mail", notice())))

    taken, settled = poll_maildirs(now=NOW), file_waiting(now=NOW)

    source.refresh_from_db()
    delivery = Delivery.objects.get()
    assert (taken, settled) == (1, 1)
    assert (delivery.state, delivery.case) == ("filed", case)
    assert DocketEntry.objects.get().case == case
    assert (source.entries, source.last_success_at) == (1, NOW)
    assert [path.name for path in (tmp_path / "mail" / "cur").iterdir()]
    assert not list((tmp_path / "mail" / "new").iterdir())


def test_a_message_that_was_read_but_not_moved_is_filed_once(tmp_path: Path) -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")
    folder = make_maildir(tmp_path / "mail", notice())
    make_source(address=str(folder))
    poll_maildirs(now=NOW)
    (folder / "new" / "again").write_text(notice(), encoding="utf-8")

    taken = poll_maildirs(now=NOW)

    file_waiting(now=NOW)
    assert taken == 0
    assert DocketEntry.objects.count() == 1


def test_the_same_key_twice_is_one_delivery() -> None:
    source = make_source()

    first = receive(source, key="k", body=b"one", now=NOW)
    second = receive(source, key="k", body=b"two", now=NOW)

    assert (first, second) == (True, False)
    assert bytes(Delivery.objects.get().body) == b"one"


def test_what_is_refused_is_kept_and_stops_nothing_after_it() -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")
    source = make_source()
    receive(source, key="a", body=b"Subject: Lunch?\n\nAt noon?", now=NOW)
    receive(source, key="b", body=notice().encode(), now=NOW)

    file_waiting(now=NOW)

    refused, filed = Delivery.objects.order_by("key")
    assert refused.state == "refused"
    assert "names no docket" in refused.error
    assert bytes(refused.body).startswith(b"Subject: Lunch?")
    assert filed.state == "filed"


def test_what_is_settled_is_not_filed_again() -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")
    receive(make_source(), key="b", body=notice().encode(), now=NOW)
    file_waiting(now=NOW)

    assert file_waiting(now=NOW) == 0


def test_what_is_filed_in_a_walled_case_is_behind_its_wall() -> None:
    wall = make_restricted_matter("wall")
    make_case(court_id="cacd", docket_number="2:25-cv-00001", restricted_matter=wall)
    receive(make_source(), key="b", body=notice().encode(), now=NOW)
    outside = make_person("out", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    file_waiting(now=NOW)

    assert Delivery.objects.get().state == "filed"
    assert not Delivery.objects.visible_to(outside).exists()


def test_a_source_is_silent_once_its_time_has_passed() -> None:
    source = make_source(silent_after_hours=24)
    make_source(name="Off", is_active=False)

    early = silent_sources(now=NOW + timedelta(hours=23))
    late = silent_sources(now=NOW + timedelta(hours=25))

    assert early == []
    assert late == [source]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    source = make_source(address=str(tmp_path / "missing"))

    poll_maildirs(now=NOW)

    source.refresh_from_db()
    assert "No such file" in source.last_error


def test_the_command_lists_each_source(capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source()
    receive(source, key="a", body=b"Subject: Lunch?\n\nAt noon?", now=NOW)
    file_waiting(now=NOW)

    call_command("sources")

    said = capsys.readouterr().out
    assert "Notices (notice): last success never, 0 entries" in said
    assert "0 waiting, 1 refused; is not a notice" in said
