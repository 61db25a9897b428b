"""What an operator sets, sees and starts of the sweep; the token is never shown."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from risks.cases.models import DocketSource
from risks.cases.sources.docket import SourceRefused
from risks.cases.sources.remote.courtlistener_rest import CourtListener, SettingRefused
from tests.cases.sweeps.courtlistener_server import TOKEN, OwnCourtListener
from tests.cases.sweeps.sweeps import make_followed, rest_source, sweep
from tests.factories import NOW, make_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def listed(*arguments: str) -> str:
    out = StringIO()
    call_command("sources", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://www.courtlistener.com", "only https, except on loopback"),
        ("http://127.0.0.1.evil.example", "only https"),
        ("ftp://127.0.0.1", "is not a web address"),
        ("127.0.0.1", "is not a web address"),
        ("https://", "is not a plain web address"),
        ("https://me@127.0.0.1", "is not a plain web address"),
        ("https://127.0.0.1:99999", "is not a web address"),
        ("https://127.0.0.1/?q=1", "is not a plain web address"),
    ],
)
def test_an_address_that_would_show_the_token_is_refused(
    settings: Settings, url: str, problem: str
) -> None:
    make_followed()
    settings.COURTLISTENER_URL, settings.COURTLISTENER_TOKEN = url, TOKEN
    DocketSource.objects.create(name="Sweep", kind="rest", created_at=NOW)

    sent = sweep()

    assert sent == 0
    assert problem in rest_source().last_error
    with pytest.raises(CommandError, match=problem):
        call_command("sweep")


@pytest.mark.parametrize(
    "url", ["http://localhost:1", "http://[::1]:1", "https://docket.internal/cl/"]
)
def test_loopback_and_https_are_taken(url: str) -> None:
    there = CourtListener.at(url, token=TOKEN)

    at = there.address
    assert there.query_of(f"{at.scheme}://{at.netloc}{at.path}?a=1") == "a=1"
    assert TOKEN not in repr(there)
    with pytest.raises(SourceRefused):
        there.query_of(f"{at.scheme}://{at.netloc}/?a=1")


def test_a_token_with_a_line_break_is_refused_without_being_shown() -> None:
    with pytest.raises(SettingRefused) as refused:
        CourtListener.at("https://x.example", token="secret\nX-Other: 1")

    assert "secret" not in str(refused.value)


def test_without_a_token_nothing_is_sent_and_it_is_said(
    there: OwnCourtListener, settings: Settings
) -> None:
    make_followed()
    settings.COURTLISTENER_TOKEN = ""

    assert sweep() == 0
    assert there.asked == []
    assert "No sweep: COURTLISTENER_TOKEN is not set." in listed()


def test_one_that_is_switched_off_sends_nothing(there: OwnCourtListener) -> None:
    make_followed()
    sweep()
    DocketSource.objects.update(is_active=False)

    assert sweep(now=NOW + DAY) == 0


def test_the_list_says_how_the_sweep_stands(
    there: OwnCourtListener, at_now: None
) -> None:
    make_followed(5, code="C-5")
    make_followed(6, code="C-6")
    there.fail(404)
    there.fail(429, Retry_After="600")
    sweep()

    said, row = listed(), json.loads(listed("--json"))[0]

    assert "123 of 125 requests left today, resting until 2026-05-27 01:10" in said
    assert "C-5: there is no such docket at CourtListener (404)" in said
    assert row["requests_left"] == [3, 48, 123]
    assert row["resting_until"] == "2026-05-27T01:10:00+00:00"
    assert list(row["cases_refused"]) == ["C-5"]
    assert TOKEN not in said + json.dumps(row)


def test_an_operator_sweeps_one_case_at_once(
    there: OwnCourtListener, at_now: None
) -> None:
    make_followed(5, code="C-5")
    make_followed(6, code="C-6")
    sweep()
    out = StringIO()

    call_command("sweep", "--case", "C-6", stdout=out)

    assert [asked["docket"] for asked in there.asked] == ["5", "6", "6"]
    assert "1 requests sent" in out.getvalue()


@pytest.mark.parametrize(
    ("code", "problem"), [("C-0", "there is no case"), ("C-9", "names no docket")]
)
def test_a_case_that_is_not_followed_is_not_swept(
    there: OwnCourtListener, code: str, problem: str
) -> None:
    make_case("C-9")

    with pytest.raises(CommandError, match=problem):
        call_command("sweep", "--case", code)
