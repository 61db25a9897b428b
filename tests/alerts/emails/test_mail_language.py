"""The reader's language, in every word of the mail."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from risks.access.models import Person
from risks.alerts.emails import deadline_due as proper
from risks.alerts.models import Notification
from risks.cases.models import Deadline
from tests.alerts.mailbox import html, letter, text, the_row
from tests.alerts.world import make_counsel, make_watched
from tests.factories import NOW, make_case, make_entry, make_event

pytestmark = pytest.mark.django_db
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def reader() -> Person:
    return make_counsel(language="zh-hant", time_zone="Asia/Hong_Kong")


@pytest.fixture
def row(reader: Person) -> Notification:
    case = make_case(owner=reader, caption="迪士尼訴稀宇", court_id="無此法院")
    event = make_event(make_entry(case, number="42", illustrative=True))
    return the_row(
        make_watched(
            days=7,
            case=case,
            owner=reader,
            event=event,
            title="提交答辯狀",
            severity=Deadline.Severity.CRITICAL,
        )
    )


def test_the_subject_says_day_and_matter_in_chinese(row: Notification) -> None:
    assert row.deadline is not None
    assert row.deadline.case is not None

    subject = letter(row).subject

    assert subject == (
        "2026年6月3日（星期三）到期（尚餘8天）：提交答辯狀 · 迪士尼訴稀宇 · 延遲發出"
        f" ({row.deadline.code})"
    )


@pytest.mark.parametrize(
    "words",
    [
        "到期日：2026年6月3日（星期三），尚餘8天",
        "法院當地時間  2026年6月3日（星期三）23:59 PDT",
        "您的時間      2026年6月4日（星期四）14:59 HKT",
        "由2026年5月26日（星期二）（示例）的案卷條目第 42 號引發。",
        "您是此期限的負責人。",
        "提醒政策：期限 · 關鍵 · 到期前7天。",
    ],
)
def test_days_clocks_and_lead_times_are_chinese(row: Notification, words: str) -> None:
    assert words in text(row)


def leftovers(body: str) -> Iterator[str]:
    """Latin words that are no names, codes or links."""
    plain = re.sub(r"<[^>]*>|<style.*?</style>|https?://\S+|[CD]-[\w-]+", " ", body)
    return (word for word in LATIN.findall(plain) if word not in NAMES)


NAMES = {"Watchbrief", "PDT", "HKT", "nbsp"}


@pytest.mark.parametrize("days_later", [0, 12])
def test_no_english_word_is_left(row: Notification, days_later: int) -> None:
    now = NOW + timedelta(days=days_later)

    left = [*leftovers(text(row, now=now)), *leftovers(html(row, now=now))]

    # The docket number is the court's.
    assert [word for word in left if word != "cv"] == []


def test_the_html_names_its_language(row: Notification) -> None:
    assert '<html lang="zh-hant">' in html(row)


def test_the_fallback_speaks_it_too(
    row: Notification, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proper, "write", None)
    assert row.deadline is not None

    message = letter(row)

    assert message.subject == f"期限 {row.deadline.code} 於 2026-06-03 23:59 PDT 到期"
    assert "請登入" in str(message.body)


def test_a_language_that_nobody_knows_is_answered_in_english(
    row: Notification,
) -> None:
    row.recipient.language = "../../tlh"

    assert "You own this deadline." in text(row)


def test_the_language_of_one_mail_does_not_stay(row: Notification) -> None:
    letter(row)

    assert translation.get_language() == "en"
