"""A copyright suit as it stands in a register file: docs/simulate.md."""

from collections.abc import Mapping, Sequence
from typing import Literal

from risks.engine.exposure.documents.reading import (
    COUNT,
    DISCOUNT_RATE,
    MONEY,
    PROBABILITY,
    SHARE,
    YEARS,
    Fields,
    Place,
    read_word,
)
from risks.engine.exposure.kinds.accounting_facts import AccountingFacts
from risks.engine.exposure.kinds.accounting_parsing import parse_accounting
from risks.engine.exposure.kinds.suit import (
    APPEAL,
    FEE_AWARD,
    INNOCENCE,
    REVERSAL,
    WILFULNESS,
    Claim,
    CopyrightSuit,
    Stage,
)
from risks.engine.exposure.sampling.distributions import Distribution

SUIT_KEYS = (
    "works",
    "share_registered",
    "ordinary_award",
    "wilful_award",
    "p_wilful",
    "innocent_award",
    "p_innocent",
    "actual_damages",
    "fee_award",
    "p_fee_award",
    "judgment_interest",
    "claims",
    "stages",
    "p_appeal",
    "p_plaintiff_appeal",
    "p_reversed",
    "on_reversal",
    "decided",
    "accounting",
)
STAGE_KEYS = ("name", "years", "fee", "p_continue", "p_settle", "settlement")
STAGE_WORDS = {"denied": True, "passed": True, "granted": False, "ended": False}
CLAIM_WORDS = {"liable": True, "not_liable": False}
NODE_WORDS = {
    WILFULNESS: {"wilful": True, "not_wilful": False},
    INNOCENCE: {"innocent": True, "not_innocent": False},
    FEE_AWARD: {"awarded": True, "not_awarded": False},
    APPEAL: {"taken": True, "not_taken": False},
    REVERSAL: {"reversed": True, "affirmed": False},
}
ON_REVERSAL: dict[str, Literal["ends", "remand"]] = {
    "ends": "ends",
    "remand": "remand",
}


def parse_suit(risk_id: str, fields: Fields) -> CopyrightSuit:
    claims = tuple(_claim(item, place) for item, place in fields.items("claims"))
    _refuse_twice([claim.name for claim in claims], fields.place.key("claims"))
    stages, appeal = _stages(fields)
    return CopyrightSuit(
        id=risk_id,
        works=fields.distribution("works", COUNT),
        share_registered=fields.distribution("share_registered", SHARE, default=1.0),
        ordinary_award=fields.distribution("ordinary_award", MONEY),
        wilful_award=fields.distribution("wilful_award", MONEY),
        p_wilful=fields.distribution("p_wilful", PROBABILITY),
        innocent_award=_amount_of(fields, "innocent_award", chance="p_innocent"),
        p_innocent=fields.distribution("p_innocent", PROBABILITY, default=0.0),
        actual_damages=fields.distribution("actual_damages", MONEY, default=0.0),
        fee_award=_amount_of(fields, "fee_award", chance="p_fee_award"),
        p_fee_award=fields.distribution("p_fee_award", PROBABILITY, default=0.0),
        judgment_interest=fields.number(
            "judgment_interest", DISCOUNT_RATE, default=0.0
        ),
        claims=claims,
        stages=stages,
        appeal=appeal,
        p_appeal=fields.distribution("p_appeal", PROBABILITY, default=0.0),
        p_plaintiff_appeal=fields.distribution(
            "p_plaintiff_appeal", PROBABILITY, default=0.0
        ),
        p_reversed=fields.distribution("p_reversed", PROBABILITY, default=0.0),
        on_reversal=fields.word("on_reversal", ON_REVERSAL, default="ends"),
        decided=_decided(fields, claims=claims, stages=stages),
        accounting=_accounting(fields),
    )


def _accounting(fields: Fields) -> AccountingFacts | None:
    if "accounting" not in fields:
        return None
    place = fields.place.key("accounting")
    return parse_accounting(fields.values["accounting"], place=place)


def _amount_of(fields: Fields, name: str, *, chance: str) -> Distribution:
    """Money that needs to be stated only where it may fall due."""
    may_fall_due = fields.values.get(chance, 0) != 0
    return fields.distribution(name, MONEY, default=None if may_fall_due else 0.0)


def _claim(item: object, place: Place) -> Claim:
    fields = Fields(item, place=place, known=("name", "p_liable"), what="claim")
    return Claim(
        name=fields.text("name"), p_liable=fields.distribution("p_liable", PROBABILITY)
    )


def _stages(fields: Fields) -> tuple[tuple[Stage, ...], Stage | None]:
    """The stages up to the trial, and the appeal if the last one is called so."""
    place = fields.place.key("stages")
    stages = tuple(_stage(item, where) for item, where in fields.items("stages"))
    _refuse_twice([stage.name for stage in stages], place)
    names = [stage.name.casefold() for stage in stages]
    if APPEAL in names[:-1]:
        raise place.error("the appeal must be the last stage")
    if names == [APPEAL]:
        raise place.error("must hold a trial before the appeal")
    if names[-1] != APPEAL:
        return stages, None
    return stages[:-1], stages[-1]


def _stage(item: object, place: Place) -> Stage:
    fields = Fields(item, place=place, known=STAGE_KEYS, what="stage")
    return Stage(
        name=fields.text("name"),
        years=fields.distribution("years", YEARS),
        fee=fields.distribution("fee", MONEY),
        p_continue=fields.distribution("p_continue", PROBABILITY, default=1.0),
        p_settle=fields.distribution("p_settle", PROBABILITY, default=0.0),
        settlement=_amount_of(fields, "settlement", chance="p_settle"),
    )


def _decided(
    fields: Fields, *, claims: Sequence[Claim], stages: Sequence[Stage]
) -> Mapping[str, bool]:
    """What the court has decided, by node."""
    place = fields.place.key("decided")
    answers = _answers(claims, stages)
    decided = fields.values.get("decided", {})
    given = Fields(decided, place=place, known=tuple(answers))
    read = (
        read_word(word, place=place.key(name), words=answers[name])
        for name, word in given.values.items()
    )
    return dict(sorted(read))  # equal decisions are equal inputs


def _answers(
    claims: Sequence[Claim], stages: Sequence[Stage]
) -> dict[str, dict[str, tuple[str, bool]]]:
    """By name and word: the node and whether it fires.

    The word tells a stage from a claim of the same name.
    """
    answers: dict[str, dict[str, tuple[str, bool]]] = {}
    for name, node, words in (
        *((name, name, words) for name, words in NODE_WORDS.items()),
        *((stage.name, stage.node, STAGE_WORDS) for stage in stages),
        *((claim.name, claim.node, CLAIM_WORDS) for claim in claims),
    ):
        known = answers.setdefault(name, {})
        known.update({word: (node, fires) for word, fires in words.items()})
    return answers


def _refuse_twice(names: Sequence[str], place: Place) -> None:
    for name in names:
        if names.count(name) > 1:
            raise place.error(f'has "{name}" twice')
