"""What the accounts know of a suit and its assessment does not say."""

from typing import Annotated, Literal, Self

from pydantic import model_validator
from pydantic_core import core_schema

from risks.engine.exposure.documents import bounds
from risks.engine.exposure.documents.numbers import (
    PlainMoney,
    YearlyRate,
    plain,
)
from risks.engine.exposure.documents.values import TEXT, Text, asks
from risks.engine.foreign.documents import Document, Read, refuse
from risks.engine.formats import number
from risks.engine.wording import gettext_noop as _

Measurement = Literal["single", "population", "range"]
"""How an obligation is measured: its likeliest outcome, the expected value of many
of its kind, or a continuous range in which each point is as likely (IAS 37.39, .40).
"""
YES_NO_OR_NULL = Read(
    core=core_schema.custom_error_schema(
        core_schema.nullable_schema(core_schema.bool_schema(strict=True)),
        "other_kind",
        custom_error_message="must be {wanted}",
        custom_error_context={"wanted": "true, false or null"},
    ),
    shape={"type": ["boolean", "null"]},
    words="`true`, `false` or `null`",
)


class Insurance(Document):
    amount: PlainMoney = asks(
        _("Amount"), "what the insurer would reimburse", example=500_000
    )
    virtually_certain: bool = asks(
        _("Reimbursement virtually certain"),
        "that the insurer pays, once the obligation is settled (IAS 37.53)",
        default=False,
    )


class Exemption(Document):
    """From disclosure that would prejudice seriously, IAS 37.92: extremely rare."""

    reason: Text = asks(_("Reason"), "why disclosure would prejudice seriously")
    approved_by: Text = asks(_("Approved by"), "who has approved the exemption")


class AccountingFacts(Document):
    """Money in units of the suit's own currency; all keys are optional."""

    claimed: Annotated[float | None, plain(bounds.AMOUNT, "money")] = asks(
        _("Claimed"), "the sum claimed; shown", default=None
    )
    court: Annotated[str | None, TEXT] = asks(_("Court"), "shown", default=None)
    counterparty: Annotated[str | None, TEXT] = asks(
        _("Counterparty"), "shown", default=None
    )
    present_obligation: Annotated[bool | None, YES_NO_OR_NULL] = asks(
        _("Present obligation"),
        '`true`, `false`, or `null`: not assessed, judged by "more likely than not" '
        "(IAS 37.15)",
        default=None,
    )
    measurement: Measurement = asks(
        _("Measurement"),
        "`single`, the most likely outflow as the others weigh (IAS 37.40); "
        "`population`, many obligations of a kind, probability judged over the class "
        "(.24, .39); `range`, in which no amount is better (.39, ASC 450-20-30-1)",
        default="single",
    )
    cannot_be_estimated: Annotated[str | None, TEXT] = asks(
        _("Cannot be estimated"),
        "why no reliable estimate can be made (IAS 37.26, ASC 450-20-50-4): no figure "
        "is shown then",
        default=None,
    )
    public_statements: Annotated[str | None, TEXT] = asks(
        _("Public statements"),
        "what the entity has said in public about the amount; shown where it cannot "
        "be estimated",
        default=None,
    )
    pre_tax_rate: YearlyRate = asks(
        _("Rate before tax, a year"),
        "what the market asks now for the time value of money and the risks of this "
        "liability (IAS 37.47): never the cost of capital (WACC) or the own borrowing "
        "rate; a risk that the amounts already carry is not in the rate too",
        default=0.0,
    )
    opening: PlainMoney = asks(
        _("Opening provision"), "at the last reporting date", default=0.0
    )
    used: PlainMoney = asks(_("Used"), "charged against it since", default=0.0)
    fx: Annotated[float, plain(bounds.EITHER_WAY, "money")] = asks(
        _("Exchange differences"),
        "what exchange rates did to it since, which may be below 0",
        default=0.0,
    )
    unwinding: PlainMoney = asks(
        _("Unwinding of the discount"),
        "what the passage of time added to it since (IAS 37.84(e))",
        default=0.0,
    )
    rate_change: Annotated[float, plain(bounds.EITHER_WAY, "money")] = asks(
        _("Change of the discount rate"),
        "what another rate did to it since, which may be below 0 (IAS 37.84(e))",
        default=0.0,
    )
    insurance: Insurance | None = asks(
        _("Insurance"), "what an insurer would reimburse", default=None
    )
    exemption: Exemption | None = asks(
        _("Exemption from disclosure"),
        "IAS 37.92: extremely rare, and never without who approved it",
        default=None,
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.used > self.opening:
            opening, used = (
                number(one, decimals=2) for one in (self.opening, self.used)
            )
            problem = f"must not exceed the opening provision of {opening}, not {used}"
            raise refuse(problem, at=("used",))
        if self.cannot_be_estimated and self.measurement != "single":
            problem = "contradicts cannot_be_estimated: nothing is measured"
            raise refuse(problem, at=("measurement",))
        return self
