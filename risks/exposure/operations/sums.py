"""The losses of sums, each added up from those of its cells."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import CellLosses, PortfolioRun
from risks.exposure.operations.cells import CellTotals, cell_rows
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.totals import Total, total_from
from risks.exposure.queries import Compartment, Inputs, Sum


def totals_of(sums: Sequence[Sum], *, cells: CellTotals) -> Iterator[tuple[Sum, Total]]:
    """Yield each sum with its total; sums of one part are made together.

    The cells of a compartment are added once for all of them.
    """
    by_part: dict[tuple[str, str], list[Sum]] = defaultdict(list)
    for each in sums:
        by_part[each.dimension.value, each.part].append(each)
    cells.prepare({cell for each in sums for cell in each.cells})
    for together in by_part.values():
        by_compartment: dict[Compartment, Total] = {}
        needed = {cell for each in together for cell in each.cells}
        for cell, total in cells.totals(needed):
            if cell.compartment not in by_compartment:
                by_compartment[cell.compartment] = Total.nought(total.cents.size)
            by_compartment[cell.compartment].merge(total)
        for each in together:
            yield each, Total.of(by_compartment[there] for there in each.compartments)


def stored_losses(members: Sequence[Inputs], input_hash: str) -> Drawn | None:
    """Return the losses of a present portfolio of these members; None without them."""
    risk = members[0].risk
    run = PortfolioRun.objects.filter(
        company=risk.company_id,
        dimension=PortfolioRun.Dimension.PORTFOLIO,
        input_hash=input_hash,
    ).first()
    rows, wanted = cell_rows(risk.company), {each.cell for each in members}
    if run is None or not wanted <= rows.keys():
        return None
    keys = [rows[cell].pk for cell in wanted]
    totals = [total_from(row) for row in CellLosses.objects.filter(pk__in=keys)]
    if not all(totals):
        return None
    drawn = Total.of(total for total in totals if total).as_drawn()
    return drawn if loss_hash(drawn.losses) == run.loss_hash else None
