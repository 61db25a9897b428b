"""One mail for each kind of alert."""

from datetime import timedelta
from typing import Any

import pytest

from risks.alerts.models import Notification
from tests.alerts.mailbox import html, letter, make_alert, text
from tests.factories import NOW, make_risk

pytestmark = pytest.mark.django_db
KINDS = sorted(set(Notification.Kind.values) - {"deadline"})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize(
    "about", [{}, {"title": "R-1 One\nTwo", "path": "/x/", "facts": [["When", "now"]]}]
)
def test_every_kind_has_a_mail(kind: str, language: str, about: dict[str, Any]) -> None:
    row = make_alert(kind, about=about)
    row.recipient.language = language

    message = letter(row)

    assert len(message.subject.splitlines()) == 1
    assert message.extra_headers["Content-Language"] == language
    assert "\n\n" in html(row)


def test_a_breach_names_the_risk_and_nothing_of_its_assessment() -> None:
    about = {
        "title": "R-001 Copyright class action",
        "path": "/risks/abc/",
        "facts": [["Expected loss", "USD 4,000,000"]],
    }

    message = letter(make_alert("above_appetite", risk=make_risk("R-001"), about=about))

    whole = message.message().as_string()
    assert message.subject == "Exposure above appetite: R-001"
    assert "R-001 is above its risk appetite. Sign in to see the figures." in whole
    assert "4,000,000" not in whole
    assert "Copyright" not in whole
    assert "/risks/abc/" in whole


def test_a_review_is_due_before_its_day_and_overdue_after() -> None:
    row = make_alert("review", about={"title": "R-1 Data"}, due_at=NOW)

    before = letter(row, now=NOW - timedelta(days=1)).subject
    after = letter(row, now=NOW).subject

    assert (before, after) == ("Review due: R-1 Data", "Review overdue: R-1 Data")


def test_facts_are_shown_in_a_table_and_days_in_words() -> None:
    facts = [["Filed", "2026-05-26"], ["Entry", "42"], ["Odd", "2026-13-45"]]

    body = text(make_alert("event", about={"title": "C-1", "facts": facts}))

    assert "Filed  Tue 26 May 2026\nEntry  42\nOdd    2026-13-45\n" in body


def test_what_people_typed_is_escaped_in_html() -> None:
    about = {"title": "<b>x</b>", "facts": [["<i>", "<script>"]]}

    body = html(make_alert("event", about=about))

    assert "<script>" not in body
    assert "&lt;script&gt;" in body


def test_facts_of_another_form_cost_the_content_and_not_the_mail() -> None:
    message = letter(make_alert("event", about={"facts": "nonsense"}))

    assert message.subject == "Watchbrief: New docket entry"
