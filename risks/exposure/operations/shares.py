"""The share that each member has of a portfolio's tail: of its TVaR95 and its P95.

Shares are means over the worst trials of the sum, which are other trials whenever the
sum moves. So they follow it: one pass over the members, for several portfolios at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from risks.engine.exposure.portfolio.shares import QuantileShares, TailShares
from risks.engine.exposure.sampling.losses import Losses
from risks.exposure.models import PortfolioRun
from risks.exposure.operations.lease import Lease
from risks.exposure.operations.price import Pricer
from risks.exposure.queries import Inputs, Sum


@dataclass(frozen=True, slots=True)
class _Shares:
    run: PortfolioRun
    of: Sum
    tvar95: TailShares
    p95: QuantileShares

    def take(self, inputs: Inputs, losses: Losses) -> None:
        if inputs.cell in self.of.cells:
            self.tvar95.take(str(inputs.risk.pk), losses)
            self.p95.take(str(inputs.risk.pk), losses)


def store_shares(
    portfolios: Iterable[tuple[PortfolioRun, Sum, Losses]],
    *,
    present: Sequence[Inputs],
    pricer: Pricer,
    lease: Lease,
) -> None:
    """`portfolios` with their total losses; `present` are the members of them all."""
    several = [
        _Shares(run, each, TailShares(total), QuantileShares(total))
        for run, each, total in portfolios
    ]
    cells = {cell for shares in several for cell in shares.of.cells}
    members = [inputs for inputs in present if inputs.cell in cells]
    for inputs in lease.renewed_over(members):
        losses = pricer.drawn(inputs).losses
        for shares in several:
            shares.take(inputs, losses)
    for shares in several:
        _store(shares, lease=lease)


def _store(shares: _Shares, *, lease: Lease) -> None:
    run, tvar95, p95 = shares.run, shares.tvar95.shares(), shares.p95.shares()
    members = [
        {
            **member,
            "tvar95": tvar95[str(member["risk"])],
            "p95": p95[str(member["risk"])],
        }
        for member in run.members
    ]
    with lease.writing():
        PortfolioRun.objects.filter(pk=run.pk).update(members=members, has_shares=True)
