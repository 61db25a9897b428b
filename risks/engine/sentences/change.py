"""Say in words what moved between two valuations, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from risks.engine.formats import money, score
from risks.engine.wording import SEPARATOR, Slot, template
from risks.engine.wording import gettext_noop as _

SCORE = template(_("score %(score)s"))
SCORES = template(_("score %(old)s → %(new)s"))
_AT = (SCORE, SCORES)
FIRST = template(_("First priced: expected loss %(expected)s, %(score)s"), score=_AT)
SAME = template(_("Expected loss unchanged at %(expected)s, %(score)s"), score=_AT)
UP = template(_("Expected loss up %(size)s (%(old)s → %(new)s), %(score)s"), score=_AT)
DOWN = template(
    _("Expected loss down %(size)s (%(old)s → %(new)s), %(score)s"), score=_AT
)
ASSUMPTIONS = template(_("assumptions v%(number)s (%(reason)s)"), reason=Slot.QUOTE)
CAPACITY = template(_("risk capacity %(old)s → %(new)s"))
ENGINE = template(_("method changed, engine %(old)s → %(new)s"))
RATE = template(_("exchange rate %(currency)s to %(own)s %(old)s → %(new)s"))
LINKED_SUIT = template(_("the suit that it is linked to was re-assessed"))
TERMS = template(_("the horizon or the discount rate of the company changed"))
MOVED = (FIRST, UP, DOWN, SAME)
CAUSES = (ASSUMPTIONS, CAPACITY, ENGINE, RATE, LINKED_SUIT, TERMS)
BECAUSE = template(
    _("%(moved)s: %(causes)s."), moved=MOVED, causes=CAUSES, several=("causes",)
)
ALONE = template(_("%(moved)s."), moved=MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentExposure:
    """Where a risk stood at one moment; money in currency units."""

    expected: Decimal
    score: float
    margin: float | None = None  # points by which the score may be off

    @property
    def shown(self) -> str:
        return score(self.score, margin=self.margin)


def change(
    before: CurrentExposure | None, after: CurrentExposure, *, currency: str
) -> str:
    """The move of the expected loss and of the score, without a full stop."""
    expected, at = money(after.expected, currency), SCORE(score=after.shown)
    if before is None:
        return FIRST(expected=expected, score=at)
    if before.score != after.score:
        at = SCORES(old=before.shown, new=after.shown)
    difference = after.expected - before.expected
    if not difference:
        return SAME(expected=expected, score=at)
    moved = UP if difference > 0 else DOWN
    size, old = (money(each, currency) for each in (abs(difference), before.expected))
    return moved(size=size, old=old, new=expected, score=at)


def because(moved: str, causes: Sequence[str]) -> str:
    """One sentence of what moved and why.

    >>> because("Expected loss unchanged", ["engine 1.0 → 1.1"])
    'Expected loss unchanged: engine 1.0 → 1.1.'
    """
    why = SEPARATOR.join(cause.rstrip(" .") for cause in causes)
    return BECAUSE(moved=moved, causes=why) if why else ALONE(moved=moved)
