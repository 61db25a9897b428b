"""How beliefs change: by a new version, with an author and a reason."""

import pytest
from django.db import IntegrityError, transaction

from risks.register.models import Assumptions, Proposal, Risk
from risks.register.operations import (
    AlreadyDecided,
    AssumptionsRefused,
    accept,
    assumptions_hash,
    propose,
    record_assumptions,
    reject,
)
from risks.register.queries import latest_assumptions
from tests.factories import NOW, TODAY, make_person, make_risk

pytestmark = pytest.mark.django_db

EVENT = {"rate_per_year": 0.2, "severity": {"constant": 1000}}


def record(risk: Risk, **changes: object) -> Assumptions:
    return record_assumptions(
        risk,
        parameters={**EVENT, **changes},
        reason="opening",
        author=risk.owner,
        effective_date=TODAY,
        now=NOW,
    )


def suggest(risk: Risk, *, origin: str = "event 1") -> Proposal:
    proposal = propose(
        risk,
        origin=origin,
        why="A fire in the next building.",
        change={"rate_per_year": 0.3},
        decide_by=TODAY,
        now=NOW,
    )
    assert proposal
    return proposal


def test_versions_are_numbered_from_one() -> None:
    risk = make_risk()

    assert [record(risk).number, record(risk).number] == [1, 2]


def test_the_newest_version_is_the_latest() -> None:
    risk = make_risk()

    versions = [record(risk) for _ in range(3)]

    assert list(risk.assumptions.filter(is_latest=True)) == versions[-1:]


def test_equal_beliefs_have_equal_hashes() -> None:
    reordered = dict(reversed(EVENT.items()))

    assert assumptions_hash("event", EVENT) == assumptions_hash("event", reordered)
    assert assumptions_hash("event", EVENT) != assumptions_hash("governance", EVENT)


def test_what_cannot_be_priced_is_refused_by_name_and_nothing_is_stored() -> None:
    risk = make_risk("R-9")

    with pytest.raises(AssumptionsRefused, match="R-9, rate_per_year: "):
        record(risk, rate_per_year=-1)

    assert latest_assumptions(risk) is None


@pytest.mark.parametrize("name", ["id", "kind"])
def test_assumptions_cannot_pass_for_those_of_another_risk(name: str) -> None:
    risk = make_risk("R-9")

    with pytest.raises(AssumptionsRefused, match=f"R-9, {name}: "):
        record(risk, **{name: "event"})


def test_a_version_without_a_reason_is_refused() -> None:
    risk = make_risk()

    with pytest.raises(AssumptionsRefused, match="reason"):
        record_assumptions(
            risk,
            parameters=EVENT,
            reason="  ",
            author=risk.owner,
            effective_date=TODAY,
            now=NOW,
        )


def test_the_database_refuses_two_versions_of_one_number() -> None:
    row = record(make_risk())
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_same_origin_proposes_once() -> None:
    risk = make_risk()
    suggest(risk)

    again = propose(
        risk, origin="event 1", why="again", change={}, decide_by=TODAY, now=NOW
    )

    assert again is None
    assert risk.proposals.count() == 1


def test_an_accepted_proposal_becomes_the_next_version_and_says_why() -> None:
    risk = make_risk()
    record(risk)

    accepted = accept(suggest(risk), by=risk.owner, reason="Seen.", now=NOW)

    assert accepted.number == 2
    assert accepted.parameters == {**EVENT, "rate_per_year": 0.3}
    assert accepted.reason == "A fire in the next building. Seen."
    assert risk.proposals.get().accepted_as == accepted


def test_a_proposal_that_makes_no_price_is_not_accepted() -> None:
    risk = make_risk()
    record(risk)
    proposal = suggest(risk)
    Proposal.objects.update(change={"rate_per_year": "often"})

    with pytest.raises(AssumptionsRefused):
        accept(proposal, by=risk.owner, reason="Seen.", now=NOW)

    assert risk.proposals.get().status == Proposal.Status.OPEN
    assert risk.assumptions.count() == 1


def test_a_proposal_for_a_risk_without_assumptions_waits() -> None:
    proposal = suggest(make_risk())

    with pytest.raises(AssumptionsRefused, match="no assumptions"):
        accept(proposal, by=make_person(), reason="Seen.", now=NOW)


def test_a_rejected_proposal_changes_nothing_but_itself() -> None:
    risk = make_risk()
    record(risk)

    proposal = reject(suggest(risk), by=risk.owner, reason="Another city.", now=NOW)

    assert proposal.status == Proposal.Status.REJECTED
    assert risk.assumptions.count() == 1


def test_a_proposal_is_decided_once() -> None:
    risk = make_risk()
    record(risk)
    proposal = suggest(risk)
    reject(proposal, by=risk.owner, reason="No.", now=NOW)

    with pytest.raises(AlreadyDecided, match="rejected"):
        accept(proposal, by=risk.owner, reason="Yes.", now=NOW)


def test_a_decision_needs_a_reason() -> None:
    risk = make_risk()
    record(risk)

    with pytest.raises(AssumptionsRefused, match="reason"):
        reject(suggest(risk), by=risk.owner, reason=" ", now=NOW)

    assert risk.proposals.get().status == Proposal.Status.OPEN


def test_the_database_refuses_a_decision_by_nobody() -> None:
    proposal = suggest(make_risk())

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(status="accepted")
