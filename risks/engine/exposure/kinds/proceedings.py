"""The proceedings of a suit: its stages and claims, and what the court has decided."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Self, TypeVar

from pydantic import model_validator
from pydantic_core import core_schema

from risks.engine.exposure.documents.numbers import Money, Probability, Years
from risks.engine.exposure.documents.values import Text, asks
from risks.engine.exposure.kinds.risk import Part
from risks.engine.exposure.sampling.distributions import (
    SURELY,
    ZERO,
    Distribution,
)
from risks.engine.foreign.documents import Document, Read, refuse
from risks.engine.foreign.shown import shown, unknown
from risks.engine.wording import gettext_noop as _

WILFULNESS, INNOCENCE = "wilfulness", "innocence"
APPEAL, REVERSAL, FEE_AWARD = "appeal", "reversal", "fee_award"
REMAND = "remand"

STAGE_WORDS = {"denied": True, "passed": True, "granted": False, "ended": False}
CLAIM_WORDS = {"liable": True, "not_liable": False}
NODE_WORDS = {
    WILFULNESS: {"wilful": True, "not_wilful": False},
    INNOCENCE: {"innocent": True, "not_innocent": False},
    FEE_AWARD: {"awarded": True, "not_awarded": False},
    APPEAL: {"taken": True, "not_taken": False},
    REVERSAL: {"reversed": True, "affirmed": False},
}
SomeDocument = TypeVar("SomeDocument", bound=Document)
ALL_WORDS = list(
    {
        word: None
        for words in (STAGE_WORDS, CLAIM_WORDS, *NODE_WORDS.values())
        for word in words
    }
)
DECIDED = Read(
    core=core_schema.dict_schema(core_schema.str_schema(), strict=True),
    shape={"type": "object", "additionalProperties": {"enum": ALL_WORDS}},
    words="object, by node",
)


class Stage(Part):
    """A stage of the case; the last one is the trial, or the appeal that follows it."""

    noun: ClassVar[str] = "stage"

    years: Years = asks(_("Years from now"), "until the stage is over", example=0.3)
    fee: Money = asks(_("Fee"), "own costs of the stage", example=300_000)
    p_continue: Probability = asks(
        _("Probability of going on"),
        "that the plaintiff gets past it; at the trial the claims decide after it, and "
        "on appeal it is the chance that the appeal is heard",
        example=0.7,
        default=SURELY,
    )
    p_settle: Probability = asks(
        _("Probability of settling"), "that the case then settles", default=ZERO
    )
    settlement: Money = asks(
        _("Settlement"), "the amount; required with `p_settle`", default=ZERO
    )

    @model_validator(mode="after")
    def _says_what_a_settlement_costs(self) -> Self:
        return with_amount(self, "settlement", self.p_settle)

    @property
    def node(self) -> str:
        return f"stage {self.name}"


class Claim(Part):
    """A ground on which the defendant may be liable."""

    noun: ClassVar[str] = "claim"

    p_liable: Probability = asks(
        _("Probability of liability"), "that the claim succeeds", example=0.4
    )
    given: Text | None = asks(
        _("Presupposes"),
        "the name of another claim, without which this one cannot succeed, as "
        "secondary liability cannot without direct infringement; `p_liable` is then "
        "the probability once that one has succeeded",
        default=None,
    )

    @property
    def node(self) -> str:
        return f"claim {self.name}"


def refuse_unfounded(claims: Sequence[Claim]) -> None:
    """Refuse a claim that presupposes none of the suit's, or itself in the end."""
    by_name = {claim.name: claim for claim in claims}
    for index, claim in enumerate(claims):
        at, chain, given = ("claims", index, "given"), [claim.name], claim.given
        while given is not None:
            if given not in by_name:
                known = ", ".join(by_name)
                problem = f"no claim is called {shown(given)}; known are {known}"
                raise refuse(problem, at=at)
            if given in chain:
                circle = " → ".join([*chain, given])
                raise refuse(f"must not presuppose itself: {circle}", at=at)
            chain.append(given)
            given = by_name[given].given


def refuse_unfounded_rulings(
    claims: Sequence[Claim], decided: Mapping[str, bool]
) -> None:
    """Refuse that a claim has succeeded and what it presupposes has not."""
    by_name = {claim.name: claim for claim in claims}
    for claim in claims:
        if claim.given is None or not decided.get(claim.node):
            continue
        if not decided.get(by_name[claim.given].node):
            problem = f"presupposes {shown(claim.given)}: decide that it is liable too"
            raise refuse(problem, at=("decided", claim.name))


def rulings(
    decided: Mapping[str, object], *, stages: Sequence[Stage], claims: Sequence[Claim]
) -> Mapping[str, bool]:
    """Return by node whether it fires, of what is decided by name and word.

    The word tells a stage from a claim of the same name.
    """
    answers = _answers(stages, claims)
    read = (_ruling(name, word, answers) for name, word in decided.items())
    return dict(sorted(read))  # equal decisions are equal inputs


def _ruling(
    name: str, word: object, answers: Mapping[str, Mapping[str, tuple[str, bool]]]
) -> tuple[str, bool]:
    if name not in answers:
        raise refuse(unknown(name, answers), at=("decided", name))
    if not isinstance(word, str) or word not in answers[name]:
        problem = f"must be one of {', '.join(answers[name])}, not {shown(word)}"
        raise refuse(problem, at=("decided", name))
    return answers[name][word]


def _answers(
    stages: Sequence[Stage], claims: Sequence[Claim]
) -> Mapping[str, Mapping[str, tuple[str, bool]]]:
    """By name and word: the node and whether it fires."""
    answers: dict[str, dict[str, tuple[str, bool]]] = {}
    for name, node, words in (
        *((name, name, words) for name, words in NODE_WORDS.items()),
        *((stage.name, stage.node, STAGE_WORDS) for stage in stages),
        *((claim.name, claim.node, CLAIM_WORDS) for claim in claims),
    ):
        known = answers.setdefault(name, {})
        known.update({word: (node, fires) for word, fires in words.items()})
    return answers


def with_amount(
    document: SomeDocument, name: str, chance: Distribution
) -> SomeDocument:
    """Money needs to be stated only where it may fall due."""
    if chance != ZERO and name not in document.model_fields_set:
        raise refuse("is missing", at=(name,))
    return document


def refuse_twice(names: Sequence[str], *, at: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise refuse(f'has "{name}" twice', at=(at,))
