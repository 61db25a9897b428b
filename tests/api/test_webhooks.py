"""CourtListener's webhook: kept and acknowledged at once, judged and filed later."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risks.api.webhooks import MOST_BYTES
from risks.cases.models import Case, Deadline, Delivery, DocketEntry, DocketSource
from risks.cases.operations import file_waiting
from tests.cases.intake.webhook_alerts import alert, entry
from tests.court_files import court_file
from tests.factories import NOW, make_case
from tests.fuzz import examples

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DOCKET = 70691920


def open_webhook(name: str = "CourtListener") -> str:
    out = StringIO()
    call_command("webhook", name, stdout=out)
    return "/api/" + out.getvalue().strip().split("/api/")[1]


def make_followed() -> Case:
    return make_case(
        court_id="cacd", docket_number="2:25-cv-00001", courtlistener_id=DOCKET
    )


def post(path: str, body: bytes, *, key: str = "k1") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return Client().post(
        path, data=body, content_type="application/json", headers=headers
    )


def test_an_alert_becomes_an_entry_and_its_deadline() -> None:
    case, path = make_followed(), open_webhook()

    answer = post(path, alert(entry()))
    waiting = DocketEntry.objects.count()
    file_waiting(now=NOW)

    row = DocketEntry.objects.get(case=case)
    assert (answer.status_code, waiting) == (200, 0)
    assert (row.number, row.pacer_seq_no) == ("44", "144")
    assert Deadline.objects.filter(rule_id="frcp-12a-motion-denied").exists()


@pytest.mark.parametrize("version", [1, 2])
def test_both_versions_of_an_alert_are_filed_alike(version: int) -> None:
    case, path = make_followed(), open_webhook()

    post(path, alert(entry(), version=version))
    file_waiting(now=NOW)

    assert case.entries.get().pacer_seq_no == "144"
    assert Delivery.objects.get().state == "filed"


def test_a_real_alert_of_version_1_is_filed() -> None:
    body = court_file("found/12_webhook_version_1.json").read_bytes()
    case = make_case(docket_number="1:16-cv-00745", courtlistener_id=4214664)

    post(open_webhook(), body)
    file_waiting(now=NOW)

    row = case.entries.get()
    assert (row.number, row.pacer_seq_no) == ("140", "584")
    assert row.text.startswith("MOTION for Settlement Preliminary Approval")


def test_at_set_up_it_is_said_which_event_to_choose(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("webhook", "CourtListener")

    told = capsys.readouterr()
    assert told.out.count("\n") == 1
    assert 'the event "Docket Alert", version 1 or 2.' in told.err


def test_the_same_alert_again_is_acknowledged_and_kept_once() -> None:
    make_followed()
    path = open_webhook()

    answers = [post(path, alert(entry())).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert Delivery.objects.count() == 1


def test_acknowledging_takes_few_queries_however_large_the_alert() -> None:
    path = open_webhook()
    large = alert(*(entry(n) for n in range(1, 200)))

    with CaptureQueriesContext(connection) as queries:
        post(path, large)

    assert len(queries) <= 5


def test_an_unknown_address_and_an_old_one_are_not_there() -> None:
    old = open_webhook()
    new = open_webhook()

    answers = [
        post(path, b"{}").status_code
        for path in ("/api/courtlistener/guess/", old, new)
    ]

    assert answers == [404, 404, 200]


def test_a_webhook_that_is_switched_off_is_not_there() -> None:
    path = open_webhook()
    DocketSource.objects.update(is_active=False)

    assert post(path, alert(entry())).status_code == 404


def test_an_alert_without_a_key_is_refused() -> None:
    answer = post(open_webhook(), alert(entry()), key="")

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["error"]
    assert not Delivery.objects.exists()


def test_a_body_of_ten_megabytes_is_refused_and_told() -> None:
    answer = post(open_webhook(), b"x" * (10 * MOST_BYTES))

    assert answer.status_code == 413
    assert DocketSource.objects.get().last_error == "the body is larger than 1 MB"
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"\xff{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "must be an object, not a list"),
        (alert(entry(), version=3), "webhook.version: must be one of 1, 2, not 3"),
        (
            alert(event_type=2),
            "webhook.event_type: 2 is a search alert; only docket alerts .1. are filed",
        ),
        (alert(event_type=9), "9 is an event that is not known here; only docket"),
        (b'{"webhook": {"version": 1, "event_type": 4}}', "4 is the result of a RECAP"),
        (alert(entry(date_filed=None)), r"payload.results\[0\].date_filed: is missing"),
        (
            alert(entry(docket="x")),
            r"results\[0\].docket: must be a whole number",
        ),
        (alert(entry(docket=5)), "docket 5 is the docket of no case here"),
        (alert(), "docket none is the docket of no case here"),
    ],
)
def test_what_cannot_be_filed_is_acknowledged_kept_and_refused_by_name(
    body: bytes, problem: str
) -> None:
    make_followed()
    answer = post(open_webhook(), body)

    file_waiting(now=NOW)

    delivery = Delivery.objects.get()
    assert answer.status_code == 200
    assert delivery.state == "refused"
    assert re.search(problem, delivery.error)
    assert bytes(delivery.body) == body
    assert not DocketEntry.objects.exists()


def test_an_alert_of_a_docket_that_two_cases_name_is_filed_in_both() -> None:
    cases = [make_followed(), make_case(courtlistener_id=DOCKET)]

    post(open_webhook(), alert(entry()))
    file_waiting(now=NOW)

    assert [case.entries.count() for case in cases] == [1, 1]


def test_of_two_dockets_the_one_followed_here_is_filed() -> None:
    make_followed()
    post(open_webhook(), alert(entry(), entry(7, docket=5)))

    file_waiting(now=NOW)

    assert DocketEntry.objects.get().number == "44"
    assert Delivery.objects.get().state == "filed"


def test_an_entry_told_twice_in_one_alert_is_filed_once() -> None:
    case, path = make_followed(), open_webhook()
    post(path, alert(entry(), entry()))

    file_waiting(now=NOW)

    assert case.entries.count() == 1


def test_a_minute_entry_has_no_number_and_a_sealed_one_no_text() -> None:
    make_followed()
    sealed = entry(45, description="")
    sealed["recap_documents"][0]["is_sealed"] = True
    post(open_webhook(), alert(entry(None), sealed))

    file_waiting(now=NOW)

    minute, hidden = DocketEntry.objects.order_by("number")
    assert minute.number == ""
    assert hidden.text == "(sealed: nothing but its date is told)"


def test_a_source_of_another_kind_keeps_its_name() -> None:
    DocketSource.objects.create(name="Mail", kind="notice", created_at=NOW)

    with pytest.raises(CommandError, match="is a source of another kind"):
        call_command("webhook", "Mail")


@settings(examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_whatever_the_order_and_however_often_each_entry_is_there_once(
    order: list[int],
) -> None:
    Case.objects.all().delete()
    case, path = make_followed(), open_webhook()

    for time, number in enumerate(order):
        told = entry(number, description=f"NOTICE number {number} by Doe, filed.")
        post(path, alert(told), key=f"{case.pk} {time}")
    file_waiting(now=NOW)

    numbers = case.entries.values_list("number", flat=True)
    assert sorted(numbers) == sorted({str(number) for number in order})
