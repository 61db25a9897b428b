"""What a loss is by its nature, and which natures the company pays for in cash."""

from collections.abc import Collection
from typing import Any, Literal, get_args

from risks.engine.exposure.documents.values import asks
from risks.engine.wording import gettext_noop as _

Nature = Literal["liability", "lost_profit", "value"]
NATURES: tuple[Nature, ...] = get_args(Nature)
LIABILITY: Nature = "liability"
LOST_PROFIT: Nature = "lost_profit"
VALUE: Nature = "value"
"""An effect on the value of the shares: the shareholders', and no cash of the company.

It is in no total and in no score, which are measured against the company's cash.
"""
MEANING = (
    "`liability`: owed to others; `lost_profit`: earned no more; `value`: an effect on "
    "shareholders' value, which is in no total and in no score"
)


def asks_nature(default: Nature) -> Any:
    """Declare the nature of a loss; its annotation says which ones there may be."""
    return asks(_("Nature of the loss"), MEANING, default=default)


def in_order(natures: Collection[str]) -> tuple[Nature, ...]:
    return tuple(nature for nature in NATURES if nature in natures)
