"""What a change is worth: on the same draws, priced only where it touches."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.explanation.changes import parse_changes
from risks.engine.exposure.explanation.shifts import Errors
from risks.engine.exposure.explanation.what_if import WhatIf, what_if
from risks.engine.exposure.portfolio.register import price_register
from risks.engine.exposure.portfolio.register_parsing import parse_register
from risks.engine.exposure.sampling.losses import Losses
from tests.engine.exposure.registers import (
    Json,
    contested_suit,
    event,
    governance,
    injunction,
    parsed,
    price_war,
    register,
    suit,
)

BREACH = event("breach", entity="WFOE", category="cyber")
FLOOD = event("flood", rate_per_year=0.5, entity="Cayman")
UNCERTAIN = {"pert": [0.1, 0.2, 0.4]}


def asked(changes: Json, *risks: Json, **terms: Any) -> WhatIf:
    document = register(*risks, **terms)
    changed = parse_changes(changes, document)
    return what_if(
        parse_register(document), changed.after, name=changed.name, cost=changed.cost
    )


def problem(changes: object, *risks: Json, **terms: Any) -> str:
    with pytest.raises(RegisterError) as refused:
        parse_changes(changes, register(*(risks or (BREACH, FLOOD)), **terms))
    return str(refused.value)


def test_after_the_change_stands_what_the_changed_register_is_priced_at() -> None:
    found = asked({"risks": {"breach": {"probability_horizon": 0.05}}}, BREACH, FLOOD)

    changed = BREACH | {"probability_horizon": 0.05}
    fresh = price_register(parsed(changed, FLOOD))
    assert found.portfolio.after == fresh.portfolio
    assert found.risks["breach"].after == fresh.risks["breach"]
    assert found.groups["entity"]["WFOE"].after == fresh.groups["entity"]["WFOE"]


def test_only_what_is_touched_is_shown() -> None:
    found = asked({"risks": {"breach": {"severity": 5e5}}}, BREACH, FLOOD)

    assert list(found.risks) == ["breach"]
    assert {name: list(labels) for name, labels in found.groups.items()} == {
        "entity": ["WFOE"],
        "category": ["cyber"],
    }


def test_what_the_change_leaves_alone_is_not_drawn_again() -> None:
    before = parsed(BREACH, FLOOD)
    priced = price_register(before)
    sevens = Losses.of(np.full(65_536, 700.0))
    prior = replace(priced, losses=priced.losses | {"flood": sevens})  # type: ignore[operator]

    found = what_if(before, parsed(BREACH | {"severity": 1e6}, FLOOD), prior=prior)

    assert found.risks["breach"].after.p99 == 1_000_000
    assert found.portfolio.after.p99 == 1_000_007


def test_a_change_of_labels_moves_a_risk_between_groups_and_no_money() -> None:
    found = asked({"risks": {"breach": {"entity": "Cayman"}}}, BREACH, FLOOD)

    entities = found.groups["entity"]
    assert not found.portfolio.difference
    assert not found.risks["breach"].difference
    assert entities["WFOE"].after.expected == 0
    moved = entities["Cayman"].difference.expected
    assert moved == found.risks["breach"].before.expected


def test_differences_are_after_less_before_to_the_cent() -> None:
    found = asked({"risks": {"breach": {"probability_horizon": 0.07}}}, BREACH, FLOOD)

    for each in (found.portfolio, *found.risks.values()):
        cents = round(100 * each.after.tvar95) - round(100 * each.before.tvar95)
        assert each.difference.tvar95 == cents / 100
    parts = sum(round(100 * each.difference.expected) for each in found.risks.values())
    assert round(100 * found.portfolio.difference.expected) == parts


def test_a_risk_may_come_and_another_go() -> None:
    found = asked({"add": [event("fire")], "remove": ["flood"]}, BREACH, FLOOD)

    assert found.risks["fire"].before.tvar95 == 0
    assert found.risks["flood"].after.tvar95 == 0
    assert (
        found.portfolio.after == price_register(parsed(BREACH, event("fire"))).portfolio
    )


def test_an_injunction_is_priced_again_with_its_suit() -> None:
    linked = injunction(linked_suit="suit")

    found = asked({"risks": {"suit": {"p_wilful": 0.1}}}, suit(), linked)
    lost = asked(
        {"risks": {"suit": {"decided": {"direct": "not_liable"}}}}, suit(), linked
    )

    assert set(found.risks) == {"suit", "injunction"}
    assert lost.risks["injunction"].after.expected == 0


def test_terms_change_every_risk_and_keep_its_draws() -> None:
    found = asked({"register": {"discount_rate": 0.1}}, BREACH, FLOOD)

    assert set(found.risks) == {"breach", "flood"}
    assert found.portfolio.difference.expected < 0
    assert found.risks["breach"].before.p_positive == (
        found.risks["breach"].after.p_positive
    )


def test_a_capacity_changes_the_score_alone() -> None:
    found = asked({"register": {"capacity": 2e7}}, BREACH, FLOOD)

    difference = found.risks["flood"].difference
    assert (difference.expected, difference.p95, difference.tvar95) == (0, 0, 0)
    assert difference.score == -10


def test_null_returns_a_parameter_to_its_default_and_objects_merge() -> None:
    risk = suit(decided={"motion_to_dismiss": "denied"})
    changes = {
        "risks": {
            "suit": {
                "decided": {"summary_judgment": "denied", "motion_to_dismiss": None},
                "p_reversed": None,
                "stages[2].fee": {"pert": [1, 2, 3]},
            }
        }
    }

    changed = parse_changes(changes, register(risk)).after.risks[0]

    expected = suit(decided={"summary_judgment": "denied"}, p_reversed=0)
    expected["stages"][2] |= {"fee": {"pert": [1, 2, 3]}}
    assert changed == parsed(expected).risks[0]


def test_a_number_said_in_another_way_takes_the_place_of_the_first() -> None:
    changes = {"risks": {"breach": {"severity": {"pert": [1, 2, 3]}}}}

    changed = parse_changes(changes, register(BREACH)).after.risks[0]

    assert changed == parsed(BREACH | {"severity": {"pert": [1, 2, 3]}}).risks[0]


def test_the_document_before_stays_as_it_is() -> None:
    document = register(suit(decided={"direct": "liable"}))

    parse_changes({"risks": {"suit": {"decided": {"direct": None}}}}, document)

    assert document["risks"][0]["decided"] == {"direct": "liable"}


def test_a_treatment_is_what_it_saves_against_its_cost() -> None:
    halved = {"cost": 10_000, "risks": {"breach": {"probability_horizon": 0.05}}}

    found = asked(halved, BREACH, FLOOD)

    treatment, difference = found.treatment, found.portfolio.difference
    assert treatment.expected_saved == -difference.expected == 20_200.07
    assert treatment.as_json()["expected_saved_per_cost"] == 2.02
    assert treatment.tvar95_saved == -difference.tvar95 > 0


def test_what_costs_nothing_has_no_value_per_cost() -> None:
    found = asked({"risks": {"breach": {"category": None}}}, BREACH)

    assert found.treatment.as_json() == {
        "cost": 0.0,
        "expected_saved": 0.0,
        "tvar95_saved": 0.0,
        "expected_saved_per_cost": None,
        "tvar95_saved_per_cost": None,
    }
    assert str(found.treatment.expected_saved) == "0.0"


def test_the_price_war_is_told_how_far_to_follow() -> None:
    found = asked(
        {"risks": {"price-war": {"months": 6}}}, price_war(pass_through=1.0), FLOOD
    )

    least = found.price_wars["price-war"]
    assert least.pass_through == 0
    assert least.saved == pytest.approx((16_618_788.80 - 6_539_534.32) / 2, abs=0.02)


def test_closed_forms_leave_no_error_in_the_expected_loss() -> None:
    found = asked({"risks": {"breach": {"probability_horizon": 0.2}}}, BREACH, FLOOD)

    assert found.portfolio.errors
    assert found.portfolio.errors.expected == 0
    assert found.portfolio.errors.tvar95 > 0


def test_too_few_trials_give_no_error() -> None:
    often = event("breach", rate_per_year=0.1)

    found = asked({"risks": {"breach": {"severity": 1}}}, often, trials=1024)

    assert found.portfolio.errors is None
    assert found.as_json()["portfolio"]["standard_error"] is None  # type: ignore[index]


def test_a_lone_event_has_no_error_on_either_side() -> None:
    found = asked({"risks": {"breach": {"probability_horizon": 0.2}}}, BREACH)

    assert found.portfolio == found.risks["breach"]
    assert found.portfolio.before.is_exact
    assert found.portfolio.after.is_exact
    assert found.portfolio.errors == Errors(expected=0.0, p95=0.0, tvar95=0.0)


def test_an_added_event_is_exact_by_itself_and_the_sum_is_of_the_trials() -> None:
    found = asked({"add": [event("other")]}, BREACH)

    assert found.risks["other"].after.is_exact
    assert not found.portfolio.before.is_exact
    assert not found.portfolio.after.is_exact
    assert found.portfolio.errors
    assert found.portfolio.errors.tvar95 > 0


def test_where_one_side_has_no_closed_form_both_are_of_the_trials() -> None:
    """The noise of a rate against a formula would be larger than the change."""
    changes: Json = {"probability_horizon": None, "rate_per_year": 0.1 / 3}

    found = asked({"risks": {"breach": changes}}, BREACH)

    shift = found.risks["breach"]
    assert not shift.before.is_exact
    assert not shift.after.is_exact
    assert shift.errors
    assert shift.difference.tvar95 < 0.1 * shift.before.tvar95


def test_the_error_is_that_of_a_difference_and_not_of_two_means() -> None:
    """Of the same draws, as other draws confirm."""
    unsure = price_war(probability_horizon=0.3, cut=UNCERTAIN)
    found = asked({"risks": {"price-war": {"pass_through": 0.1}}}, unsure)

    shift = found.portfolio
    assert shift.errors
    alone = shift.before.standard_error
    assert 0 < shift.errors.expected < alone / 4
    others = [_difference(f"war {number}") for number in range(8)]
    spread = float(np.std(others, ddof=1))
    assert spread / 2.5 < shift.errors.expected < 2.5 * spread


def _difference(name: str) -> float:
    unsure = price_war(name, probability_horizon=0.3, cut=UNCERTAIN)
    found = asked({"risks": {name: {"pass_through": 0.1}}}, unsure)
    return found.portfolio.difference.expected


def test_every_kind_of_risk_may_be_changed() -> None:
    found = asked(
        {
            "name": "all at once",
            "risks": {
                "suit": {"claims[0].p_liable": 0.1},
                "governance": {"tiers[1].loss": 0},
                "injunction": {"filter_built": 0.5},
            },
        },
        contested_suit(),
        governance(),
        injunction(linked_suit="suit"),
    )

    assert found.as_json()["name"] == "all at once"
    for each in found.risks.values():
        assert each.difference.expected < 0
        assert each.difference.tvar95 < 0


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ([], "must be an object of changes, not a list"),
        ({}, "changes nothing; give risks, add, remove, register"),
        ({"risks": {}, "cost": 5}, "changes nothing; give risks, add, remove, reg"),
        ({"riks": {}}, "riks: is not known; did you mean risks?"),
        ({"risks": []}, "risks: must be an object, not a list"),
        ({"risks": [5]}, "risks: must be an object, not a list"),
        ({"risks": {"breach": 5}}, 'risk "breach": must be an object, not a number'),
        (
            {"risks": {"brech": {"severity": 1}}},
            'risk "brech": is not in the register; did you mean "breach"?',
        ),
        (
            {"risks": {"breach": {"severity": -1}}},
            'risk "breach", severity: must be from 0 to 90,071,992,547,409, not -1',
        ),
        ({"risks": {"breach": {"severity": None}}}, 'risk "breach", severity: is miss'),
        (
            {"risks": {"breach": {"kind": "governance"}}},
            'risk "breach", kind: cannot be changed; remove the risk and add it',
        ),
        (
            {"risks": {"breach": {"stages[9].fee": 1}}},
            'risk "breach", stages[9].fee: is not in the risk',
        ),
        (
            {"risks": {"breach": {"rate_per_year": 1}}},
            'risk "breach", rate_per_year and probability_horizon: give exactly one',
        ),
        ({"remove": "breach"}, "remove: must be a list, not a text"),
        ({"remove": ["x"]}, 'risk "x": is not in the register'),
        ({"remove": ["breach", "flood"]}, "risks: must hold at least one"),
        (
            {"remove": ["breach"], "risks": {"breach": {"severity": 1}}},
            'risk "breach": is both changed and removed',
        ),
        ({"add": [event("breach")]}, 'risk "breach", id: is there twice'),
        ({"add": [5]}, "add[0]: must be a risk, not a number"),
        ({"add": [{"id": "new", "kind": "evnt"}]}, 'risk "new", kind: must be one of'),
        ({"register": {"trials": 4}}, "register.trials: is not known; known are"),
        ({"register": {"currency": "EUR"}}, "register.currency: is not known"),
        ({"register": {"discount_rate": 2}}, "discount_rate: must be from 0 to 1"),
        ({"register": {"capacity": None}}, "capacity: is missing"),
        ({"remove": ["flood"], "cost": -1}, "cost: must be from 0 to"),
        ({"remove": ["flood"], "name": 5}, "name: must be a text, not a number"),
    ],
)
def test_a_bad_change_is_refused_by_its_risk_and_field(
    changes: object, line: str
) -> None:
    assert problem(changes).startswith(line)


def test_a_suit_cannot_go_while_an_injunction_depends_on_it() -> None:
    line = problem({"remove": ["suit"]}, suit(), injunction(linked_suit="suit"))

    assert line.startswith('risk "injunction", linked_suit: no copyright_suit has')
