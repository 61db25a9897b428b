"""Text is data: a script in any title or entry is shown, and never run."""

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role, Scope
from risks.alerts.models import Alarm
from risks.cases.models import Counsel, Party
from tests.cases.rules.made_rules import make_entered_rule
from tests.factories import (
    NOW,
    make_assumptions,
    make_case,
    make_company,
    make_current_exposure,
    make_deadline,
    make_entry,
    make_event,
    make_fact,
    make_person,
    make_proposal,
    make_report,
    make_risk,
    make_run,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
TAG = "</script><img src=x onerror=alert(1)>"


@pytest.fixture
def client() -> Client:
    """Of a person who reads everything, in a world whose every text is hostile."""
    roles = [Role.IN_HOUSE_LAWYER, Role.COMPLIANCE_ADMINISTRATOR]
    person = make_person("eve", roles=roles, first_name=SCRIPT, last_name=TAG)
    company = make_company(code="ACME", name=SCRIPT, name_zh=TAG)
    make_fact(company, source=SCRIPT, note=TAG)
    risk = make_risk(
        "R-1",
        title=SCRIPT + TAG,
        title_zh=TAG,
        description=SCRIPT,
        company=company,
        owner=person,
    )
    hostile = {"works": SCRIPT, TAG: {"name": TAG, "list": [{SCRIPT: TAG}]}}
    make_assumptions(risk, parameters=hostile, reason=SCRIPT, evidence=TAG)
    make_current_exposure(risk, change=SCRIPT)
    make_proposal(risk, why=TAG, change=hostile)
    make_report(company, scope=Scope.of(person), kind=SCRIPT[:20])
    make_run(company, scope=Scope.of(person))
    Alarm.objects.create(at=NOW, key="k", text=SCRIPT)
    make_matter(company, person)
    return client_of(person)


def make_matter(company: object, person: object) -> None:
    case = make_case(
        "C-1",
        caption=SCRIPT,
        caption_zh=TAG,
        judge=TAG,
        stage=SCRIPT,
        company=company,
        owner=person,
    )
    entry = make_entry(case, text=SCRIPT, source_detail=TAG, number=SCRIPT[:20])
    make_event(entry, subject=SCRIPT, words=TAG)
    make_deadline(case, title=SCRIPT, reason=TAG, flag=SCRIPT, steps=[TAG])
    party = Party.objects.create(case=case, name=SCRIPT, role=TAG, extra=SCRIPT)
    Counsel.objects.create(party=party, name=TAG, roles=SCRIPT)


def assert_harmless(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert "alert(1)" in page
    assert SCRIPT not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("name", ["dashboard", "register", "cases", "reports"])
def test_lists_show_it_as_text(name: str, client: Client) -> None:
    assert_harmless(client, reverse(name))


@pytest.mark.parametrize("name", ["register", "cases"])
def test_so_do_the_pages_of_one_thing(name: str, client: Client) -> None:
    page = client.get(reverse(name)).content.decode()
    kind = "/risks/" if name == "register" else "/cases/"
    address = kind + page.split(f'<a href="{kind}')[1].split('"')[0]

    assert_harmless(client, address)


@pytest.mark.parametrize(
    "model", ["risk", "case", "deadline", "docketentry", "party", "proposal", "fact"]
)
def test_so_does_the_admin(model: str, client: Client) -> None:
    assert_harmless(client, reverse(f"admin:risks_{model}_changelist"))


def test_so_do_the_pages_of_an_entered_rule(client: Client) -> None:
    hostile = {"title": SCRIPT, "quote": TAG, "source": TAG, "condition": TAG}
    rule = make_entered_rule(**hostile, judge=f"{TAG} Doe", decision_reason=SCRIPT)

    for name in ("entered_rule", "correct_rule"):
        assert_harmless(client, reverse(name, args=[rule.public_id]))
    assert_harmless(client, reverse("rules"))


def test_a_search_echoes_its_words_as_text(client: Client) -> None:
    page = client.get(reverse("register"), {"q": '"><script>alert(2)</script>'})

    assert "<script>alert(2)" not in page.content.decode()
