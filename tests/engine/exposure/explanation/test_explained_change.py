"""Explained change: parts that add up to the difference, to the cent."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.engine.exposure.documents.refusal import RegisterError
from risks.engine.exposure.explanation.differences import (
    differences,
    parameter_steps,
    terms_steps,
)
from risks.engine.exposure.explanation.explained_change import (
    Explanation,
    Member,
    Step,
    explain,
    explain_sum,
)
from risks.engine.exposure.explanation.figures import ZERO, Figures
from risks.engine.exposure.kinds.parsing import parse_risk
from risks.engine.exposure.portfolio.portfolio import law_of
from risks.engine.exposure.portfolio.register import price_register
from risks.engine.exposure.sampling.terms import Terms
from tests.engine.exposure.registers import (
    Json,
    event,
    governance,
    injunction,
    parsed,
    stages,
    suit,
)
from tests.fuzz import examples

TERMS = Terms(currency="USD", capacity=1e7, discount_rate=0.0, trials=4096)


def labels(before: Json, after: Json) -> list[str]:
    return [step.label for step in parameter_steps(before, after)]


def explained(old: Json, new: Json, **given: Any) -> Explanation:
    steps = [Step(label="before", risk=parse_risk(old), terms=TERMS)]
    steps += [
        Step(label=step.label, risk=parse_risk(step.document), terms=TERMS)
        for step in parameter_steps(old, new)
    ]
    return explain(steps, **given)


def members(*risks: Json) -> dict[str, Member]:
    register = parsed(*risks, trials=TERMS.trials)
    priced = price_register(register)
    return {
        risk.id: Member(
            label=risk.id,
            losses=priced.losses[risk.id],
            mean=priced.means[risk.id],
            law=law_of(risk, terms=TERMS),
        )
        for risk in register.risks
    }


def figures(*risks: Json) -> Figures:
    return Figures.of(price_register(parsed(*risks, trials=TERMS.trials)).portfolio)


def total(found: Explanation) -> Figures:
    parts = [part.change for part in found.parts]
    return sum([*parts, found.residual.change if found.residual else ZERO], ZERO)


def test_a_single_change_is_named_with_both_values_and_its_money() -> None:
    later = stages()
    later[1] |= {"p_continue": 0.8}

    found = explained(suit(), suit(stages=later))

    # By hand: trial fee 0.7·0.2·3,000,000, appeal fee 0.7·0.2·0.5·0.6·800,000,
    # damages 0.7·0.2·0.5·(1 − 0.6·0.2)·1,000·17,625.
    assert found.words == (
        "summary_judgment p_continue 0.6 → 0.8: expected +1,539,300.00",
    )
    assert found.residual is None


def test_changes_come_in_the_order_of_the_document_each_on_top_of_the_last() -> None:
    before = event(probability_horizon=0.1, severity=1000)
    after = event(probability_horizon=0.2, severity=3000)

    found = explained(before, after)

    assert found.words == (
        "severity 1,000 → 3,000: expected +200.00",
        "probability_horizon 0.1 → 0.2: expected +300.00",
    )


def test_a_fall_has_its_sign() -> None:
    found = explained(event(severity=1000), event(severity=500))

    assert found.words == ("severity 1,000 → 500: expected −50.00",)


@given(
    p=st.floats(min_value=0.01, max_value=0.9),
    low=st.floats(min_value=1, max_value=1e5),
    years=st.floats(min_value=0, max_value=9),
    wilful=st.floats(min_value=0, max_value=1),
)
@examples(20)
def test_parts_and_residual_add_up_to_the_change_to_the_cent(
    p: float, low: float, years: float, wilful: float
) -> None:
    later = stages(p_settle=0.1, settlement=low, years=years)
    after = suit(stages=later, p_wilful=wilful, p_appeal=p)

    found = explained(suit(), after)

    assert total(found) == found.change == found.after - found.before


def test_changes_that_make_sense_only_together_are_one_step() -> None:
    once = event(probability_horizon=0.1)
    often = event(rate_per_year=0.5)
    settling = stages()
    settling[0] |= {"p_settle": 0.2, "settlement": 5e5}
    other = governance()["tiers"]
    tiers = [other[0] | {"q": 0.6}, other[1] | {"q": 0.4}]

    assert labels(once, often) == [
        "rate_per_year not stated → 0.5; probability_horizon 0.1 → not stated"
    ]
    assert labels(suit(), suit(stages=settling)) == [
        "; ".join(
            (
                "motion_to_dismiss p_settle not stated → 0.2",
                "motion_to_dismiss settlement not stated → 500,000",
            )
        )
    ]
    assert labels(governance(), governance(tiers=tiers)) == [
        "fine q 0.7 → 0.6; suspension q 0.3 → 0.4"
    ]


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        (
            suit(),
            suit(decided={"direct": "liable"}),
            "decided direct not stated → liable",
        ),
        (
            event(),
            event(loadings={"macro": "weak"}),
            "loadings macro not stated → weak",
        ),
        (
            event(),
            event(severity={"pert": [1, 2, 3]}),
            "severity 100,000, 1,000,000 → 1, 2, 3",
        ),
        (
            injunction(),
            injunction(filter_built=True),
            "filter_built not stated → true",
        ),
        (
            injunction(filter_built=1),
            injunction(filter_built=True),
            "filter_built 1 → true",
        ),
        (
            suit(),
            suit(stages=stages()[2:]),
            "stages motion_to_dismiss, summary_judgment, trial, appeal → trial, appeal",
        ),
    ],
)
def test_a_difference_is_said_in_words(before: Json, after: Json, label: str) -> None:
    assert labels(before, after) == [label]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (event(), event()),
        (event(severity=5), event(severity={"constant": 5.0})),
        (event(), event(entity="WFOE", category="cyber")),
        (event(), event(evidence=[{"source": "audit", "date": "2026-05-01"}])),
    ],
)
def test_what_moves_no_figure_is_no_step(before: Json, after: Json) -> None:
    assert labels(before, after) == []


def test_the_last_document_prices_as_the_later_version() -> None:
    later = stages(p_settle=0.1, settlement=1e6)
    after = suit(stages=later, decided={"motion_to_dismiss": "denied"}, p_appeal=0.3)

    *_, last = parameter_steps(suit(p_plaintiff_appeal=0.2), after)

    assert parse_risk(last.document) == parse_risk(after)


def test_a_later_version_that_is_no_risk_is_refused() -> None:
    with pytest.raises(RegisterError, match='risk "event", severity: must be from 0'):
        parameter_steps(event(), event(severity=-1))


def test_the_documents_compared_stay_as_they_are() -> None:
    before, after = suit(), suit(decided={"direct": "liable"})

    list(differences(before, after))
    parameter_steps(before, after)

    assert before == suit()


def test_terms_are_steps_of_their_own() -> None:
    later = replace(TERMS, discount_rate=0.08, capacity=2e7, rates={"HKD": 0.128})

    steps = terms_steps(TERMS, later)

    assert [step.label for step in steps] == [
        "discount_rate 0 → 0.08",
        "capacity 10,000,000 → 20,000,000",
        "exchange rates",
    ]
    assert steps[0].terms == replace(TERMS, discount_rate=0.08)
    assert steps[-1].terms == later


def test_stored_figures_of_another_engine_leave_a_residual() -> None:
    stored = replace(figures(event(severity=2000)), expected=210.5)

    found = explained(event(severity=1000), event(severity=2000), after=stored)

    assert found.residual
    assert found.residual.words == "method changed: expected +10.50"
    assert found.after == stored
    assert total(found) == found.change


def test_a_stored_figure_of_before_is_reconciled_too() -> None:
    stored = replace(figures(event(severity=1000)), expected=90.0)

    found = explained(
        event(severity=1000), event(severity=2000), before=stored, residual="engine"
    )

    assert found.residual
    assert found.residual.words == "engine: expected +10.00"
    assert found.change.expected == 110


def test_a_linked_suit_is_a_step_like_any_other() -> None:
    risk = parse_risk(injunction(linked_suit="suit"))
    one, other = parsed(suit()).suits["suit"], parsed(suit(p_reversed=1)).suits["suit"]

    found = explain(
        [
            Step(label="before", risk=risk, terms=TERMS, linked=one),
            Step(label="suit p_reversed 0.2 → 1", risk=risk, terms=TERMS, linked=other),
        ]
    )

    assert found.change.expected < 0
    assert found.parts[0].change == found.change


def test_a_sum_is_explained_by_who_left_changed_and_entered() -> None:
    old = members(event("a"), event("b"), event("c"))
    new = members(event("b", severity=5e6), event("c"), event("d"))

    found = explain_sum(old, new, terms=TERMS)

    assert [part.label for part in found.parts] == ["a left", "b changed", "d entered"]
    assert found.before == figures(event("a"), event("b"), event("c"))
    assert found.after == figures(event("b", severity=5e6), event("c"), event("d"))
    assert total(found) == found.change
    assert found.residual is None


def test_the_change_of_a_lone_event_is_exact_at_each_step() -> None:
    likelier = event("a", probability_horizon=0.2)

    found = explain_sum(members(event("a")), members(likelier), terms=TERMS)

    assert found.before == figures(event("a"))
    assert found.after == figures(likelier)
    assert found.residual is None


def test_a_step_without_a_closed_form_leaves_the_others_to_the_trials() -> None:
    steps = [
        event("a"),
        event("a", probability_horizon=0.2),
        event("a", rate_per_year=0.1),
    ]

    found = explain(
        [Step(label="", risk=parse_risk(each), terms=TERMS) for each in steps]
    )

    assert found.before.tvar95 != figures(event("a")).tvar95
    assert found.residual is None


def test_each_move_of_a_sum_stands_on_the_one_before() -> None:
    found = explain_sum(members(event("a")), members(event("b")), terms=TERMS)

    assert found.parts[0].change.tvar95 == -figures(event("a")).tvar95
    assert found.parts[1].change.tvar95 == figures(event("b")).tvar95


def test_a_sum_of_nothing_is_nought() -> None:
    found = explain_sum({}, members(event("a")), terms=TERMS)

    assert found.before == ZERO
    assert found.after == figures(event("a"))


def test_the_json_holds_the_parts_in_words_and_figures() -> None:
    found: Json = explained(event(severity=1000), event(severity=500)).as_json()

    assert list(found) == ["before", "after", "change", "parts", "residual"]
    (part,) = found["parts"]
    assert part["words"] == "severity 1,000 → 500: expected −50.00"
    assert part["expected"] == -50
    assert found["change"] == asdict(
        figures(event(severity=500)) - figures(event(severity=1000))
    )
