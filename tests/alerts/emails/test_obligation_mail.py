"""The reminder of an obligation says what it is, of whom, and until when."""

from datetime import date

import pytest
from pytest_django import Settings

from risks.access.models import Person
from risks.alerts.models import Notification
from tests.alerts.mailbox import html, letter, text, the_row
from tests.cases.obligations.obligations import make_obligation, open_deadlines
from tests.factories import make_company, make_entity, make_person

pytestmark = pytest.mark.django_db


def make_reminder(reader: Person) -> Notification:
    company = make_company(name="MiniMax")
    row = make_obligation(
        company,
        owner=reader,
        entity=make_entity(company, name="Shanghai Xiyu"),
        reference="B2-2022",
        ends_on=date(2026, 9, 1),
        lead_days=90,
    )
    (deadline,) = open_deadlines(row)
    return the_row(deadline)


def test_the_subject_says_what_is_to_be_renewed() -> None:
    row = make_reminder(make_person())

    subject = letter(row).subject

    assert row.deadline is not None
    assert subject == (
        "Due Wed 3 Jun 2026 (in 7 days): Licence to renew: ICP licence · MiniMax · "
        f"late reminder ({row.deadline.code})"
    )


def test_the_body_names_the_authority_the_number_and_the_end_of_the_period() -> None:
    row = make_reminder(make_person())

    body = text(row)

    assert "Entity                     Shanghai Xiyu" in body
    assert "Licence to renew           ICP licence" in body
    assert "Shanghai Communications Administration" in body
    assert "Number                     B2-2022" in body
    assert "Period ends                Tue 1 Sep 2026" in body


def test_the_link_leads_to_the_obligation(settings: Settings) -> None:
    row = make_reminder(make_person())
    assert row.deadline is not None
    assert row.deadline.period is not None
    address = f"/obligations/{row.deadline.period.obligation.public_id}/"

    assert f"Open obligation:\n{settings.BASE_URL}{address}" in text(row)
    assert address in html(row)


def test_in_chinese_it_says_so_too() -> None:
    row = make_reminder(make_person(language="zh-hant"))

    subject, body = letter(row).subject, text(row)

    assert "到期（尚餘7天）：牌照續期：ICP licence · MiniMax" in subject
    assert "期間屆滿" in body
    assert "主管機關或對手方" in body
    assert "開啟合規責任：" in body
