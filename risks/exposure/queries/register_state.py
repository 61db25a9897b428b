"""A hash of all on which a company's figures depend, read without making objects.

Equal hashes mean that nothing is to be recalculated. A page compares those of its own
reader, so that it says nothing of what others changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from risks.access.models import Scope
from risks.engine.exposure.portfolio.rates import OLDEST
from risks.engine.exposure.sampling.terms import ENGINE_VERSION
from risks.exposure.models import AppetiteExcess, CurrentExposure, CurrentSum
from risks.exposure.queries.cells import Compartment
from risks.exposure.queries.inputs import digest
from risks.register.models import Appetite, Assumptions, Company, ExchangeRate
from risks.register.queries import appetite, fact_values, risk_capacity

OF_A_RISK = (
    "pk", "risk", "risk__code", "risk__kind", "risk__status", "risk__entity__code",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterState:
    """Hashes of the terms of a day and of the risks of each compartment."""

    terms: str
    compartments: Mapping[Compartment, str]

    def seen_by(self, scope: Scope) -> str:
        """Return the hash of all that a scope sees."""
        return self._hash(each for each in self.compartments if each.is_visible(scope))

    @property
    def whole(self) -> str:
        return self._hash(self.compartments)

    def _hash(self, among: Iterable[Compartment]) -> str:
        return digest([self.terms, *sorted(self.compartments[each] for each in among)])


def register_state(
    company: Company, *, today: date, scope: Scope | None = None
) -> RegisterState:
    """Return the state of a company's register, or of what a scope sees of it.

    Raises `UnusableFact`.
    """
    latest = Assumptions.objects.filter(risk__company=company, is_latest=True)
    rows = latest.within(scope) if scope else latest
    where = ("risk__restricted_matter", "risk__privileged")
    found: dict[Compartment, list[object]] = defaultdict(list)
    for matter, privileged, *row in rows.order_by("risk").values_list(
        *where, *OF_A_RISK
    ):
        found[Compartment(matter, privileged)].append(row)
    return RegisterState(
        terms=digest(_terms(company, today=today)),
        compartments={each: digest([each, *some]) for each, some in found.items()},
    )


def nothing_left(company: Company, state: RegisterState, *, scopes: set[str]) -> str:
    """Return a hash of a register and of all that was calculated of it."""
    exposures = CurrentExposure.objects.filter(risk__company=company)
    sums = CurrentSum.objects.filter(company=company)
    excesses = AppetiteExcess.objects.open().filter(risk__company=company)
    limits = Appetite.objects.filter(company=company)
    return digest(
        [
            state.whole,
            sorted(scopes),
            list(exposures.order_by("risk").values_list("risk", "snapshot")),
            list(sums.order_by("pk").values_list("run", "inputs", "run__has_shares")),
            list(excesses.order_by("pk").values_list("risk", "measure")),
            _texts(limits.order_by("pk").values_list("pk", "limit", "currency")),
        ]
    )


def _terms(company: Company, *, today: date) -> list[object]:
    tolerated = appetite(company, on=today)
    rates = ExchangeRate.objects.filter(date__range=(today - OLDEST, today))
    return [
        ENGINE_VERSION,
        today.isoformat(),
        [company.currency, str(company.discount_rate), company.horizon_months],
        [str(risk_capacity(company, on=today)), str(tolerated)],
        _texts(sorted(fact_values(company, on=today).items())),
        _texts(rates.order_by("pk").values_list("base", "quote", "date", "rate")),
    ]


def _texts(rows: Iterable[tuple[object, ...]]) -> list[list[str]]:
    """Return dates and amounts as texts, which JSON has not."""
    return [[str(each) for each in row] for row in rows]
