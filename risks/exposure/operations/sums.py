"""The losses of sums: a changed risk moves a stored one, else risks are added up.

What a risk cost is taken out of the stored losses and what it costs is added; no other
risk is drawn. Whole cents are exact, so the moved sum equals to the bit the one that is
added up from nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import RunLosses, Snapshot
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.lease import Lease
from risks.exposure.operations.price import NotPriced, Pricer
from risks.exposure.operations.totals import Total, total_from
from risks.exposure.queries import (
    Cell,
    Inputs,
    NotReproducible,
    Sum,
    WantedSums,
    inputs_of,
)
from risks.register.models import Company


def totals_of(
    sums: Sequence[Sum],
    *,
    of: Company,
    wanted: WantedSums,
    pricer: Pricer,
    lease: Lease,
    moving: bool = True,
) -> Iterator[tuple[Sum, Total]]:
    """Yield each sum with its total; unless `moving`, nothing stored is used."""
    stored, far = _StoredLosses(of, pricer=pricer), []
    for each in sums:
        members = {wanted.snapshots[one.hash]: one for one in each.members}
        moved = stored.moved_to(each, members) if moving else None
        if moved:
            yield each, moved
        else:
            far.append(each)
    cells = {cell for each in far for cell in each.cells}
    needed = [inputs for inputs in wanted.present if inputs.cell in cells]
    by_cell = _added_up(lease.renewed_over(needed), pricer=pricer)
    for each in far:
        yield each, Total.of(by_cell[cell] for cell in each.cells)


def _added_up(members: Iterator[Inputs], *, pricer: Pricer) -> Mapping[Cell, Total]:
    by_cell: dict[Cell, Total] = {}
    for inputs in members:
        drawn = pricer.drawn(inputs)
        if inputs.cell not in by_cell:
            by_cell[inputs.cell] = Total.nought(drawn.losses.trials)
        by_cell[inputs.cell].add(drawn)
    return by_cell


@dataclass(frozen=True, slots=True)
class _Stored:
    run: int
    snapshots: frozenset[int]  # of its members


class _StoredLosses:
    """The losses of a company's sums that earlier recalculations stored."""

    def __init__(self, company: Company, *, pricer: Pricer) -> None:
        self._company = company
        self._pricer = pricer
        self._by_part: dict[tuple[str, str], list[_Stored]] = {}

    def moved_to(self, wanted: Sum, members: Mapping[int, Inputs]) -> Total | None:
        """Return the nearest stored sum of the part, moved to these members.

        `members` are by snapshot. None where moving would draw as many risks as adding
        up, or where what is stored is not sound.
        """
        near = self._nearest(wanted, members.keys())
        if near is None:
            return None
        leaving = near.snapshots - members.keys()
        coming = members.keys() - near.snapshots
        if len(leaving) + len(coming) >= len(near.snapshots & members.keys()):
            return None
        row = RunLosses.objects.select_related("run").get(pk=near.run)
        total, gone = total_from(row), self._drawn_as_stored(leaving)
        if total is None or gone is None:
            return None
        for drawn in gone:
            total.take_out(drawn)
        for snapshot in coming:
            total.add(self._pricer.drawn(members[snapshot]))
        return total

    def _nearest(self, wanted: Sum, snapshots: Collection[int]) -> _Stored | None:
        part, there = (wanted.dimension.value, wanted.part), set(snapshots)
        if part not in self._by_part:
            self._by_part[part] = _stored(self._company, *part)
        return min(
            self._by_part[part],
            key=lambda stored: len(stored.snapshots ^ there),
            default=None,
        )

    def _drawn_as_stored(self, snapshots: Collection[int]) -> list[Drawn] | None:
        """Draw what was summed; None where one does not come out as it was then."""
        rows = Snapshot.objects.select_related(
            "basis", "assumptions__risk__entity", "linked__risk"
        ).in_bulk(snapshots)
        drawn = []
        for row in rows.values():
            try:
                again = self._pricer.drawn(inputs_of(row))
            except (NotPriced, NotReproducible):
                return None
            if loss_hash(again.losses) != row.loss_hash:
                return None
            drawn.append(again)
        return drawn if len(drawn) == len(snapshots) else None


def _stored(company: Company, dimension: str, part: str) -> list[_Stored]:
    rows = RunLosses.objects.filter(
        run__company=company, run__dimension=dimension, run__part=part
    )
    return [
        _Stored(run, frozenset(each["snapshot"] for each in members))
        for run, members in rows.values_list("run", "run__members")
    ]
