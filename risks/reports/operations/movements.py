"""How a provision moves from one reporting date to the next."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from risks.engine.formats import CENTS, number
from risks.reports.models import Contingency
from risks.reports.operations.refusals import ContingencyRefused

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """In currency units, to the cent: IAS 37.84.

    opening + additions - used - reversed + exchange + unwinding + rate_change = closing
    """

    opening: Decimal
    additions: Decimal
    used: Decimal
    reversed: Decimal
    exchange: Decimal
    unwinding: Decimal
    rate_change: Decimal
    closing: Decimal


def movement(
    code: str,
    *,
    opening: Decimal,
    used: Decimal,
    exchange: Decimal,
    closing: Decimal,
    unwinding: Decimal = ZERO,
    rate_change: Decimal = ZERO,
) -> Movement:
    """What must be added or reversed to close at the provision; IAS 37.59, .61.

    `code` is the suit's. Raises `ContingencyRefused` where more was used than was
    there.
    """
    if used > opening:
        raise ContingencyRefused(
            _(
                "%(code)s, used: no more than the opening provision of %(amount)s can "
                "be used. Anything paid above it is a separate expense."
            )
            % {"code": code, "amount": number(opening, decimals=CENTS)},
            field="used",
        )
    if opening - used + exchange < 0:
        raise ContingencyRefused(
            _(
                "%(code)s, exchange difference: cannot exceed the remaining provision "
                "of %(amount)s."
            )
            % {"code": code, "amount": number(opening - used, decimals=CENTS)},
            field="exchange",
        )
    left = opening - used + exchange + unwinding + rate_change
    return Movement(
        opening=opening,
        additions=max(closing - left, ZERO),
        used=used,
        reversed=max(left - closing, ZERO),
        exchange=exchange,
        unwinding=unwinding,
        rate_change=rate_change,
        closing=closing,
    )


def differs(row: Contingency) -> bool:
    """Whether the class or the closing is another than in the previous row.

    A first row changes nothing: there is no schedule before it.
    """
    before = row.previous
    if before is None:
        return False
    return (row.ifrs_class, row.us_gaap_class, row.closing) != (
        before.ifrs_class,
        before.us_gaap_class,
        before.closing,
    )
