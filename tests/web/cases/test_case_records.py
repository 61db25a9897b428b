"""The timeline of the case page: each reader's own, with the marks of exposure."""

import pytest
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Case
from risks.web.cases.case_records import ADDED
from tests.cases.records.case_files import make_note, make_offer
from tests.factories import make_case, make_current_exposure, make_person, make_risk
from tests.web.world import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def timeline_of(case: Case, *roles: Role) -> str:
    client = client_of(make_person(roles=roles))
    page = client.get(reverse("case", args=[case.public_id])).content.decode()
    return page.split('id="timeline"')[1].split("</section>")[0]


def test_a_version_of_the_assumptions_leaves_a_mark_once_priced() -> None:
    case = make_case()
    risk = make_risk("R-1")
    case.risks.add(risk)
    make_current_exposure(risk, change="First priced.")

    assert "expected loss US$1.00 m" in timeline_of(case, Role.VIEWER)


def test_a_privileged_risk_leaves_a_mark_for_counsel_only() -> None:
    case = make_case()
    risk = make_risk("R-1", privileged=True)
    case.risks.add(risk)
    make_current_exposure(risk)

    assert ": expected loss" in timeline_of(case, Role.IN_HOUSE_LAWYER)
    assert ": expected loss" not in timeline_of(case, Role.VIEWER)


def test_another_case_s_risk_leaves_none() -> None:
    make_current_exposure(make_risk("R-1"))

    assert "R-1" not in timeline_of(make_case(), Role.IN_HOUSE_LAWYER)


def test_offers_and_notes_are_for_roles_that_may_read_them() -> None:
    case = make_case()
    make_note(case, text="Call the insurer.", privileged=False)
    make_offer(case, privileged=False)

    viewer = timeline_of(case, Role.VIEWER)
    counsel = timeline_of(case, Role.IN_HOUSE_LAWYER)

    assert "Settlement offer" in counsel
    assert "Call the insurer." in counsel
    assert "Settlement offer" not in viewer
    assert "Call the insurer." not in viewer


def test_counsel_is_offered_what_may_be_added_and_its_form_names_the_case() -> None:
    case = make_case()
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))
    page = client.get(reverse("case", args=[case.public_id]))

    offered = page.context["added"]

    assert len(offered) == len(ADDED)
    for _, address in offered:
        form = client.get(address).context["adminform"].form
        assert str(form["case"].value()) == str(case.pk)


def test_a_viewer_is_offered_nothing_to_add() -> None:
    case = make_case()
    client = client_of(make_person(roles=[Role.VIEWER]))

    page = client.get(reverse("case", args=[case.public_id])).content.decode()

    assert "Add to this case" not in page
