"""Compute each member's share of a portfolio's TVaR95 and P95.

Shares are means over the worst trials of the sum, and these change with the sum. They
are computed after it, in one pass over the members for several portfolios.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from risks.engine.exposure.portfolio.shares import QuantileShares, TailShares
from risks.engine.exposure.sampling.losses import Losses
from risks.exposure.models import PortfolioRun
from risks.exposure.operations.lease import Lease
from risks.exposure.operations.price import Pricer
from risks.exposure.operations.sums import totals_of
from risks.exposure.queries import Inputs, Sum, WantedSums
from risks.register.models import Company

AT_ONCE = 16  # portfolios; each takes some megabytes


@dataclass(frozen=True, slots=True)
class _Shares:
    run: PortfolioRun
    portfolio: Sum
    tvar95: TailShares
    p95: QuantileShares

    @classmethod
    def of(cls, run: PortfolioRun, portfolio: Sum, losses: Losses) -> "_Shares":
        return cls(run, portfolio, TailShares(losses), QuantileShares(losses))

    def take(self, inputs: Inputs, losses: Losses) -> None:
        if inputs.cell in self.portfolio.cells:
            self.tvar95.take(str(inputs.risk.pk), losses)
            self.p95.take(str(inputs.risk.pk), losses)

    def members(self) -> Iterator[dict[str, float]]:
        if len(self.run.members) == 1:  # the sum of one risk is that risk
            (only,), run = self.run.members, self.run
            yield only | {"tvar95": float(run.tvar95), "p95": float(run.p95)}
            return
        tvar95, p95 = self.tvar95.shares(), self.p95.shares()
        for member in self.run.members:
            risk = str(member["risk"])
            yield member | {"tvar95": tvar95[risk], "p95": p95[risk]}


def store_shares(
    company: Company, wanted: WantedSums, *, pricer: Pricer, lease: Lease
) -> None:
    """Compute and store the shares of the portfolios that have none."""
    without = wanted.without_shares
    for first in range(0, len(without), AT_ONCE):
        some = without[first : first + AT_ONCE]
        totals = totals_of(some, of=company, wanted=wanted, pricer=pricer, lease=lease)
        shares = [
            _Shares.of(wanted.runs[each.key], each, total.as_drawn().losses)
            for each, total in totals
        ]
        _share(shares, wanted.present, pricer=pricer, lease=lease)


def _share(
    several: Sequence[_Shares],
    present: Sequence[Inputs],
    *,
    pricer: Pricer,
    lease: Lease,
) -> None:
    cells = {cell for shares in several for cell in shares.portfolio.cells}
    members = [inputs for inputs in present if inputs.cell in cells]
    for inputs in lease.renewed_over(members):
        losses = pricer.drawn(inputs).losses
        for shares in several:
            shares.take(inputs, losses)
    for shares in several:
        rows = PortfolioRun.objects.filter(pk=shares.run.pk)
        with lease.writing():
            rows.update(members=list(shares.members()), has_shares=True)
