"""What is written about requests, jobs and faults, and what is not."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
from celery.app.trace import logger as of_jobs
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tracker.logs import HEADER, JSONLine, Line, server_error

SECRET = "the settlement limit is 4 million"
handler500 = server_error


def fails(_request: HttpRequest) -> HttpResponse:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(SECRET) from error


def refuses(_request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token, status=405)


urlpatterns = [path("fails/", fails), path("feed/<str:token>/", refuses)]


@pytest.fixture(params=[Line, JSONLine])
def written(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Every line that a process would write, in both forms."""
    lines: list[str] = []
    formatter = request.param()

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(formatter.format(record))

    handler, root = Kept(), logging.getLogger()
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


@override_settings(ROOT_URLCONF="tests.web.test_logs")
def test_a_fault_is_written_once_with_its_places_and_without_its_words(
    written: list[str],
) -> None:
    client = Client(raise_request_exception=False)

    answer = client.get("/fails/", {"q": SECRET})

    said = "\n".join(written)
    faults = [line for line in written if "builtins.ValueError" in line]
    assert answer.status_code == 500
    assert SECRET not in said
    assert len(faults) == 1
    assert "builtins.KeyError" in faults[0]
    assert "test_logs.py" in faults[0]


@override_settings(ROOT_URLCONF="tests.web.test_logs")
@pytest.mark.parametrize("address", ["/fails/", "/absent/"])
def test_every_line_of_a_request_has_its_number(
    address: str, written: list[str]
) -> None:
    client = Client(raise_request_exception=False)

    number = client.get(address).headers[HEADER]

    assert len(written) == 2
    assert all(number in line for line in written)


@override_settings(ROOT_URLCONF="tests.web.test_logs")
def test_the_page_of_a_fault_gives_its_number() -> None:
    client = Client(raise_request_exception=False)

    answer = client.get("/fails/")

    assert answer.headers[HEADER] in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.web.test_logs")
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("7f3a-b2c1-0001", "7f3a-b2c1-0001"),
        ("short", "[0-9a-f]{32}"),
        ("a\nb" * 9, "[0-9a-f]{32}"),
        ("x" * 65, "[0-9a-f]{32}"),
    ],
)
def test_a_number_of_the_proxy_is_kept_if_it_forges_no_line(
    given: str, shown: str
) -> None:
    client = Client(raise_request_exception=False)

    answer = client.get("/fails/", headers={HEADER: given})

    assert re.fullmatch(shown, answer.headers[HEADER])


@override_settings(ROOT_URLCONF="tests.web.test_logs")
@pytest.mark.parametrize("address", ["/feed/s3cr3t/", "/absent/s3cr3t/", "/%0As3cr3t"])
def test_no_line_has_an_address_which_may_be_a_secret(
    address: str, written: list[str]
) -> None:
    Client(raise_request_exception=False).get(address)

    said = "".join(written)
    assert len(written) == 2
    assert "s3cr3t" not in said
    assert "\n" not in said


@override_settings(ROOT_URLCONF="tests.web.test_logs", ALLOWED_HOSTS=["a.example"])
def test_a_refused_host_is_written(written: list[str]) -> None:
    client = Client(raise_request_exception=False)

    answer = client.get("/fails/", headers={"host": "b.example"})

    assert answer.status_code == 400
    assert any("b.example" in line for line in written)


def test_a_job_that_failed_is_written_without_what_its_fault_said(
    written: list[str],
) -> None:
    context = {
        "name": "alerts.reconcile", "id": "1-2", "description": "raised unexpected",
        "exc": f"ValueError('{SECRET}')", "args": "()", "kwargs": "{}",
    }  # fmt: skip
    try:
        raise ValueError(SECRET)
    except ValueError:
        of_jobs.error(
            "Task %(name)s[%(id)s] %(description)s: %(exc)s", context, exc_info=True
        )

    said = "\n".join(written)

    assert "Task alerts.reconcile[1-2] raised unexpected" in said
    assert SECRET not in said


def test_a_line_of_json_holds_one_event() -> None:
    record = logging.LogRecord("risks", logging.INFO, "", 0, "a\nb %s", ("案",), None)

    line = JSONLine().format(record)

    assert "\n" not in line
    assert json.loads(line)["message"] == "a\nb 案"
