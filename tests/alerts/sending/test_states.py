"""One table of states, kept by the code, by the database and by the page about it."""

import re

import pytest

from risks.alerts.models import TRANSITIONS, Notification, State
from risks.alerts.operations import plan
from tests.alerts.world import make_watched
from tests.factories import NOW
from tests.place import ROOT


def test_the_page_about_reminders_lists_every_transition() -> None:
    page = (ROOT / "docs" / "understand" / "reminders.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (\w+) \| [^|]+ \|$", page, re.MULTILINE)
    known = {(one, two) for one, two in rows if one in State.values}

    table = {(one.value, two.value) for one in State for two in TRANSITIONS[one]}
    assert known == table


def test_no_state_is_changed_but_by_entering_it() -> None:
    code = {
        path: path.read_text(encoding="utf-8")
        for path in (ROOT / "risks" / "alerts").rglob("*.py")
        if path.name != "notification.py"
    }

    guilty = [
        path.name
        for path, text in code.items()
        if re.search(r"\.update\([^)]*\bstate=|\.state = ", text)
    ]

    assert guilty == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", [s for s in State if s != State.SCHEDULED])
def test_a_state_is_not_entered_from_where_the_table_does_not_lead(
    state: State,
) -> None:
    make_watched(days=20)
    plan(now=NOW)
    row = Notification.objects.order_by("pk")[:1]
    allowed = state in TRANSITIONS[State.SCHEDULED]
    lease = {"lease_until": NOW, "lease_token": "0" * 32}

    entered = Notification.objects.filter(pk__in=row.values("pk")).enter(
        state, **(lease if state == State.SENDING else {})
    )

    assert entered == int(allowed)
