"""The register: sorted by score, narrowed by words and choices."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.register.models import Risk
from tests.factories import make_current_exposure, make_person, make_risk
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of(make_person("reader", roles=[Role.IN_HOUSE_LAWYER]))


def codes(client: Client, **query: str) -> list[str]:
    page = client.get(reverse("register"), query).context["page"]
    return [risk.code for risk in page]


def test_the_highest_score_comes_first_and_the_unpriced_last(client: Client) -> None:
    make_risk("R-NONE")
    make_current_exposure(make_risk("R-LOW"), score=20.0)
    make_current_exposure(make_risk("R-HIGH"), score=70.0)

    assert codes(client) == ["R-HIGH", "R-LOW", "R-NONE"]


def test_all_words_must_be_found_in_any_language(client: Client) -> None:
    make_risk("R-1", title="Copyright suit", title_zh="海螺 AI 版權訴訟")
    make_risk("R-2", title="Copyright notice")

    assert codes(client, q="copyright suit") == ["R-1"]
    assert codes(client, q="版權") == ["R-1"]


def test_kind_and_status_narrow(client: Client) -> None:
    make_risk("R-1", kind=Risk.Kind.PRICE_WAR)
    make_risk("R-2", status=Risk.Status.CLOSED)

    assert codes(client, kind="price_war") == ["R-1"]
    assert codes(client, status="closed") == ["R-2"]


def test_an_unknown_choice_is_an_error_at_its_field(client: Client) -> None:
    make_risk("R-1")

    page = client.get(reverse("register"), {"kind": "fire"})

    assert page.status_code == 200
    assert "fire is not one of the available choices" in page.content.decode()


def test_owners_on_offer_are_those_of_visible_risks(client: Client) -> None:
    ann, bob = (make_person(name, first_name=name) for name in ("ann", "bob"))
    make_risk("R-1", owner=ann)
    make_risk("R-2", owner=bob)

    offered = client.get(reverse("register")).context["filter"].form["owner"]

    assert {str(label) for _, label in offered.field.choices} == {
        "Anyone",
        "ann",
        "bob",
    }


def test_nothing_that_fits_offers_the_way_back(client: Client) -> None:
    make_risk("R-1")

    page = client.get(reverse("register"), {"q": "unheard"}).content.decode()

    assert "No risks match these filters." in page


def test_an_empty_register_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("register")).content.decode()

    assert "You do not have access to any risks yet." in page
    assert reverse("admin:risks_risk_add") in page


def test_pages_are_of_fifty_and_keep_the_filter(client: Client) -> None:
    shared = {"company": make_risk("R-0").company, "owner": make_person()}
    for number in range(1, 52):
        make_risk(f"R-{number}x", opened_on=date(2026, 1, 1), **shared)

    page = client.get(reverse("register"), {"q": "fire"})

    assert len(page.context["page"]) == 50
    assert "?q=fire&amp;page=2" in page.content.decode()


def test_chinese_titles_say_their_language(client: Client) -> None:
    make_risk("R-1", title_zh="禁令")

    page = client.get(reverse("register")).content.decode()

    assert '<span lang="zh-Hant" class="wb-zh">禁令</span>' in page
