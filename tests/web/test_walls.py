"""No page says a word of what is behind a wall, or a figure that is counsel's."""

import pytest
from django.urls import reverse

from risks.access.models import Scope
from tests.factories import make_current_exposure, make_run
from tests.web.world import HIDDEN, World, client_of

LISTS = (
    *("dashboard", "register", "cases", "reminder_list", "reports", "calendar"),
    "obligations",
)


def text_of(world: World, who: str, *path: str) -> str:
    client = client_of(world.people[who])
    return client.get(reverse(path[0], args=path[1:])).content.decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["viewer", "walled"])
def test_no_list_names_a_walled_matter(name: str, who: str, world: World) -> None:
    page = text_of(world, who, name)

    assert HIDDEN not in page
    assert "R-WALL" not in page
    assert "C-WALL" not in page


def test_counsel_inside_sees_it_on_each_list(world: World) -> None:
    pages = [text_of(world, "counsel", name) for name in LISTS[:3]]

    assert all(HIDDEN in page for page in pages)


def test_an_open_case_does_not_name_a_walled_risk_linked_to_it(world: World) -> None:
    page = text_of(world, "viewer", "case", world.open_case.public_id)

    assert "R-OPEN" in page
    assert "R-WALL" not in page


def test_an_open_risk_does_not_name_a_walled_case_linked_to_it(world: World) -> None:
    world.walled_case.risks.add(world.open_risk)

    page = text_of(world, "viewer", "risk", world.open_risk.public_id)

    assert "C-OPEN" in page
    assert "C-WALL" not in page


def test_outside_counsel_sees_the_suit_and_no_risk(world: World) -> None:
    page = text_of(world, "outside", "dashboard")

    assert HIDDEN in page
    assert "R-WALL" not in page
    assert "What changed" not in page


@pytest.mark.parametrize("name", ["dashboard", "register"])
def test_lists_show_the_title_of_a_privileged_risk_without_figures(
    name: str, world: World
) -> None:
    current_exposure = world.privileged_risk.current_exposure
    current_exposure.delete()
    make_current_exposure(
        world.privileged_risk, expected=77_000_000, change="Secret reason."
    )

    page = text_of(world, "viewer", name)

    assert "Patent suit" in page
    assert "assessment: not shown" in page
    assert "US$77" not in page
    assert "Secret reason" not in page


def test_the_page_of_a_privileged_risk_says_only_its_title(world: World) -> None:
    world.privileged_risk.snapshots.update(change="Secret reason.")

    page = text_of(world, "viewer", "risk", world.privileged_risk.public_id)

    assert "Patent suit" in page
    assert "not shown" in page
    assert "Secret reason" not in page
    assert "US$" not in page
    assert "Opening assessment" not in page


def test_counsel_reads_the_assessment(world: World) -> None:
    page = text_of(world, "counsel", "risk", world.privileged_risk.public_id)

    assert "US$1.00 m" in page
    assert "Opening assessment" in page


def test_each_scope_reads_its_own_sum(world: World) -> None:
    scopes = {who: Scope.of(world.people[who]) for who in ("viewer", "counsel")}
    make_run(world.company, scope=scopes["viewer"], expected=11_000_000)
    make_run(world.company, scope=scopes["counsel"], expected=22_000_000)

    viewer, counsel = (text_of(world, who, "dashboard") for who in scopes)

    assert "US$11.0 m" in viewer
    assert "US$22.0 m" not in viewer
    assert "US$22.0 m" in counsel
