"""Closing a deadline and deciding a proposal: with a reason, once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import Deadline
from risks.register.models import Proposal
from tests.factories import (
    make_assumptions,
    make_deadline,
    make_person,
    make_proposal,
    make_risk,
)
from tests.web.world import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of(make_person("ann", roles=[Role.IN_HOUSE_LAWYER], first_name="Ann"))


@pytest.fixture
def deadline() -> Deadline:
    return make_deadline(title="Answer")


@pytest.fixture
def proposal() -> Proposal:
    risk = make_risk("R-1")
    make_assumptions(risk)
    return make_proposal(risk, change={"probability_horizon": 0.5})


def close(client: Client, deadline: Deadline, reason: str) -> Any:
    address = reverse("mark_as_met", args=[deadline.public_id])
    answer = client.post(address, {"reason": reason})
    deadline.refresh_from_db()
    return answer


def decide(client: Client, proposal: Proposal, **said: str) -> Any:
    address = reverse("decide_proposal", args=[proposal.public_id])
    answer = client.post(address, said)
    proposal.refresh_from_db()
    return answer


def test_a_deadline_is_met_with_a_reason(client: Client, deadline: Deadline) -> None:
    answer = close(client, deadline, "Filed as entry 44.")

    assert answer.status_code == 302
    assert deadline.status == Deadline.Status.MET
    assert deadline.close_reason == "Filed as entry 44."
    assert str(deadline.closed_by) == "Ann"


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_stays_open(
    reason: str, client: Client, deadline: Deadline
) -> None:
    answer = close(client, deadline, reason)

    assert answer.status_code == 400
    assert "Enter a reason." in answer.content.decode()
    assert deadline.status == Deadline.Status.OPEN


def test_a_deadline_closes_once(client: Client, deadline: Deadline) -> None:
    close(client, deadline, "Filed.")

    answer = close(client, deadline, "Filed again.")

    assert answer.status_code == 400
    assert "is already met" in answer.content.decode()
    assert deadline.close_reason == "Filed."


def test_looking_at_the_form_closes_nothing(client: Client, deadline: Deadline) -> None:
    client.get(reverse("mark_as_met", args=[deadline.public_id]))

    deadline.refresh_from_db()
    assert deadline.status == Deadline.Status.OPEN


def test_an_accepted_proposal_is_a_new_version(
    client: Client, proposal: Proposal
) -> None:
    answer = decide(client, proposal, decision="accept", reason="The order says so.")

    assert answer.status_code == 302
    assert proposal.status == Proposal.Status.ACCEPTED
    newest = proposal.risk.assumptions.order_by("-number").first()
    assert newest is not None
    assert newest.parameters["probability_horizon"] == 0.5


def test_a_rejected_proposal_changes_no_figure(
    client: Client, proposal: Proposal
) -> None:
    decide(client, proposal, decision="reject", reason="Press only.")

    assert proposal.status == Proposal.Status.REJECTED
    assert proposal.risk.assumptions.count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"decision": "accept"}, "Enter a reason."),
        ({"reason": "Because."}, "Choose accept or reject."),
        ({"reason": "Because.", "decision": "shrug"}, "Choose accept or reject."),
    ],
)
def test_half_a_decision_is_none(
    said: dict[str, str], told: str, client: Client, proposal: Proposal
) -> None:
    answer = decide(client, proposal, **said)

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert proposal.status == Proposal.Status.OPEN


def test_a_proposal_without_a_price_is_refused(client: Client) -> None:
    risk = make_risk("R-2")
    make_assumptions(risk)
    proposal = make_proposal(risk, change={"probability_horizon": 7})

    answer = decide(client, proposal, decision="accept", reason="Because.")

    assert answer.status_code == 400
    assert "probability_horizon" in answer.content.decode()
    assert proposal.status == Proposal.Status.OPEN


def test_a_proposal_is_decided_once(client: Client, proposal: Proposal) -> None:
    decide(client, proposal, decision="reject", reason="Press only.")

    answer = decide(client, proposal, decision="accept", reason="Oh well.")

    assert answer.status_code == 400
    assert "already rejected" in answer.content.decode()


def test_a_proposal_to_read_again_is_accepted_when_the_odds_stand(
    client: Client, proposal: Proposal
) -> None:
    proposal.change = {}
    proposal.save()
    asked = client.get(reverse("risk", args=[proposal.risk.public_id]))

    decide(client, proposal, decision="accept", reason="Cox does not reach us.")

    assert b"try other probabilities" in asked.content
    assert proposal.accepted_as is not None
    assert proposal.accepted_as.number == 2
    assert proposal.accepted_as.parameters == {
        "probability_horizon": 0.2,
        "severity": {"constant": 4_000_000},
    }
