"""What a source delivers with a defect is kept as it came, and filed or refused."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.models import Delivery, DocketEntry, DocketSource
from risks.cases.operations import file_waiting, open_webhook, poll_maildirs
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.formats.courtlistener import Page, read_page
from tests.cases.feeds.feed_server import OwnCourt, make_feed, poll
from tests.cases.intake.bad_files import DEFECTS
from tests.cases.intake.courtmail import feed, item
from tests.cases.intake.forwards import court_html, mail
from tests.cases.intake.webhook_alerts import alert, entry
from tests.cases.sweeps.courtlistener_server import DOCKET, page, rest_entry
from tests.factories import NOW, make_case
from tests.fuzz import examples

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ALERT, PAGE = alert(entry()), page(rest_entry())
NOTICE = mail(court_html()).as_bytes()
FEED = feed(item()).encode()
CUTS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)


def changed(raw: bytes) -> dict[str, bytes]:
    """What comes instead of `raw`, by the name of the defect; each different."""
    made = {name: change(raw) for name, change in DEFECTS.items()}
    made |= {f"cut at {part:.0%}": raw[: int(len(raw) * part)] for part in CUTS}
    return {name: body for name, body in made.items() if body != raw}


def follow() -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001", courtlistener_id=DOCKET)


def each_is_filed_or_refused_in_one_line() -> bool:
    return (
        all(
            row.state == "filed" or (row.state == "refused" and row.error.strip())
            for row in Delivery.objects.all()
        )
        and not Delivery.objects.filter(error__contains="\n").exists()
    )


def test_a_webhook_acknowledges_every_body_and_keeps_it() -> None:
    follow()
    path = reverse("courtlistener_webhook", args=[open_webhook("CL", now=NOW)])
    bodies = changed(ALERT)

    answers = [
        Client().post(
            path,
            data=body,
            content_type="application/json",
            headers={"Idempotency-Key": name},
        )
        for name, body in bodies.items()
    ]
    file_waiting(now=NOW)

    assert {answer.status_code for answer in answers} == {200}
    kept = Delivery.objects.values_list("key", "body")
    assert {key: bytes(body) for key, body in kept} == bodies
    assert each_is_filed_or_refused_in_one_line()
    # What is filed is a repeat of the one entry, in another encoding.
    assert DocketEntry.objects.get().number == "44"


def test_a_maildir_gives_one_entry_or_a_line_for_each_message(tmp_path: Path) -> None:
    follow()
    DocketSource.objects.create(
        name="Mail", kind="notice", address=str(tmp_path), created_at=NOW
    )
    (tmp_path / "new").mkdir()
    bodies = changed(NOTICE)
    for number, body in enumerate(bodies.values()):
        (tmp_path / "new" / f"{number}.host").write_bytes(body)

    poll_maildirs(now=NOW)
    file_waiting(now=NOW)

    kept = Delivery.objects.values_list("body", flat=True)
    assert {bytes(body) for body in kept} == set(bodies.values())
    assert each_is_filed_or_refused_in_one_line()
    texts = set(DocketEntry.objects.values_list("text", flat=True))
    assert texts <= {"ORDER by Judge Peña DENYING 30 Motion to Dismiss Case. (sb)"}


@pytest.mark.parametrize("defect", sorted(changed(FEED)))
def test_a_feed_with_a_defect_is_told_at_its_source_in_one_line(
    court: OwnCourt, defect: str
) -> None:
    follow()
    source = make_feed(court.url)
    court.fail(200, changed(FEED)[defect])

    poll()

    source.refresh_from_db()
    assert source.last_error or DocketEntry.objects.count() == 1
    assert "\n" not in source.last_error
    assert each_is_filed_or_refused_in_one_line()


def outcome(body: bytes) -> Page | str:
    """The page of the REST API, or the line that refuses it."""
    try:
        return read_page(body, docket=DOCKET)
    except SourceRefused as refused:
        return str(refused)


@pytest.mark.parametrize("defect", sorted(changed(PAGE)))
def test_a_page_of_the_api_with_a_defect_is_whole_or_one_line(defect: str) -> None:
    read = outcome(changed(PAGE)[defect])

    whole = read_page(PAGE, docket=DOCKET)
    assert read == whole or (isinstance(read, str) and "\n" not in read)


@examples(100)
@given(part=st.floats(0, 1, exclude_max=True))
def test_a_page_of_the_api_cut_at_any_byte_is_one_line(part: float) -> None:
    read = outcome(PAGE[: int(len(PAGE) * part)])

    assert isinstance(read, str)
    assert "\n" not in read


def test_a_refused_delivery_is_printed_as_it_came(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    source = DocketSource.objects.create(name="Mail", kind="notice", created_at=NOW)
    row = Delivery.objects.create(
        source=source, key="k", body=b"\xff\x00noise", received_at=NOW
    )

    call_command("sources", "--raw", row.public_id, stdout=StringIO())

    assert b"\xff\x00noise" in capfdbinary.readouterr().out
