"""The losses of cells: a changed risk moves a stored one, else risks are added up.

What a risk cost is taken out of the stored losses and what it costs is added; no other
risk is drawn. Whole cents are exact, so the moved losses equal to the bit those that
are added up from nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from risks.engine.exposure.kinds.natures import NATURES, Nature
from risks.engine.exposure.portfolio.portfolio import loss_hash
from risks.exposure.models import CellLosses, Snapshot
from risks.exposure.operations.draw_cache import Drawn
from risks.exposure.operations.lease import Lease
from risks.exposure.operations.price import NotPriced, Pricer
from risks.exposure.operations.totals import Total, losses_row, total_from
from risks.exposure.queries import (
    Cell,
    Compartment,
    Inputs,
    NotReproducible,
    Stored,
    WantedSums,
    inputs_of,
)
from risks.register.models import Company

BLOBS = ("cents", "simulated")
AT_ONCE = 50  # cells whose losses are read in one query


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTotals:
    """The losses of a company's cells as they are now, stored where they changed.

    With `anew` nothing that is stored is used.
    """

    company: Company
    wanted: WantedSums
    pricer: Pricer
    lease: Lease
    anew: bool = False
    _rows: dict[Cell, CellLosses] = field(default_factory=dict)
    _ready: set[Cell] = field(default_factory=set)

    def prepare(self, cells: Collection[Cell]) -> None:
        """Move or add up the losses of these cells, and store those that changed."""
        if not self._rows:
            self._rows.update(cell_rows(self.company))
        for cell in cells:
            if cell not in self._ready:
                self._prepare(cell)
                self._ready.add(cell)

    def totals(self, cells: Collection[Cell]) -> Iterator[tuple[Cell, Total]]:
        """Yield prepared cells with their losses."""
        keys = {self._rows[cell].pk: cell for cell in cells}
        ordered = sorted(keys)
        for first in range(0, len(ordered), AT_ONCE):
            self.lease.keep()
            some = CellLosses.objects.in_bulk(ordered[first : first + AT_ONCE])
            for key, row in some.items():
                total = total_from(row) or self._repaired(keys[key])
                yield keys[key], total

    def forget_others(self) -> None:
        """Delete the losses of cells in which no risk is any more."""
        gone = [
            r.pk for cell, r in self._rows.items() if cell not in self.wanted.by_cell
        ]
        if gone:
            with self.lease.writing():
                CellLosses.objects.filter(pk__in=gone).delete()

    def _prepare(self, cell: Cell) -> None:
        row, members = self._rows.get(cell), self._members(cell)
        if row is None or self.anew:
            self._store(cell, self._added_up(cell), members)
        elif _marks(row.members) != _marks(members):
            moved = self._moved(row, cell, members)
            self._store(cell, moved or self._added_up(cell), members)
        elif row.members != members:  # the same losses on the snapshots of another day
            row.members = members
            with self.lease.writing():
                row.save(update_fields=["members"])

    def _members(self, cell: Cell) -> dict[str, list[object]]:
        """Return the snapshot and the mark of each member by risk, as JSON has them."""
        return {str(risk): list(stored) for risk, stored, _ in self._stored(cell)}

    def _stored(self, cell: Cell) -> Iterator[tuple[int, Stored, Inputs]]:
        for inputs in self.wanted.by_cell[cell]:
            stored = self.wanted.snapshots[inputs.hash]
            if cell.is_part:
                # The mark is of all cash: a part may change and leave it as it was.
                stored = stored._replace(mark=str(stored.pk))
            yield inputs.risk.pk, stored, inputs

    def _added_up(self, cell: Cell) -> Total:
        members = self.wanted.by_cell[cell]
        total = Total.nought(members[0].terms.trials)
        for inputs in self.lease.renewed_over(members):
            total.add(self.pricer.drawn(inputs, cell.drawn_nature))
        return total

    def _moved(
        self, row: CellLosses, cell: Cell, members: Mapping[str, list[object]]
    ) -> Total | None:
        """Return the stored losses moved to these members.

        None where moving would draw as many risks as adding up, or where what is stored
        is not sound.
        """
        old, new = _marks(row.members), _marks(members)
        if len(old ^ new) > len(new):
            return None
        total = total_from(CellLosses.objects.get(pk=row.pk))
        leaving = [int(row.members[risk][0]) for risk, _ in old - new]
        gone = _drawn_as_stored(leaving, nature=cell.drawn_nature, pricer=self.pricer)
        if total is None or gone is None:
            return None
        for drawn in gone:
            total.take_out(drawn)
        coming = {risk for risk, _ in new - old}
        for risk, _, inputs in self._stored(cell):
            if str(risk) in coming:
                total.add(self.pricer.drawn(inputs, cell.drawn_nature))
        return total

    def _repaired(self, cell: Cell) -> Total:
        total = self._added_up(cell)
        self._store(cell, total, self._members(cell))
        return total

    def _store(
        self, cell: Cell, total: Total, members: Mapping[str, list[object]]
    ) -> None:
        row = self._rows.get(cell) or CellLosses(
            company=self.company,
            restricted_matter_id=cell.compartment.restricted_matter,
            privileged=cell.compartment.privileged,
            entity=cell.entity,
            category=cell.category,
            nature=cell.nature or "",
            is_part=cell.is_part,
        )
        columns = {"members": members, **losses_row(total)}
        for name, column in columns.items():
            setattr(row, name, column)
        with self.lease.writing():
            row.save()
        self._rows[cell] = CellLosses.objects.defer(*BLOBS).get(pk=row.pk)


def cell_rows(company: Company) -> dict[Cell, CellLosses]:
    """Return the rows of a company's cells, without their losses."""
    rows = CellLosses.objects.filter(company=company).defer(*BLOBS)
    return {_cell_of(row): row for row in rows}


def _cell_of(row: CellLosses) -> Cell:
    return Cell(
        compartment=Compartment(row.restricted_matter_id, row.privileged),
        entity=row.entity,
        category=row.category,
        nature=next((each for each in NATURES if each == row.nature), None),
        is_part=row.is_part,
    )


def _marks(members: Mapping[str, list[object]]) -> set[tuple[str, object]]:
    return {(risk, mark) for risk, (_, mark) in members.items()}


def _drawn_as_stored(
    snapshots: Collection[int], *, nature: Nature | None, pricer: Pricer
) -> list[Drawn] | None:
    """Draw what was summed; None where one does not come out as it was then."""
    rows = Snapshot.objects.select_related(
        "basis", "assumptions__risk__entity", "linked__risk"
    ).in_bulk(snapshots)
    drawn = []
    for row in rows.values():
        try:
            inputs = inputs_of(row)
            again = pricer.drawn(inputs)
            part = pricer.drawn(inputs, nature) if nature else again
        except (NotPriced, NotReproducible):
            return None
        if loss_hash(again.losses) != row.loss_hash:
            return None
        drawn.append(part)
    return drawn if len(drawn) == len(snapshots) else None
