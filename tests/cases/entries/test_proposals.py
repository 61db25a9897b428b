"""What the court decides suggests a change of the linked suit; nothing changes yet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from risks.cases.models import Case
from risks.cases.operations import file_entry
from risks.cases.sources.docket import StatedEvent
from risks.register.models import Assumptions, Proposal, Risk, Tier
from tests.factories import NOW, make_case, make_risk

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2026, 5, 26)


def make_suit(stages: tuple[str, ...] = ("motion_to_dismiss",), **more: Any) -> Risk:
    """With as much of its assumptions as a proposal reads."""
    suit = make_risk(kind=Risk.Kind.COPYRIGHT_SUIT)
    Assumptions.objects.create(
        risk=suit,
        number=1,
        parameters={"stages": [{"name": name} for name in stages], **more},
        hash="0" * 64,
        reason="First view.",
        author=suit.owner,
        effective_date=DAY,
        created_at=NOW,
    )
    return suit


def make_linked(*risks: Risk) -> Case:
    case = make_case()
    case.risks.set(risks)
    return case


def denied(case: Case, **fields: Any) -> None:
    event = StatedEvent(kind="motion_denied", date=DAY, subject="motion_to_dismiss")
    fields.setdefault("text", "ORDER DENYING the motion to dismiss.")
    file_entry(case, filed_date=DAY, now=NOW, events=[event], **fields)


def changes() -> list[Mapping[str, Any]]:
    return list(Proposal.objects.order_by("pk").values_list("change", flat=True))


def test_a_denied_motion_to_dismiss_proposes_that_its_stage_is_passed() -> None:
    suit = make_suit()

    denied(make_linked(suit), tier=Tier.LAW_FIRM)

    proposal = Proposal.objects.get()
    assert proposal.risk == suit
    assert proposal.change == {"decided": {"motion_to_dismiss": "passed"}}
    assert proposal.decide_by == date(2026, 6, 10)
    assert "Motion denied (motion to dismiss), 2026-05-26" in proposal.why
    assert "law firm" in proposal.why


def test_only_a_linked_copyright_suit_is_proposed_to() -> None:
    make_suit()

    denied(make_linked(make_risk(kind=Risk.Kind.EVENT)))

    assert changes() == []


def test_the_same_event_proposes_once() -> None:
    case = make_linked(make_suit())

    denied(case)
    denied(case)

    assert len(changes()) == 1


def test_a_suit_linked_later_is_proposed_to_when_the_docket_comes_again() -> None:
    case = make_linked()
    denied(case)
    case.risks.add(make_suit())

    denied(case)

    assert len(changes()) == 1


@pytest.mark.parametrize(
    "suit",
    [
        {"stages": ("trial",)},
        {"decided": {"motion_to_dismiss": "passed"}},
    ],
)
def test_what_the_suit_does_not_ask_or_knows_is_not_proposed(
    suit: dict[str, Any],
) -> None:
    denied(make_linked(make_suit(**suit)))

    assert changes() == []


def test_words_that_are_recognised_may_propose_too() -> None:
    case = make_linked(make_suit())
    text = "ORDER GRANTING 30 Motion to Dismiss."

    file_entry(case, filed_date=DAY, text=text, now=NOW)

    assert changes() == [{"decided": {"motion_to_dismiss": "ended"}}]


def test_a_precedent_proposes_what_its_source_states() -> None:
    case = make_linked(make_suit())
    claims = {"claims": [{"name": "contributory", "p_liable": 0.15}]}
    event = StatedEvent(
        kind="precedent", date=DAY, subject="contributory", proposes=claims
    )

    file_entry(case, filed_date=DAY, text="A decision.", now=NOW, events=[event])

    assert changes() == [claims]


@pytest.mark.parametrize(
    ("subject", "again"),
    [("contributory", "contributory"), ("current_exposure", "direct, contributory")],
)
def test_a_precedent_without_figures_asks_to_read_the_odds_of_its_claims_again(
    subject: str, again: str
) -> None:
    claims = [{"name": "direct"}, {"name": "contributory"}]
    case = make_linked(make_suit(claims=claims))
    event = StatedEvent(kind="precedent", date=DAY, subject=subject)

    file_entry(case, filed_date=DAY, text="A decision.", now=NOW, events=[event])

    proposal = Proposal.objects.get()
    assert proposal.change == {}
    assert proposal.why.startswith(f"Review the odds of: {again}. Precedent")
    assert proposal.decide_by == date(2026, 6, 10)


def test_a_precedent_says_nothing_to_a_suit_without_claims() -> None:
    case = make_linked(make_suit())
    event = StatedEvent(kind="precedent", date=DAY, subject="contributory")

    file_entry(case, filed_date=DAY, text="A decision.", now=NOW, events=[event])

    assert changes() == []
