"""What the accounts know of a suit and its assessment does not say."""

from dataclasses import dataclass
from typing import Literal

Measurement = Literal["single", "population", "range"]
"""How an obligation is measured: its likeliest outcome, the expected value of many
of its kind, or a continuous range in which each point is as likely (IAS 37.39, .40).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    amount: float  # currency units that the insurer would reimburse
    virtually_certain: bool  # that he does, once the obligation is settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """From disclosure that would prejudice seriously, IAS 37.92: extremely rare."""

    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountingFacts:
    """Money in units of the suit's own currency."""

    claimed: float | None = None
    court: str | None = None
    counterparty: str | None = None
    present_obligation: bool | None = None  # None: judged by "more likely than not"
    measurement: Measurement = "single"
    pre_tax_rate: float = 0.0  # a year, specific to the liability, IAS 37.47
    opening: float = 0.0  # provision at the last reporting date
    used: float = 0.0  # charged against it since
    fx: float = 0.0  # what exchange rates have moved it by since
    insurance: Insurance | None = None
    exemption: Exemption | None = None
