"""What if an input were another: the effect, the refusals and the proposal."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.register.models import Proposal, Risk
from risks.register.operations import accept
from tests.factories import (
    NOW,
    make_assumptions,
    make_company,
    make_person,
    make_risk,
)
from tests.web.world import World, client_of

pytestmark = pytest.mark.django_db

SEVERITY = "input severity"
CHANCE = "input probability_horizon"
MEANT = {"propose": "yes", "reason": "Filed.", "decide_by": "2026-06-30"}


@pytest.fixture
def risk() -> Risk:
    risk = make_risk("R-1", company=make_company("ACME"), title="Fire")
    make_assumptions(
        risk,
        parameters={
            "probability_horizon": 0.2,
            "severity": {"lognormal90": [1_000_000, 9_000_000]},
        },
    )
    return risk


@pytest.fixture
def client() -> Client:
    return client_of(make_person(roles=[Role.RISK_OWNER]))


def address(risk: Risk) -> str:
    return reverse("what_if", args=[risk.public_id])


def test_each_input_is_prefilled_as_a_person_would_type_it(
    risk: Risk, client: Client
) -> None:
    page = client.get(address(risk)).content.decode()

    assert 'value="0.2"' in page
    assert 'value="1000000 to 9000000"' in page
    assert "median 3,000,000" in page


def test_the_difference_is_told_before_and_after(risk: Risk, client: Client) -> None:
    answer = client.post(address(risk), {CHANCE: "10 %"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Probability within the horizon 20 % → 10 %" in page
    assert "Sampling error (±)" in page
    assert Proposal.objects.count() == 0


def test_what_is_exact_before_and_after_has_no_sampling_error(
    risk: Risk, client: Client
) -> None:
    """The risk is the only one, so that the sum is exact too: three measures each."""
    exact = client.post(address(risk), {CHANCE: "10 %"}).content.decode()
    make_assumptions(make_risk("R-2", company=risk.company))
    beside = client.post(address(risk), {CHANCE: "10 %"}).content.decode()

    assert exact.count(">exact<") == 6
    assert beside.count(">exact<") == 4


def test_a_treatment_is_set_against_its_cost(risk: Risk, client: Client) -> None:
    page = client.post(address(risk), {CHANCE: "0.1", "cost": "2 m"}).content.decode()

    assert "The change costs US$2.00 m." in page
    assert "for each 1 spent" in page


def test_the_sum_is_of_what_the_reader_sees(risk: Risk, client: Client) -> None:
    walled = make_risk("R-2", company=risk.company, privileged=True)
    make_assumptions(walled)
    counsel = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    seen, more = (
        each.post(address(risk), {CHANCE: "0.1"}).context["answer"]["sums"][1][1][0]
        for each in (client, counsel)
    )

    assert seen["before"] != more["before"]
    assert seen["difference"] == more["difference"]


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        (CHANCE, "plenty", "is no number"),
        (CHANCE, "1.5", "It must be from 0 to 1"),
        (SEVERITY, "9000000 to 1000000", "It must rise"),
        ("cost", "-5", "Type one amount"),
    ],
)
def test_a_wrong_input_is_told_beside_it_and_nothing_is_lost(
    field: str, text: str, told: str, risk: Risk, client: Client
) -> None:
    sent = {CHANCE: "0.31", "cost": "77", field: text}

    answer = client.post(address(risk), sent)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert told in page
    assert all(f'value="{each}"' in page for each in sent.values())


def test_nothing_changed_is_said(risk: Risk, client: Client) -> None:
    answer = client.post(address(risk), {CHANCE: "0.2"})

    assert answer.status_code == 400
    assert b"Change at least one value." in answer.content


def test_a_change_becomes_a_proposal_and_no_version(risk: Risk, client: Client) -> None:
    answer = client.post(address(risk), {CHANCE: "0.1", **MEANT})

    proposal = Proposal.objects.get()
    assert answer.status_code == 302
    assert proposal.change == {"probability_horizon": 0.1}
    assert proposal.why.startswith("Filed. (")
    assert proposal.decide_by == date(2026, 6, 30)
    assert risk.assumptions.count() == 1


def test_a_proposal_sent_twice_is_one(risk: Risk, client: Client) -> None:
    for _ in range(2):
        client.post(address(risk), {CHANCE: "0.1", **MEANT})

    assert Proposal.objects.count() == 1


def test_a_proposal_needs_a_reason_and_keeps_the_figures(
    risk: Risk, client: Client
) -> None:
    answer = client.post(address(risk), {CHANCE: "0.1", "propose": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter a reason." in page
    assert 'value="0.1"' in page


def test_a_proposal_is_not_decided_in_the_past(risk: Risk, client: Client) -> None:
    late = {**MEANT, "decide_by": "2026-05-26"}

    answer = client.post(address(risk), {CHANCE: "0.1", **late})

    assert answer.status_code == 400
    assert b"Enter today&#x27;s date or a later date." in answer.content


def test_a_viewer_may_ask_and_not_propose(risk: Risk) -> None:
    client = client_of(make_person(roles=[Role.VIEWER]))

    page = client.post(address(risk), {CHANCE: "0.1", **MEANT}).content.decode()

    assert "Probability within the horizon 20 % → 10 %" in page
    assert 'name="propose"' not in page
    assert Proposal.objects.count() == 0


def test_what_is_accepted_is_what_was_tried(risk: Risk, client: Client) -> None:
    client.post(address(risk), {CHANCE: "0.1", **MEANT})

    accepted = accept(Proposal.objects.get(), by=risk.owner, reason="Agreed.", now=NOW)

    assert accepted.parameters["probability_horizon"] == 0.1
    assert accepted.parameters["severity"] == {"lognormal90": [1_000_000, 9_000_000]}


def test_a_range_may_take_the_place_of_an_interval(risk: Risk, client: Client) -> None:
    client.post(address(risk), {SEVERITY: "1 m, 2 m, 9 m", **MEANT})

    accepted = accept(Proposal.objects.get(), by=risk.owner, reason="Yes.", now=NOW)

    assert accepted.parameters["severity"] == {"pert": [10**6, 2 * 10**6, 9 * 10**6]}


def test_one_input_of_a_stage_leaves_the_others() -> None:
    suit = make_risk("R-3", kind=Risk.Kind.COPYRIGHT_SUIT)
    stage = {"name": "trial", "years": 2, "fee": 1_000_000}
    make_assumptions(
        suit,
        parameters={
            "works": 10,
            "ordinary_award": 5_000,
            "wilful_award": 50_000,
            "p_wilful": 0.3,
            "claims": [{"name": "direct", "p_liable": 0.5}],
            "stages": [stage],
        },
    )
    client = client_of(make_person(roles=[Role.IN_HOUSE_LAWYER]))

    client.post(address(suit), {"input stages[0].fee": "2 m", **MEANT})

    assert Proposal.objects.get().change == {"stages": [{**stage, "fee": 2_000_000}]}


def test_the_figures_of_counsel_are_not_shown_to_others(risk: Risk) -> None:
    risk.privileged = True
    risk.save()
    client = client_of(make_person(roles=[Role.RISK_OWNER]))

    page = client.post(address(risk), {CHANCE: "0.1"}).content.decode()

    assert "Privileged assessment: not shown." in page
    assert "1000000 to 9000000" not in page


def test_a_hidden_risk_is_absent(world: World) -> None:
    client = client_of(world.people["walled"])

    answer = client.post(address(world.walled_risk), {CHANCE: "0.1", **MEANT})

    assert answer.status_code == 404
    assert Proposal.objects.filter(origin__startswith="what-if").count() == 0
