"""The page of the rule book: every rule, and how good its evidence is."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.engine.time.rule_book import all_rules, company_rules
from risks.engine.time.rules import Grade
from tests.factories import make_person
from tests.packs import taken, written
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of(make_person("lee", roles=[Role.IN_HOUSE_LAWYER]))


def page_of(client: Client) -> str:
    return client.get(reverse("rules")).content.decode()


def row_of(page: str, rule_id: str) -> str:
    [row] = [row for row in page.split("<tr>") if f">{rule_id}<" in row]
    return row


def test_every_rule_in_force_is_listed_once(client: Client) -> None:
    page = page_of(client)

    ids = {
        rule.id
        for rule in (*all_rules(), *company_rules())
        if rule.in_force(date(2026, 5, 26))
    }
    assert [one for one in sorted(ids) if page.count(f">{one}<") != 1] == []


def test_a_rule_is_shown_with_its_court_event_period_and_grade(client: Client) -> None:
    row = row_of(page_of(client), "cacd-7-9")

    assert "C.D. Cal. L.R. 7-9" in row
    assert "Hearing set" in row
    assert "21 days before" in row
    assert "Critical" in row
    assert "Republished copy" in row
    assert "verify before relying" in row


def test_only_an_official_text_is_said_to_be_checked(client: Client) -> None:
    page = page_of(client)

    assert "checked on 30 Nov 2026" in row_of(page, "hk-13-46-annual")
    assert "verify" not in row_of(page, "hk-13-46-annual")
    official = [
        rule
        for rule in (*all_rules(), *company_rules())
        if rule.grade is Grade.OFFICIAL and rule.effective_to is None
    ]
    assert page.count("checked on") == len(official)


def test_a_rule_of_a_company_says_what_its_profile_must_say(client: Client) -> None:
    row = row_of(page_of(client), "hk-8a-32-annual")

    assert "Listed company, Weighted voting rights" in row


def test_no_page_names_where_a_copy_stands(client: Client) -> None:
    page = page_of(client)

    sources = {rule.source for rule in (*all_rules(), *company_rules())} - {""}
    assert sources
    assert [source for source in sources if source in page] == []


def test_a_rule_of_a_company_s_own_pack_is_listed(
    client: Client, tmp_path: Path
) -> None:
    with taken(written(tmp_path).parent):
        row = row_of(page_of(client), "doe-opposition")

    assert "Standing Order (invented), para. 4" in row
    assert "From memory" in row
