"""Compute each member's share of a portfolio's TVaR95 and P95, and store the largest.

Shares are means over the worst trials of the sum, and these change with the sum. They
are computed after it, in one pass over the members for all portfolios.
"""

from collections.abc import Sequence

from risks.engine.exposure.portfolio.shares import Shares, ShareTable
from risks.exposure.models import PortfolioRun
from risks.exposure.operations.cells import CellTotals
from risks.exposure.operations.price import Pricer
from risks.exposure.operations.store import Store
from risks.exposure.operations.sums import totals_of
from risks.exposure.queries import Inputs, Sum, WantedSums

SUMS_AT_ONCE = 100  # each takes half a megabyte while its trials are sorted
RISKS_AT_ONCE = 256
LARGEST = 40  # members with a share of their own; more names than that nobody reads


def store_shares(
    wanted: WantedSums, *, cells: CellTotals, pricer: Pricer, store: Store
) -> None:
    """Compute and store the shares of the portfolios that have none."""
    without = wanted.without_shares
    for first in range(0, len(without), SUMS_AT_ONCE):
        some = without[first : first + SUMS_AT_ONCE]
        _share(some, wanted, cells=cells, pricer=pricer, store=store)


def _share(
    some: Sequence[Sum],
    wanted: WantedSums,
    *,
    cells: CellTotals,
    pricer: Pricer,
    store: Store,
) -> None:
    totals = list(totals_of(some, cells=cells))
    table = ShareTable([total.as_drawn().losses for _, total in totals])
    needed = {cell for each in some for cell in each.cells}
    members = [each for cell in needed for each in wanted.by_cell[cell]]
    for first in range(0, len(members), RISKS_AT_ONCE):
        few = members[first : first + RISKS_AT_ONCE]
        drawn = store.lease.renewed_over(few)
        table.take({_key(each): pricer.drawn(each).losses for each in drawn})
    with store.lease.writing():
        for number, (each, _) in enumerate(totals):
            shares = _largest(table, number, each, wanted=wanted)
            rows = PortfolioRun.objects.filter(pk=wanted.runs[each.key].pk)
            rows.update(largest=shares, has_shares=True)


def _largest(
    table: ShareTable, number: int, each: Sum, *, wanted: WantedSums
) -> list[dict[str, float]]:
    members = {
        _key(inputs): wanted.snapshots[inputs.hash].pk
        for cell in each.cells
        for inputs in wanted.by_cell[cell]
    }
    if each.risks == 1:  # the sum of one risk is that risk
        (only,), run = members, wanted.runs[each.key]
        shares = Shares({only: float(run.tvar95)}, {only: float(run.p95)})
    else:
        shares = table.shares(number, members=list(members))
    tvar95, p95 = shares
    by_share = sorted(members, key=lambda risk: (-tvar95[risk], int(risk)))
    return [
        {
            "risk": int(risk),
            "snapshot": members[risk],
            "tvar95": tvar95[risk],
            "p95": p95[risk],
        }
        for risk in by_share[:LARGEST]
    ]


def _key(inputs: Inputs) -> str:
    return str(inputs.risk.pk)
