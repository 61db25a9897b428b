"""A copyright suit as it stands in a register file: docs/simulate.md."""

from collections.abc import Mapping, Sequence
from typing import Literal

from risks.engine.exposure.reading import (
    COUNT,
    MONEY,
    PROBABILITY,
    SHARE,
    YEARS,
    Fields,
    Place,
    read_word,
)
from risks.engine.exposure.suit import (
    APPEAL,
    REVERSAL,
    WILFULNESS,
    Claim,
    CopyrightSuit,
    Stage,
)

SUIT_KEYS = (
    "works",
    "share_registered",
    "ordinary_award",
    "wilful_award",
    "p_wilful",
    "claims",
    "stages",
    "p_appeal",
    "p_plaintiff_appeal",
    "p_reversed",
    "on_reversal",
    "decided",
)
STAGE_KEYS = ("name", "years", "fee", "p_continue", "p_settle", "settlement")
STAGE_WORDS = {"denied": True, "passed": True, "granted": False, "ended": False}
CLAIM_WORDS = {"liable": True, "not_liable": False}
NODE_WORDS = {
    WILFULNESS: {"wilful": True, "not_wilful": False},
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
    )


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
    may_settle = fields.values.get("p_settle", 0) != 0
    return Stage(
        name=fields.text("name"),
        years=fields.distribution("years", YEARS),
        fee=fields.distribution("fee", MONEY),
        p_continue=fields.distribution("p_continue", PROBABILITY, default=1.0),
        p_settle=fields.distribution("p_settle", PROBABILITY, default=0.0),
        settlement=fields.distribution(
            "settlement", MONEY, default=None if may_settle else 0.0
        ),
    )


def _decided(
    fields: Fields, *, claims: Sequence[Claim], stages: Sequence[Stage]
) -> Mapping[str, bool]:
    """What the court has decided, by node."""
    place = fields.place.key("decided")
    answers = _answers(claims, stages)
    decided = fields.values.get("decided", {})
    given = Fields(decided, place=place, known=tuple(answers))
    return dict(
        read_word(word, place=place.key(name), words=answers[name])
        for name, word in given.values.items()
    )


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
