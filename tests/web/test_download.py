"""A file that leaves is recorded, and is an attachment under a harmless name."""

import hashlib

import pytest
from django.http import HttpResponse

from risks.access.models import Disclosure
from risks.web.download import download
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db


def downloaded(name: str) -> HttpResponse:
    return download(
        b"content",
        name=name,
        person=make_person("ann"),
        channel=Disclosure.Channel.EXPORT,
        shown=["risk R-1"],
        now=NOW,
    )


def test_who_got_what_is_recorded() -> None:
    downloaded("risks.csv")

    entered = Disclosure.objects.get()
    assert entered.person is not None
    assert entered.address == entered.person.email
    assert entered.at == NOW
    assert entered.channel == Disclosure.Channel.EXPORT
    assert entered.objects_shown == ["risk R-1"]
    assert entered.sha256 == hashlib.sha256(b"content").hexdigest()


def test_no_browser_guesses_its_type() -> None:
    answer = downloaded("risks.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("ACME-board.pdf", "ACME-board.pdf"),
        ("../../etc/x.pdf", "etc-x.pdf"),
        ('a"; filename="b.exe\r\nX: y.pdf', "a-filename-b.exe-X-y.pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, safe: str) -> None:
    disposition = downloaded(name)["Content-Disposition"]

    assert disposition == f'attachment; filename="{safe}"'


def test_a_name_in_chinese_survives() -> None:
    disposition = downloaded("風險.pdf")["Content-Disposition"]

    assert disposition == "attachment; filename*=utf-8''%E9%A2%A8%E9%9A%AA.pdf"


def test_a_file_of_an_unknown_type_is_refused_aloud() -> None:
    with pytest.raises(KeyError):
        downloaded("risks.exe")

    assert not Disclosure.objects.exists()
